// RingCentral's OAuth endpoints: presents a JWT credential, ends a session (facts, section 4).
import * as v from 'valibot';
import { readErrorBody } from './errorBody.ts';
import { parseJson } from './json.ts';
import type { AnswerEvidence, Failure } from './failure.ts';
import { excerptOf, isWebPage, send, type HttpAnswer, type HttpOptions } from './http.ts';
import { failed, success, type Result } from './result.ts';

/** An app as it authenticates: its secret is empty when it is a public one. */
export interface Client {
  readonly server: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the token endpoint grants. */
export interface Grant {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly scopes: readonly string[];
  /** The owner's extension id. */
  readonly ownerId: string | undefined;
  /** When it was asked for, in ms: its life is counted from then. */
  readonly requestedAt: number;
}

const JWT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** A longer life would be no access token of RingCentral's (it grants an hour at most). */
const MAX_LIFE_SECONDS = 366 * 24 * 3600;

const GrantSchema = v.object({
  access_token: v.pipe(v.string(), v.regex(/^[\x21-\x7E]{1,8192}$/)),
  token_type: v.fallback(v.optional(v.string()), undefined),
  expires_in: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_LIFE_SECONDS)),
  scope: v.fallback(v.optional(v.pipe(v.string(), v.maxLength(8192))), undefined),
  owner_id: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^\d{1,20}$/))), undefined),
});

/**
 * Exchanges a JWT credential for an access token, in one request (facts, section 4).
 * @param ttlSeconds the life asked for, 600 to 3600
 */
export async function exchangeJwt(
  client: Client,
  jwt: string,
  ttlSeconds: number,
  options: HttpOptions,
): Promise<Result<Grant, Failure>> {
  const form = { grant_type: JWT_GRANT, assertion: jwt, access_token_ttl: String(ttlSeconds) };
  const secrets = secretsOf(client, jwt);
  const answer = await post('token', client, form, options);
  if (!answer.ok) return answer;
  const { evidence, body } = answer.value;
  if (evidence.status >= 400) return failed(refusalOf(answer.value, secrets));
  const parsed = v.safeParse(GrantSchema, parseJson(body));
  if (evidence.status !== 200 || !parsed.success) {
    const problem = parsed.success ? `status ${evidence.status}` : problemOf(parsed.issues);
    return failed(unreadable(evidence, problem, body, secrets));
  }
  const grant = parsed.output;
  if (grant.token_type !== undefined && grant.token_type.toLowerCase() !== 'bearer') {
    return failed(unreadable(evidence, 'token_type is not bearer', body, [...secrets, grant.access_token]));
  }
  return success({
    accessToken: grant.access_token,
    expiresInSeconds: grant.expires_in,
    scopes: [...new Set(grant.scope?.split(/\s+/))].filter(scope => /^[\w.-]{1,64}$/.test(scope)),
    ownerId: grant.owner_id,
    requestedAt: evidence.at,
  });
}

/** Ends the session that an access token belongs to; a failure is told, never repeated (facts, section 4). */
export async function revokeSession(
  client: Client,
  accessToken: string,
  options: HttpOptions,
): Promise<Result<undefined, Failure>> {
  const answer = await post('revoke', client, { token: accessToken }, options);
  if (!answer.ok) return answer;
  const { evidence, body } = answer.value;
  const secrets = secretsOf(client, accessToken);
  if (evidence.status >= 400) return failed(refusalOf(answer.value, secrets));
  // RingCentral's own answer has no body to speak of; a portal's says nothing of the session.
  return isWebPage(answer.value)
    ? failed(unreadable(evidence, 'the answer is a web page', body, secrets))
    : success(undefined);
}

async function post(
  phase: 'token' | 'revoke',
  client: Client,
  form: Readonly<Record<string, string>>,
  options: HttpOptions,
): Promise<Result<HttpAnswer, Failure>> {
  const isPublic = client.clientSecret === '';
  const fields = isPublic ? { ...form, client_id: client.clientId } : form;
  return send(
    {
      phase,
      method: 'POST',
      url: `${client.server}/restapi/oauth/${phase}`,
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Accept: 'application/json',
        ...(isPublic ? {} : { Authorization: `Basic ${basicCredentials(client)}` }),
      },
      body: new URLSearchParams(fields).toString(),
      secrets: secretsOf(client, form['assertion'] ?? form['token'] ?? ''),
    },
    options,
  );
}

/** Client ID and secret joined as they are, as RingCentral's SDKs do, in Base64 of their UTF-8 bytes. */
function basicCredentials({ clientId, clientSecret }: Client): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(`${clientId}:${clientSecret}`)));
}

/** What of a request must not be seen in any evidence, should the server repeat it. */
function secretsOf(client: Client, sent: string): string[] {
  return [sent, client.clientSecret, basicCredentials(client)];
}

function refusalOf({ evidence, body }: HttpAnswer, secrets: readonly string[]): Failure {
  const read = readErrorBody(body, secrets);
  return read === undefined
    ? { kind: 'refused', ...evidence, errors: [], bodyExcerpt: excerptOf(body, secrets) }
    : { kind: 'refused', ...evidence, ...read };
}

function unreadable(
  evidence: AnswerEvidence,
  problem: string,
  body: string,
  secrets: readonly string[],
): Failure {
  return { kind: 'unreadable', ...evidence, problem, bodyExcerpt: excerptOf(body, secrets) };
}

function problemOf(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const path = v.getDotPath(issues[0]);
  return path === null ? 'no JSON object' : `${path} is missing or of the wrong type`;
}
