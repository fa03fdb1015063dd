// Reading calls of RingCentral's API, with an access token (facts, section 7).
import * as v from 'valibot';
import { readErrorBody } from './errorBody.ts';
import type { AnswerEvidence, Failure } from './failure.ts';
import { excerptOf, isWebPage, send, type HttpAnswer, type HttpOptions } from './http.ts';
import { parseJson } from './json.ts';
import { toPlainLines, toPlainText } from './plainText.ts';
import { failed, success, type Result } from './result.ts';
import { formsOf, hideForms } from './secretForms.ts';

/** Where an access token proves itself: the one call that needs no permission at all (facts, section 7). */
export const AUTHZ_PROFILE_PATH = '/restapi/v1.0/account/~/extension/~/authz-profile';

/** A token and where it was got; it is sent nowhere else. */
export interface Bearer {
  readonly server: string;
  readonly accessToken: string;
}

const MAX_NAME = 120;

/**
 * Sends one GET and returns its answer.
 * @param path begins with a slash
 * @param wantsBeginning whether the beginning of an answer over the limit will do
 */
export async function get(
  server: string,
  path: string,
  accessToken: string,
  options: HttpOptions,
  wantsBeginning = false,
): Promise<Result<HttpAnswer, Failure>> {
  const answer = await send(
    {
      phase: 'api',
      method: 'GET',
      url: server + path,
      headers: { Accept: 'application/json', Authorization: `Bearer ${accessToken}` },
      secrets: [accessToken],
      wantsBeginning,
    },
    options,
  );
  if (!answer.ok || answer.value.evidence.status < 400) return answer;
  return failed(refusalOf(answer.value, accessToken));
}

/**
 * Sends one GET for whoever wants to read its answer. A web page in its place is a network's, not RingCentral's.
 * Of an answer over the limit it is the beginning.
 * @returns the body without the token, should the server repeat it, and without what moves text about; what else in it
 * is shaped or named like a secret goes where it is shown
 */
export async function readCall(
  { server, accessToken }: Bearer,
  path: string,
  options: HttpOptions,
): Promise<Result<HttpAnswer, Failure>> {
  const answer = await get(server, path, accessToken, options, true);
  if (!answer.ok) return answer;
  const { evidence, body } = answer.value;
  if (isWebPage(answer.value)) {
    const problem = 'the answer is a web page';
    return failed({ kind: 'unreadable', ...evidence, problem, bodyExcerpt: excerptOf(body, [accessToken]) });
  }
  return success({ evidence, body: hideForms(toPlainLines(body), formsOf(accessToken)) });
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
  if (!/^\s*\{/.test(body) || parseJson(body) === undefined) {
    const problem = 'the body is no JSON object';
    return failed({ kind: 'unreadable', ...evidence, problem, bodyExcerpt: excerptOf(body, [accessToken]) });
  }
  return success(evidence);
}

/** What a user permission is called where administrators see it (facts, section 7). */
export interface PermissionName {
  /** As the admin portal shows it. */
  readonly displayName: string;
}

/** Whose token it is (facts, section 7). */
export interface Owner {
  /** The extension id, as a token's `owner_id` and a JWT's `sub` name it. */
  readonly id: string;
  readonly name: string;
  readonly extensionNumber: string | undefined;
  /** RingCentral's extension type, such as `User`. */
  readonly type: string | undefined;
}

const CheckSchema = v.object({ successful: v.boolean() });
const NameSchema = v.object({ displayName: v.pipe(v.string(), v.minLength(1)) });
const OwnerSchema = v.object({
  id: v.pipe(v.union([v.number(), v.string()]), v.transform(String), v.regex(/^\d{1,20}$/)),
  name: v.pipe(v.string(), v.minLength(1)),
  extensionNumber: v.optional(v.string()),
  type: v.optional(v.string()),
});

/**
 * Whether the token's owner has a user permission; asking needs none (facts, section 7; group Light).
 * @param targetExtensionId for another user's extension
 */
export async function checkUserPermission(
  { server, accessToken }: Bearer,
  permissionId: string,
  targetExtensionId: string | undefined,
  options: HttpOptions,
): Promise<Result<boolean, Failure>> {
  const query = new URLSearchParams({
    permissionId,
    ...(targetExtensionId === undefined ? {} : { targetExtensionId }),
  });
  const path = `${AUTHZ_PROFILE_PATH}/check?${query.toString()}`;
  const read = await getParsed({ server, accessToken }, path, CheckSchema, options);
  return read.ok ? success(read.value.successful) : read;
}

/** What the admin portal calls a user permission; asking needs none (facts, section 7; group Light). */
export async function readPermissionName(
  bearer: Bearer,
  permissionId: string,
  options: HttpOptions,
): Promise<Result<PermissionName, Failure>> {
  const path = `/restapi/v1.0/dictionary/permission/${encodeURIComponent(permissionId)}`;
  const read = await getParsed(bearer, path, NameSchema, options);
  return read.ok ? success({ displayName: toPlainText(read.value.displayName, MAX_NAME) }) : read;
}

/** Who the token's owner is; needs ReadAccounts and the user permission ReadExtensions (facts, section 7; group Light). */
export async function readOwner(bearer: Bearer, options: HttpOptions): Promise<Result<Owner, Failure>> {
  const read = await getParsed(bearer, '/restapi/v1.0/account/~/extension/~', OwnerSchema, options);
  if (!read.ok) return read;
  const { id, name, extensionNumber, type } = read.value;
  const plain = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : toPlainText(text, MAX_NAME);
  return success({
    id,
    name: toPlainText(name, MAX_NAME),
    extensionNumber: plain(extensionNumber),
    type: plain(type),
  });
}

async function getParsed<Schema extends v.GenericSchema>(
  { server, accessToken }: Bearer,
  path: string,
  schema: Schema,
  options: HttpOptions,
): Promise<Result<v.InferOutput<Schema>, Failure>> {
  const answer = await get(server, path, accessToken, options);
  if (!answer.ok) return answer;
  const { evidence, body } = answer.value;
  const parsed = v.safeParse(schema, parseJson(body));
  if (parsed.success) return success(parsed.output);
  const problem = 'the answer has not the documented form';
  return failed({ kind: 'unreadable', ...evidence, problem, bodyExcerpt: excerptOf(body, [accessToken]) });
}

function refusalOf({ evidence, body }: HttpAnswer, accessToken: string): Failure {
  const read = readErrorBody(body, [accessToken]);
  return read === undefined
    ? { kind: 'refused', ...evidence, errors: [], bodyExcerpt: excerptOf(body, [accessToken]) }
    : { kind: 'refused', ...evidence, ...read };
}
