// What a server answers: error bodies, headers, and whole answers to every request that is sent.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { readErrorBody } from '../../../src/ringcentral/errorBody.ts';
import type { ErrorBody, Failure } from '../../../src/ringcentral/failure.ts';
import { parseRetryAfter, type HttpOptions } from '../../../src/ringcentral/http.ts';
import { toPlainLines, toPlainText } from '../../../src/ringcentral/plainText.ts';
import { redact } from '../../../src/ringcentral/redaction.ts';
import {
  checkUserPermission,
  probeToken,
  readCall,
  readOwner,
  readPermissionName,
} from '../../../src/ringcentral/restCall.ts';
import type { Result } from '../../../src/ringcentral/result.ts';
import { exchangeJwt, revokeSession } from '../../../src/ringcentral/tokenEndpoint.ts';
import { failureLine } from '../../../src/tokens/failureLine.ts';
import { caseOf } from '../../support/cases.ts';
import { NOW } from '../../support/samples.ts';
import { jsonLike, largeInputs, LARGE_TEXTS, PIECES, textLike } from '../arbitraries.ts';
import {
  assertExplained,
  assertNoSecret,
  assertPlain,
  assertPlainLines,
  assertTime,
  planted,
  plantsOf,
  SECRETS,
  stringsIn,
  type Plant,
} from '../checks.ts';
import { target, type Outcome, type Target } from '../target.ts';

/** Error bodies as RingCentral sends them. */
export const ERROR_BODIES: readonly unknown[] = [
  {
    error: 'invalid_client',
    error_description: 'Invalid client',
    errors: [
      {
        errorCode: 'OAU-153',
        message: 'Invalid client: x',
        parameters: [{ parameterName: 'client_id', parameterValue: 'x' }],
      },
    ],
  },
  {
    errorCode: 'InsufficientPermissions',
    message: 'In order to call this API endpoint, user needs to have [ReadCallLog] permission',
    permissionName: 'ReadCallLog',
    errors: [{ errorCode: 'CMN-408', message: 'm', permissionName: 'ReadCallLog', parameters: [] }],
  },
  {
    errorCode: 'CMN-301',
    message: 'Request rate exceeded',
    errors: [{ errorCode: 'CMN-301', message: 'm' }],
  },
  { error: 'invalid_grant', error_description: 'Token not found', errors: [{ errorCode: 'OAU-213' }] },
  { error: 'access_denied' },
];

/** The secrets as a server may repeat them: as they were sent, and URL-encoded. */
const SECRET_TEXTS = Object.values(SECRETS).flatMap(secret => [
  secret,
  encodeURIComponent(secret),
  `Bearer ${secret}`,
]);

interface Planted {
  readonly text: string;
  readonly plants: readonly Plant[];
}

/** Also secrets that no program should choke on. */
const KNOWN_SECRETS = [...Object.values(SECRETS), '', 'with a \uD800 surrogate', '$&$&$&$&$&$&'];

const BODY_KEYS = ['oauthError', 'oauthErrorDescription', 'errorCode', 'message', 'permissionName', 'errors'];
const ERROR_KEYS = ['errorCode', 'message', 'permissionName', 'parameters'];

function assertBody(body: ErrorBody): void {
  assert.ok(Object.keys(body).every(key => BODY_KEYS.includes(key)));
  assert.equal(Object.getPrototypeOf(body), Object.prototype);
  for (const code of [body.oauthError, body.errorCode, body.permissionName]) assertCode(code);
  assert.ok(body.errors.length <= 20);
  for (const error of body.errors) {
    assert.ok(Object.keys(error).every(key => ERROR_KEYS.includes(key)));
    for (const code of [error.errorCode, error.permissionName]) assertCode(code);
    assert.ok(error.parameters.length <= 20);
    for (const parameter of error.parameters) assert.deepEqual(Object.keys(parameter), ['name', 'value']);
  }
  for (const text of stringsIn(body)) {
    assertPlain(text);
    assert.ok(text.length <= 500);
  }
}

function assertCode(code: string | undefined): void {
  if (code !== undefined) assert.match(code, /^[A-Za-z0-9_-]{1,64}$/);
}

function checkErrorBody({ text, plants }: Planted): Outcome {
  const body = readErrorBody(planted(text, plants), KNOWN_SECRETS);
  if (body === undefined) return 'refused';
  assertBody(body);
  assertNoSecret(stringsIn(body).join('\n'));
  return 'read';
}

function checkPlainText({ text, plants }: Planted): Outcome {
  const whole = planted(text, plants);
  const redacted = redact(whole, KNOWN_SECRETS);
  assertNoSecret(redacted);
  for (const limit of [1, 300, 500]) {
    const plain = toPlainText(redacted, limit);
    assertPlain(plain);
    assert.ok(plain.length <= limit && plain === plain.trim());
    assert.equal(toPlainText(plain, limit), plain);
  }
  const lines = redact(toPlainLines(whole), KNOWN_SECRETS);
  assertPlainLines(lines.replaceAll('\t', ''));
  assertNoSecret(lines);
  return redacted === whole ? 'refused' : 'read';
}

function checkRetryAfter(value: string): Outcome {
  const seconds = parseRetryAfter(value, NOW);
  if (seconds === undefined) return 'refused';
  assert.ok(Number.isInteger(seconds) && seconds >= 0 && seconds < 1_000_000, String(seconds));
  return 'read';
}

interface Answer extends Planted {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly request: keyof typeof REQUESTS;
}

const SERVER_HEADERS = [
  ...['content-type', 'rcrequestid', 'retry-after', 'x-rate-limit-group', 'x-rate-limit-limit'],
  ...['x-rate-limit-remaining', 'x-rate-limit-window', 'location', 'x-request-id'],
];
const HEADER_VALUES = [
  ...['application/json', 'text/html; charset=utf-8', '60', '0', '-1', '1e9', '999999', '9'.repeat(30)],
  ...[
    'Fri, 16 Jan 2026 12:00:00 GMT',
    'Sat, 13 Sep 275760 00:00:00 GMT',
    'Heavy',
    'https://login.example/?x',
  ],
  ...[
    'javascript:x',
    '//',
    SECRETS.accessToken,
    `Bearer ${SECRETS.clientSecret}`,
    'x'.repeat(3000),
    '\u00AD\u0085',
  ],
];

const answers: fc.Arbitrary<Answer> = fc.record({
  status: fc.oneof(
    fc.constant(200),
    fc.constantFrom(200, 400, 401, 403, 429, 503, 302, 407),
    fc.integer({ min: 200, max: 599 }),
  ),
  headers: fc.dictionary(fc.constantFrom(...SERVER_HEADERS), fc.constantFrom(...HEADER_VALUES), {
    maxKeys: 4,
  }),
  text: fc.oneof(
    jsonLike([
      {
        access_token: 'abc',
        token_type: 'bearer',
        expires_in: 3600,
        scope: 'ReadAccounts SMS',
        owner_id: '1',
      },
      { access_token: 'abc', expires_in: 60 },
      { access_token: 'two words\r\nX: y', token_type: 'bearer', expires_in: 60 },
      { successful: true },
      { displayName: 'Company Call Log' },
      { id: 62014500004, name: 'Ann', extensionNumber: '101', type: 'User' },
      { id: '62014500004', name: 'Ann' },
    ]),
    jsonLike(ERROR_BODIES),
    textLike(['<html><body>Blocked</body></html>', 'upstream error']),
  ),
  plants: plantsOf(SECRET_TEXTS),
  request: fc.constantFrom(
    'exchange',
    'exchange',
    'exchange',
    'exchange',
    'revoke',
    'probe',
    'read',
    'permission',
    'name',
    'owner',
  ),
});

/** What the server answers next, and where it is. */
let next: Pick<Answer, 'status' | 'headers'> & { readonly body: string };
let server: Server;
let address: string;

const OPTIONS: HttpOptions = { timeoutMs: 20_000, userAgent: 'Fuzz/1.0', now: () => NOW };

const client = (): Parameters<typeof exchangeJwt>[0] => {
  return { server: address, clientId: 'AcmeClientId', clientSecret: SECRETS.clientSecret };
};
const bearer = (): { server: string; accessToken: string } => {
  return { server: address, accessToken: SECRETS.accessToken };
};

const REQUESTS = {
  exchange: async () => exchangeJwt(client(), SECRETS.jwt, 3600, OPTIONS),
  revoke: async () => revokeSession(client(), SECRETS.accessToken, OPTIONS),
  probe: async () => probeToken(address, SECRETS.accessToken, OPTIONS),
  read: async () => readCall(bearer(), '/restapi/v1.0/x', OPTIONS),
  permission: async () => checkUserPermission(bearer(), 'ReadCallLog', undefined, OPTIONS),
  name: async () => readPermissionName(bearer(), 'ReadCallLog', OPTIONS),
  owner: async () => readOwner(bearer(), OPTIONS),
} satisfies Record<string, () => Promise<Result<unknown, Failure>>>;

/** The secrets that a request was sent with; of the others its answer may speak. */
const SENT: Readonly<Record<keyof typeof REQUESTS, readonly string[]>> = {
  exchange: [SECRETS.jwt, SECRETS.clientSecret],
  revoke: [SECRETS.accessToken, SECRETS.clientSecret],
  ...{ probe: [SECRETS.accessToken], read: [SECRETS.accessToken], permission: [SECRETS.accessToken] },
  ...{ name: [SECRETS.accessToken], owner: [SECRETS.accessToken] },
};

async function checkAnswer({ status, headers, text, plants, request }: Answer): Promise<Outcome> {
  next = { status, headers, body: planted(text, plants) };
  const outcome = await REQUESTS[request]();
  if (!outcome.ok) {
    const { failure } = outcome;
    if (failure.kind === 'refused') {
      const { oauthError, oauthErrorDescription, errorCode, message, permissionName, errors } = failure;
      const body = { oauthError, oauthErrorDescription, errorCode, message, permissionName };
      assertBody({ ...(JSON.parse(JSON.stringify(body)) as Partial<ErrorBody>), errors });
      assert.ok(status >= 400);
    }
    for (const line of [failureLine(failure), ...stringsIn(failure)]) assertPlain(line);
    assertNoSecret(failureLine(failure) + stringsIn(failure).join('\n'), SENT[request]);
    assertExplained(caseOf({ kind: 'failure', failure, phase: failure.phase }), SENT[request]);
    return 'refused';
  }
  assert.ok(status < 300 || request === 'revoke' || request === 'probe' || request === 'read');
  assertGood(request, outcome.value);
  return 'read';
}

function assertGood(request: keyof typeof REQUESTS, value: unknown): void {
  if (request === 'exchange') {
    const grant = value as {
      accessToken: string;
      expiresInSeconds: number;
      scopes: string[];
      ownerId?: string;
    };
    assert.match(grant.accessToken, /^[\x21-\x7E]{1,8192}$/);
    assert.ok(Number.isInteger(grant.expiresInSeconds) && grant.expiresInSeconds > 0);
    assertTime(NOW + grant.expiresInSeconds * 1000);
    for (const scope of grant.scopes) assert.match(scope, /^[\w.-]{1,64}$/);
    if (grant.ownerId !== undefined) assert.match(grant.ownerId, /^\d{1,20}$/);
  } else if (request === 'read') {
    const { body } = value as { body: string };
    assertPlainLines(body.replaceAll('\t', ''));
    assertNoSecret(body, [SECRETS.accessToken]);
  } else if (request === 'name' || request === 'owner') {
    for (const text of stringsIn(value)) {
      assertPlain(text);
      assert.ok(text.length <= 120);
    }
  } else if (request === 'permission') assert.equal(typeof value, 'boolean');
}

async function open(): Promise<void> {
  server = createServer((asked, answer) => {
    asked.resume();
    answer.writeHead(next.status, next.headers);
    answer.end(next.body);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(): Promise<void> {
  server.closeAllConnections();
  await new Promise(done => server.close(done));
}

const planting = (text: fc.Arbitrary<string>): fc.Arbitrary<Planted> =>
  fc.record({ text, plants: plantsOf(SECRET_TEXTS) });

const unplanted = (text: string): Planted => ({ text, plants: [] });

export const answerTargets: readonly Target[] = [
  target({
    name: 'an error body',
    inputs: planting(jsonLike(ERROR_BODIES)),
    check: checkErrorBody,
    large: largeInputs(unplanted),
  }),
  target({
    name: 'text that is made plain',
    inputs: planting(textLike(['A message.', 'Invalid client: x', ...PIECES])),
    check: checkPlainText,
    large: largeInputs(unplanted),
  }),
  target({
    name: 'Retry-After',
    inputs: textLike(HEADER_VALUES),
    check: checkRetryAfter,
    large: LARGE_TEXTS,
  }),
  target({
    name: 'an answer to a request',
    inputs: answers,
    check: checkAnswer,
    large: {
      ...largeInputs(text => ({
        ...unplanted(text),
        status: 400,
        headers: {},
        request: 'exchange' as const,
      })),
      'secrets without end': () => ({
        ...unplanted(`${SECRETS.jwt} ${SECRETS.clientSecret} `.repeat(1000)),
        ...{ status: 400, headers: {}, request: 'exchange' as const },
      }),
    },
    open,
    close,
  }),
];
