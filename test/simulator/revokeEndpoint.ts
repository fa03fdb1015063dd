// `POST /restapi/oauth/revoke`: ends the session of a token (facts, section 4).
import { emptyAnswer } from './answers.ts';
import type { Answer } from './answers.ts';
import type { App } from './directory.ts';
import { emptyToken, tokenOfAnotherClient } from './oauthRefusals.ts';
import type { SessionStore } from './sessions.ts';

/**
 * Answers a revoke request of an app that has proved itself. Either token of a session ends the whole of it; a token
 * that nobody knows is no error, as in RFC 7009.
 */
export function answerRevokeRequest(sessions: SessionStore, app: App, value: string): Answer {
  if (value === '') {
    return emptyToken();
  }
  const token = sessions.find(value);
  if (token === undefined) {
    return emptyAnswer(200);
  }
  if (token.session.app !== app) {
    return tokenOfAnotherClient();
  }
  token.session.ended = true;
  return emptyAnswer(200);
}
