// Explain Error Response: makes a failure of whatever a person pastes: a body, a response, a log line, an SDK's error.
import { readErrorBody } from '../ringcentral/errorBody.ts';
import { decidingCode, type AnswerEvidence, type ErrorBody, type Failure } from '../ringcentral/failure.ts';
import { parseJson } from '../ringcentral/json.ts';
import { toPlainText } from '../ringcentral/plainText.ts';
import { REDACTED } from '../ringcentral/secretForms.ts';
import type { Problem } from './case.ts';
import { KNOWN_CODES } from './knownCodes.ts';
import { innerFirst, readHeaders, readHttpFacts, type HttpFacts } from './pastedHttp.ts';
import { budgetFor, errorBodiesIn, looseBodyIn } from './pastedJson.ts';
import { NO_REFRESH_TOKEN } from './rules/refreshRules.ts';
import { systemCodeIn } from './pastedNetwork.ts';
import { phaseOfBody, phaseOfTokenRequest, statusOfCode, type PhaseGuess } from './pastedPhase.ts';
import { isSecretName, removeSecrets } from '../ringcentral/secretShapes.ts';

/** What a pasted text was understood as. */
export type PastedAnswer =
  | {
      /**
       * Its host is `''` and its status 0 where the text does not tell them (a status also comes from the code, where
       * RingCentral documents one).
       */
      readonly problem: Extract<Problem, { kind: 'failure' }>;
      /** Whether secrets were in the text. They are not in the problem. */
      readonly removedSecrets: boolean;
    }
  | { readonly problem: undefined; readonly reason: 'empty' | 'no-error' };

/** More is not looked at, in UTF-16 units. */
const MAX_LENGTH = 1024 * 1024;

/**
 * Reads a pasted error. Secrets are taken out first; the work grows with the text's length and no faster.
 * @param now in ms: when it happened, unless the text has a `Date` header
 */
export function readPasted(text: string, now: number): PastedAnswer {
  const looked = text.slice(0, MAX_LENGTH);
  const clean = removeSecrets(looked);
  if (clean.trim() === '') return { problem: undefined, reason: 'empty' };
  const problem = readClean(clean, now);
  return problem === undefined
    ? { problem, reason: 'no-error' }
    : { problem, removedSecrets: clean !== looked };
}

type FailureProblem = Extract<Problem, { kind: 'failure' }>;

function readClean(text: string, now: number): FailureProblem | undefined {
  if (isHtml(text.trim())) return answerWithout(text, text.trim(), now);
  const body = bodyIn(text);
  if (body !== undefined) return refusal(body.body, body.http, now);
  const http = readHttpFacts(text, 0);
  const page = htmlIn(text);
  return (
    (http.body === undefined ? undefined : answerWithout(text, http.body, now)) ??
    plainRefusal(text, http, now) ??
    (page === undefined ? undefined : answerWithout(text, page, now)) ??
    networkProblem(text, http, now)
  );
}

interface BodyInText {
  readonly body: ErrorBody;
  /** What stands around it, without the answers before and behind it. */
  readonly http: HttpFacts;
}

function bodyIn(text: string): BodyInText | undefined {
  const bodies = errorBodiesIn(text, budgetFor(text));
  const likeness = bodies.reduce((most, found) => Math.max(most, found.likeness), 0);
  const index = bodies.findIndex(found => found.likeness === likeness);
  const whole = bodies[index];
  const found = whole ?? looseBodyIn(text);
  const body = found && readBody(found.value);
  if (found === undefined || body === undefined) return undefined;
  const start = bodies[index - 1]?.end ?? 0;
  const outer = readHttpFacts(text.slice(start, bodies[index + 1]?.start), found.start - start);
  const http =
    whole?.isInner === true ? innerFirst(readHttpFacts(text.slice(found.start, found.end), 0), outer) : outer;
  return { body, http };
}

/**
 * Written anew before it is read: what was hidden in escapes is plain then, and goes like every other secret. Undefined for
 * what is nested too deeply to be an answer.
 */
function readBody(value: unknown): ErrorBody | undefined {
  try {
    const body = readErrorBody(removeSecrets(JSON.stringify(value)));
    return body && { ...body, errors: body.errors.map(withoutSecretParameters) };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function withoutSecretParameters(error: ErrorBody['errors'][number]): ErrorBody['errors'][number] {
  const parameters = error.parameters.map(({ name, value }) => ({
    name,
    value: isSecretName(name) ? REDACTED : value,
  }));
  return { ...error, parameters };
}

function refusal(body: ErrorBody, http: HttpFacts, now: number, bodyExcerpt?: string): FailureProblem {
  const told = phaseOf(body, http);
  const isErrorStatus = http.status !== undefined && http.status >= 400;
  const status = isErrorStatus ? http.status : statusOfCode(decidingCode(body), told);
  const evidence = evidenceOf({ ...http, status, phase: told.phase }, now);
  const excerpt = bodyExcerpt === undefined ? {} : { bodyExcerpt };
  return problemOf({ kind: 'refused', ...evidence, ...body, ...excerpt }, told.phase);
}

function phaseOf(body: ErrorBody, { phase, hasGrantType }: HttpFacts): PhaseGuess {
  if (phase === undefined) return phaseOfBody(body);
  return phase === 'token' && !hasGrantType ? phaseOfTokenRequest(body) : { phase, isTold: true };
}

function problemOf(failure: Failure, phase: FailureProblem['phase']): FailureProblem {
  return { kind: 'failure', failure, phase };
}

function evidenceOf(
  { status = 0, headers, host = '', phase = 'api' }: Partial<HttpFacts>,
  now: number,
): AnswerEvidence {
  const read = readHeaders(headers ?? new Map(), now);
  return { phase: phase === 'refresh' ? 'token' : phase, host, at: read.answeredAt, status, ...read };
}

const isHtml = (text: string): boolean => /^<(?:!doctype html|html|head|body)\b/i.test(text);

/** An answer whose body says nothing of RingCentral's: a page, other content, nothing, a redirect. */
function answerWithout(text: string, content: string, now: number): FailureProblem | undefined {
  const http = readHttpFacts(text, 0);
  const { status = 0, headers } = http;
  const phase = http.phase ?? 'token';
  const read = evidenceOf({ ...http, phase }, now);
  const evidence = isHtml(content) ? { ...read, contentType: read.contentType ?? 'text/html' } : read;
  const excerpt = excerptOf(content);
  if (status >= 400) {
    const body = parseJson(content) === undefined ? undefined : readErrorBody(content);
    return body === undefined
      ? problemOf({ kind: 'refused', ...evidence, errors: [], bodyExcerpt: excerpt }, phase)
      : refusal(body, http, now);
  }
  if (status >= 300) {
    const location = headers.get('location');
    const target = location !== undefined && URL.canParse(location) ? new URL(location) : undefined;
    return problemOf(
      { kind: 'redirect', ...evidence, target: target && `${target.protocol}//${target.host}` },
      phase,
    );
  }
  if (!isHtml(content) && (content === '' || parseJson(content) !== undefined)) return undefined;
  return problemOf(
    { kind: 'unreadable', ...evidence, problem: 'no JSON object', bodyExcerpt: excerpt },
    phase,
  );
}

const excerptOf = (text: string): string => toPlainText(removeSecrets(text.slice(0, 4000)), 300);

/** A page inside of something else, such as an SDK's error. */
function htmlIn(text: string): string | undefined {
  const at = text.search(/<(?:!doctype html|html)\b/i);
  return at < 0 ? undefined : text.slice(at);
}

const PREFIXES = [...new Set(KNOWN_CODES.map(({ code }) => code.slice(0, code.indexOf('-'))))].join('|');
const CODE = new RegExp(`(?<![\\w-])(?:${PREFIXES})-\\d{3}(?![\\w-])`);
/** As people write it down: in small letters, with another hyphen, a blank or none. */
const CODE_BY_HAND = new RegExp(`(?<![\\w-])(${PREFIXES})[-\u2010-\u2015\u2212_ ]?(\\d{3})(?![\\w-])`, 'gi');
const ANY_CODE = /^[A-Z]{2,5}-\d{2,4}$/;
/** An OAuth error by itself, as a form, a YAML file or a sentence has it. */
const OAUTH_WORD =
  /(?<![\w-])(?:invalid_(?:client|grant|request|scope|token)|unauthorized_client|unsupported_grant_type|expired_token|insufficient_scope|access_denied)(?![\w-])/;
/** RingCentral's own phrases; of a permission's or feature's only these lead to its name (errors.json). */
const WORDING =
  /In order to call this API endpoint|\] permission required|needs to have \[|Feature \[|for this grant type|required grant type|Grant type is not allowed|Invalid client|Client authentication is required|personal API Key|(?:Access )?[Tt]oken (?:expired|revoked|not found|is invalid)|Request rate exceeded|Authorization header is not specified|Administrator permission required|Attempt to access another extension/;
const TOKEN_WORDING = /grant type|Invalid client|Client authentication|personal API Key/i;
const ERROR_LINE = /^[^\n:]{0,80}(?:Error|Exception)\]?: ([^\n]{1,1000})/m;

/** A refusal without a body that can be read: a code, one of RingCentral's phrases, or a bare status. */
function plainRefusal(text: string, http: HttpFacts, now: number): FailureProblem | undefined {
  const whole = text.trim();
  const errorCode = ANY_CODE.test(whole) ? whole : (CODE.exec(text)?.[0] ?? codeByHand(text));
  const ofSdk = errorCode === undefined ? NO_REFRESH_TOKEN.exec(text)?.[0] : undefined;
  const phrase = ofSdk ?? phraseIn(text);
  const isError = http.status !== undefined && http.status >= 400;
  const oauthError = errorCode === undefined ? OAUTH_WORD.exec(text)?.[0] : undefined;
  if (errorCode === undefined && oauthError === undefined && phrase === undefined && !isError) {
    return undefined;
  }
  const said = phrase ?? (isError ? ERROR_LINE.exec(text)?.[1] : undefined);
  const message =
    said === undefined
      ? {}
      : { [oauthError === undefined ? 'message' : 'oauthErrorDescription']: toPlainText(said) };
  const body: ErrorBody =
    errorCode === undefined
      ? { ...message, ...(oauthError === undefined ? {} : { oauthError }), errors: [] }
      : { errors: [{ errorCode, ...message, parameters: [] }] };
  const isOfToken = errorCode === undefined && oauthError === undefined && TOKEN_WORDING.test(phrase ?? '');
  const ownPhase = isOfToken ? 'token' : undefined;
  const phase = ofSdk === undefined ? (http.phase ?? ownPhase) : 'refresh';
  const page = htmlIn(text);
  return refusal(body, { ...http, phase }, now, page === undefined ? undefined : excerptOf(page));
}

function codeByHand(text: string): string | undefined {
  for (const [, prefix = '', digits = ''] of text.matchAll(CODE_BY_HAND)) {
    const code = `${prefix.toUpperCase()}-${digits}`;
    if (KNOWN_CODES.some(known => known.code === code)) return code;
  }
  return undefined;
}

/** The line with one of RingCentral's phrases, from what an error's name or a bracket puts before it on. */
function phraseIn(text: string): string | undefined {
  const at = text.search(WORDING);
  if (at < 0) return undefined;
  const start = Math.max(text.lastIndexOf('\n', at) + 1, at - 500);
  const line = text.slice(start, at + 500).split('\n', 1)[0] ?? '';
  return ERROR_LINE.exec(line)?.[1] ?? line.trim();
}

/** An error of the network's, as an SDK or a log prints it. */
function networkProblem(text: string, http: HttpFacts, now: number): FailureProblem | undefined {
  const code = systemCodeIn(text);
  if (code === undefined) return undefined;
  const phase = http.phase ?? 'token';
  const sent = { phase: phase === 'refresh' ? 'token' : phase, host: http.host ?? '', at: now } as const;
  return problemOf({ kind: 'network', code, systemCall: undefined, ...sent }, phase);
}
