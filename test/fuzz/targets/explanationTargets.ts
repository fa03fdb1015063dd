// What becomes an explanation: whatever a person pastes as an error, and every failure that there is.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CasePhase } from '../../../src/explanations/case.ts';
import { KNOWN_CODES } from '../../../src/explanations/knownCodes.ts';
import { readPasted } from '../../../src/explanations/pastedAnswer.ts';
import type { Environment } from '../../../src/ringcentral/environment.ts';
import { readErrorBody } from '../../../src/ringcentral/errorBody.ts';
import type { AnswerEvidence, Failure } from '../../../src/ringcentral/failure.ts';
import { excerptOf } from '../../../src/ringcentral/http.ts';
import type { JwtExpiry } from '../../../src/ringcentral/jwtCredential.ts';
import { toPlainText } from '../../../src/ringcentral/plainText.ts';
import { redact } from '../../../src/ringcentral/redaction.ts';
import { caseOf, type ProfileChanges } from '../../support/cases.ts';
import { NOW } from '../../support/samples.ts';
import { jsonLike, largeInputs, LARGE_TEXTS, textLike, textOf } from '../arbitraries.ts';
import {
  assertExplained,
  assertNoSecret,
  assertPlain,
  assertTime,
  planted,
  plantsOf,
  SECRETS,
  stringsIn,
  type Plant,
} from '../checks.ts';
import { target, type Outcome, type Target } from '../target.ts';
import { ERROR_BODIES } from './answerTargets.ts';

const JSON_BODIES = ERROR_BODIES.map(body => JSON.stringify(body));
const [CLIENT_BODY = '', PERMISSION_BODY = '', RATE_BODY = ''] = JSON_BODIES;

const PASTED = [
  ...JSON_BODIES,
  JSON.stringify({ level: 'error', status: 401, body: CLIENT_BODY }),
  `HTTP/1.1 429 Too Many Requests\r\nDate: Thu, 15 Jan 2026 11:59:00 GMT\r\nRetry-After: 30\r\nRCRequestId: r-1\r\n\r\n${RATE_BODY}`,
  `> POST /restapi/oauth/token HTTP/2\n> Host: platform.ringcentral.com\n>\n< HTTP/2 400\n< content-type: application/json\n<\n${CLIENT_BODY}`,
  `GET https://platform.ringcentral.com/restapi/v1.0/account/~/call-log\nstatus: 403\n${PERMISSION_BODY}`,
  'HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\n\r\n<html><body>Blocked by the firewall</body></html>',
  'HTTP/1.1 302 Found\r\nLocation: https://login.example/path?x=1\r\n\r\n',
  "{ error: 'invalid_grant', error_description: 'Token not found', errors: [ { errorCode: 'OAU-213' } ] }",
  'Error: getaddrinfo ENOTFOUND platform.ringcentral.com\n    at GetAddrInfoReqWrap.onlookup',
  'curl: (60) SSL certificate problem: self-signed certificate in certificate chain',
  'In order to call this API endpoint, application needs to have [ReadCallLog] permission',
  'OAU-251',
  'cmn 408',
];

/** Secrets as they stand in what people paste. */
const PLANTS = [
  ` ${SECRETS.jwt} `,
  ` Bearer ${SECRETS.clientSecret} `,
  ` client_secret=${SECRETS.clientSecret}&`,
  ` "access_token":"${SECRETS.accessToken}" `,
  ` "clientSecret": "${SECRETS.clientSecret}" `,
  `\nAuthorization: Basic ${btoa(`id:${SECRETS.clientSecret}`)}\n`,
  ` ${SECRETS.accessToken} `,
];

const SHOWN_SECRETS = [...Object.values(SECRETS), btoa(`id:${SECRETS.clientSecret}`)];

interface Pasted {
  readonly text: string;
  readonly plants: readonly Plant[];
}

function checkPasted({ text, plants }: Pasted): Outcome {
  const answer = readPasted(planted(text, plants), NOW);
  assertNoSecret(stringsIn(answer).join('\n'), SHOWN_SECRETS);
  if (answer.problem === undefined) {
    assert.ok(['empty', 'no-error'].includes(answer.reason));
    return 'refused';
  }
  const { failure } = answer.problem;
  for (const line of stringsIn(failure)) assertPlain(line);
  assert.ok(failure.host === '' || URL.canParse(`https://${failure.host}`));
  assertTime(failure.at);
  if ('status' in failure) {
    const { status } = failure;
    assert.ok(status === 0 || (Number.isInteger(status) && status >= 100 && status <= 999), String(status));
  }
  for (const profile of [{}, null]) assertExplained(caseOf(answer.problem, profile), SHOWN_SECRETS);
  return 'read';
}

interface AnyFailure {
  readonly kind: Failure['kind'];
  readonly phase: CasePhase;
  readonly status: number;
  readonly body: string;
  readonly line: string;
  readonly plants: readonly Plant[];
  readonly retryAfterSeconds: number | undefined;
  readonly code: string;
  readonly profile: ProfileChanges;
}

const CODES = [...new Set(KNOWN_CODES.map(({ code }) => code)), 'XYZ-999', 'toString', '__proto__'];

/** Every known code, in a body that has something wrong in it. */
const codeBody = fc
  .tuple(fc.constantFrom(...CODES), fc.constantFrom('message', 'errors'))
  .map(([errorCode, place]) =>
    JSON.stringify(
      place === 'errors'
        ? { errors: [{ errorCode, message: 'user needs to have [ReadCallLog] permission' }] }
        : { error: 'invalid_grant', errorCode, message: 'm' },
    ),
  );

/** What a profile can be: its own fields are as its parsers leave them. */
const profile: fc.Arbitrary<ProfileChanges> = fc.oneof(
  fc.constant(null),
  fc.record(
    {
      name: fc.constantFrom('Acme', 'A [x](command:y) `b` <b>', '__proto__'),
      environment: fc.constantFrom<Environment[]>('production', 'sandbox'),
      jwtEnvironment: fc.constantFrom<(Environment | undefined)[]>('production', 'sandbox', undefined),
      jwtExpiresAt: fc.constantFrom<JwtExpiry[]>(NOW - 1, NOW + 1, 8.64e15, -8.64e15, 'none-set', undefined),
      server: fc.constantFrom(null, 'http://localhost:3000', 'https://gateway.example.com'),
      ownerName: fc.constantFrom(undefined, 'Ann {0} ``` *x*'),
    },
    { requiredKeys: [] },
  ),
);

const failures: fc.Arbitrary<AnyFailure> = fc.record({
  kind: fc.constantFrom<Failure['kind'][]>(
    ...(['refused', 'refused', 'refused', 'network', 'timeout'] as const),
    ...(['unreadable', 'redirect', 'too-large', 'cancelled', 'penalty'] as const),
  ),
  phase: fc.constantFrom('token', 'refresh', 'revoke', 'api'),
  status: fc.oneof(
    fc.constantFrom(0, 400, 401, 403, 404, 407, 429, 500, 503),
    fc.integer({ min: 0, max: 999 }),
  ),
  body: fc.oneof(textOf(codeBody), jsonLike(ERROR_BODIES)),
  line: textLike(['application/json', 'text/html; charset=utf-8', 'a-request-id', 'https://login.example']),
  plants: plantsOf(Object.values(SECRETS)),
  retryAfterSeconds: fc.constantFrom(undefined, 0, 30, 999_999),
  code: fc.oneof(
    fc.constantFrom('ENOTFOUND', 'ECONNREFUSED', 'CERT_HAS_EXPIRED', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'),
    fc.constantFrom('toString', '__proto__', 'constructor', ''),
    fc.stringMatching(/^[A-Z_]{1,60}$/),
  ),
  profile,
});

/** A failure as the requests make it: what the server wrote is read by the parsers for it. */
function failureOf({
  kind,
  phase,
  status,
  body,
  line,
  plants,
  retryAfterSeconds,
  code,
}: AnyFailure): Failure {
  const secrets = Object.values(SECRETS);
  const text = planted(body, plants);
  const clean = toPlainText(redact(planted(line, plants), secrets), 200);
  const sent = {
    phase: phase === 'refresh' ? 'token' : phase,
    host: 'platform.ringcentral.com',
    at: NOW,
  } as const;
  const answer: AnswerEvidence = {
    ...sent,
    answeredAt: NOW,
    status,
    contentType: clean,
    requestId: clean,
    retryAfterSeconds,
    rateLimit: { group: clean, limit: status },
  };
  const bodyExcerpt = excerptOf(text, secrets);
  switch (kind) {
    case 'refused': {
      const read = readErrorBody(text, secrets);
      return { kind, ...answer, ...(read ?? { errors: [], bodyExcerpt }) };
    }
    case 'network':
      return { kind, ...sent, code: code === '' ? undefined : code, systemCall: 'connect' };
    case 'timeout':
      return { kind, ...sent, afterSeconds: 15 };
    case 'unreadable':
      return { kind, ...answer, problem: 'no JSON object', bodyExcerpt };
    case 'redirect':
      return { kind, ...answer, target: URL.canParse(clean) ? new URL(clean).host : undefined };
    case 'too-large':
      return { kind, ...answer, limitBytes: 1024 * 1024 };
    case 'cancelled':
      return { kind, ...sent, by: 'user' };
    case 'penalty':
      return { kind, ...sent, reason: 'penalty', until: NOW + 1000 * (retryAfterSeconds ?? 60) };
  }
}

function checkFailure(input: AnyFailure): Outcome {
  const failure = failureOf(input);
  const { profile, phase } = input;
  const { isGuess, closedBy, gates } = assertExplained(caseOf({ kind: 'failure', failure, phase }, profile));
  const closed = gates.find(({ state }) => state === 'failed')?.id;
  assert.ok(closed === undefined || closed === closedBy);
  return isGuess ? 'refused' : 'read';
}

export const explanationTargets: readonly Target[] = [
  target({
    name: 'a pasted error',
    inputs: fc.record({ text: textLike(PASTED), plants: plantsOf(PLANTS) }),
    check: checkPasted,
    large: {
      ...largeInputs(text => ({ text, plants: [] })),
      'a large answer': () => ({ text: CLIENT_BODY + (LARGE_TEXTS['many errors']?.() ?? ''), plants: [] }),
    },
  }),
  target({ name: 'a failure that is explained', inputs: failures, check: checkFailure }),
];
