// `POST /restapi/oauth/token`: a JWT or a refresh token for an access token (facts, section 4).
import { randomUUID } from 'node:crypto';
import { jsonAnswer } from './answers.ts';
import type { Answer } from './answers.ts';
import { acceptAssertion, refuseOwner } from './assertions.ts';
import type { App, Directory } from './directory.ts';
import type { Clock } from './clock.ts';
import * as refusals from './oauthRefusals.ts';
import { withImplied } from './permissions.ts';
import type { IssuedTokens, Lifetimes, SessionStore } from './sessions.ts';

export const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

const ACCESS_TOKEN_SECONDS = { least: 600, most: 3600, usual: 3600 };
const REFRESH_TOKEN_SECONDS = { least: 1, most: 604_800, usual: 604_800 };

/** What the OAuth endpoints of one server work on. */
export interface OAuthServices {
  readonly directory: Directory;
  readonly sessions: SessionStore;
  readonly clock: Clock;
}

export type Form = Readonly<Record<string, string>>;

/** Answers a token request of an app that has proved itself. */
export async function answerTokenRequest(services: OAuthServices, app: App, form: Form): Promise<Answer> {
  const grantType = form['grant_type'];
  switch (grantType) {
    case JWT_BEARER:
      return exchange(services, app, form);
    case 'refresh_token':
      return renew(services, app, form);
    case undefined:
    case '':
      return refusals.invalidRequest('Parameter [grant_type] is missing');
    default:
      return refusals.unsupportedGrantType(grantType);
  }
}

async function exchange(
  { directory, sessions, clock }: OAuthServices,
  app: App,
  form: Form,
): Promise<Answer> {
  if (!app.jwtFlow) {
    return refusals.grantTypeNotEnabled();
  }
  const assertion = form['assertion'] ?? '';
  if (assertion === '') {
    return refusals.invalidRequest('Parameter [assertion] is missing');
  }
  const owner = await acceptAssertion(directory, clock, app, assertion);
  if ('body' in owner) {
    return owner;
  }
  const lifetimes = readLifetimes(app, form);
  if ('body' in lifetimes) {
    return lifetimes;
  }
  const scopes = (form['scope'] ?? '').split(' ').filter(scope => scope !== '');
  const permitted = withImplied(app.permissions);
  const excess = scopes.find(scope => !permitted.has(scope));
  if (excess !== undefined) {
    return refusals.invalidScope(excess);
  }
  const granted = scopes.length > 0 ? scopes : [...app.permissions];
  const endpointId = form['endpoint_id'] ?? randomUUID();
  return describe(sessions.open(app, owner, granted, endpointId, lifetimes), lifetimes);
}

function renew({ sessions }: OAuthServices, app: App, form: Form): Answer {
  const value = form['refresh_token'] ?? '';
  if (value === '') {
    return refusals.invalidRequest('Parameter [refresh_token] is missing');
  }
  const token = sessions.find(value);
  if (token?.kind !== 'refresh' || token.replaced) {
    return refusals.refreshTokenNotFound();
  }
  if (token.session.app !== app) {
    return refusals.invalidGrant('The refresh token was issued to another client application');
  }
  if (token.session.ended) {
    return refusals.refreshTokenRevoked();
  }
  if (sessions.isExpired(token)) {
    return refusals.refreshTokenExpired();
  }
  const lifetimes = readLifetimes(app, form);
  if ('body' in lifetimes) {
    return lifetimes;
  }
  return refuseOwner(token.session.user) ?? describe(sessions.renew(token.session, lifetimes), lifetimes);
}

function describe({ session, access, refresh }: IssuedTokens, lifetimes: Lifetimes): Answer {
  return jsonAnswer(
    200,
    {
      access_token: access.value,
      token_type: 'bearer',
      expires_in: lifetimes.access,
      ...(refresh && { refresh_token: refresh.value, refresh_token_expires_in: lifetimes.refresh }),
      scope: session.scopes.join(' '),
      owner_id: session.user.id,
      endpoint_id: session.endpointId,
      session_id: session.id,
    },
    { 'cache-control': 'no-store' },
  );
}

/** Reads `access_token_ttl` and `refresh_token_ttl`. That a value out of range is refused, not corrected, is [inf]. */
function readLifetimes(app: App, form: Form): Lifetimes | Answer {
  const access = readSeconds(form['access_token_ttl'], ACCESS_TOKEN_SECONDS);
  if (access === undefined) {
    return refusals.invalidRequest('Parameter [access_token_ttl] is invalid');
  }
  if (!app.refreshTokens) {
    return { access };
  }
  const refresh = readSeconds(form['refresh_token_ttl'], REFRESH_TOKEN_SECONDS);
  return refresh === undefined
    ? refusals.invalidRequest('Parameter [refresh_token_ttl] is invalid')
    : { access, refresh };
}

function readSeconds(text: string | undefined, range: typeof ACCESS_TOKEN_SECONDS): number | undefined {
  if (text === undefined || text === '') {
    return range.usual;
  }
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return seconds >= range.least && seconds <= range.most ? seconds : undefined;
}
