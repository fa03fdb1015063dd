// Reading calls of RingCentral's API, with an access token (facts, section 7).
import { readErrorBody } from './errorBody.ts';
import type { AnswerEvidence, Failure } from './failure.ts';
import { excerptOf, send, type HttpAnswer, type HttpOptions } from './http.ts';
import { failed, success, type Result } from './result.ts';

/** Where an access token proves itself: the one call that needs no permission at all (facts, section 7). */
export const AUTHZ_PROFILE_PATH = '/restapi/v1.0/account/~/extension/~/authz-profile';

/**
 * Sends one GET and returns its answer.
 * @param path begins with a slash
 */
export async function get(
  server: string,
  path: string,
  accessToken: string,
  options: HttpOptions,
): Promise<Result<HttpAnswer, Failure>> {
  const answer = await send(
    {
      phase: 'api',
      method: 'GET',
      url: server + path,
      headers: { Accept: 'application/json', Authorization: `Bearer ${accessToken}` },
      secrets: [accessToken],
    },
    options,
  );
  if (!answer.ok || answer.value.evidence.status < 400) return answer;
  return failed(refusalOf(answer.value, accessToken));
}

/** Whether RingCentral takes a token: one GET of the owner's authorization profile (facts, section 7; group Medium). */
export async function probeToken(
  server: string,
  accessToken: string,
  options: HttpOptions,
): Promise<Result<AnswerEvidence, Failure>> {
  const answer = await get(server, AUTHZ_PROFILE_PATH, accessToken, options);
  if (!answer.ok) return answer;
  const { evidence, body } = answer.value;
  if (!/^\s*\{/.test(body)) {
    const problem = 'the body is no JSON object';
    return failed({ kind: 'unreadable', ...evidence, problem, bodyExcerpt: excerptOf(body, [accessToken]) });
  }
  return success(evidence);
}

function refusalOf({ evidence, body }: HttpAnswer, accessToken: string): Failure {
  const read = readErrorBody(body, [accessToken]);
  return read === undefined
    ? { kind: 'refused', ...evidence, errors: [], bodyExcerpt: excerptOf(body, [accessToken]) }
    : { kind: 'refused', ...evidence, ...read };
}
