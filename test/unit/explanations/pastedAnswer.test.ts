import RingCentral from '@rc-ex/core';
import { SDK } from '@ringcentral/sdk';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { KNOWN_CODES } from '../../../src/explanations/knownCodes.ts';
import { explain } from '../../../src/explanations/explain.ts';
import { readPasted, type PastedAnswer } from '../../../src/explanations/pastedAnswer.ts';
import { budgetFor, errorBodiesIn } from '../../../src/explanations/pastedJson.ts';
import { removeSecrets } from '../../../src/ringcentral/secretShapes.ts';
import { decidingCode, type Failure } from '../../../src/ringcentral/failure.ts';
import { claimsOf, jwtOf, NOW } from '../../support/samples.ts';
import { addPair, EXTENSION_PATH, SimulatorFixture } from '../simulator/fixture.ts';

const SECRET = 'S3cretS3cretS3cretS3cret';
const JWT = jwtOf(claimsOf());

const OAU_251 =
  '{"error":"unauthorized_client","error_description":"Unauthorized for this grant type","errors":[{"errorCode":"OAU-251","message":"Unauthorized for this grant type"}]}';
const CMN_401 =
  '{"errorCode":"InsufficientPermissions","message":"In order to call this API endpoint, application needs to have [ReadCallLog] permission","errors":[{"errorCode":"CMN-401","message":"In order to call this API endpoint, application needs to have [ReadCallLog] permission","permissionName":"ReadCallLog"}],"permissionName":"ReadCallLog"}';
const OAU_213 = (error?: string): string =>
  JSON.stringify({ ...(error && { error }), errors: [{ errorCode: 'OAU-213', message: 'Token not found' }] });

interface Expected {
  readonly kind?: Failure['kind'];
  readonly phase?: string;
  readonly status?: number;
  readonly code?: string;
  readonly host?: string;
}

/** What is understood, in short. */
function summaryOf(answer: PastedAnswer): Expected {
  if (answer.problem === undefined) return {};
  const { failure, phase } = answer.problem;
  const code = failure.kind === 'refused' ? decidingCode(failure) : undefined;
  return {
    kind: failure.kind,
    phase,
    ...('status' in failure ? { status: failure.status } : {}),
    ...(code === undefined ? {} : { code }),
    ...(failure.host === '' ? {} : { host: failure.host }),
  };
}

const CURL_V = `*   Trying 1.2.3.4:443...
* Connected to platform.ringcentral.com
} [5 bytes data]
> POST /restapi/oauth/token HTTP/1.1
> Host: platform.ringcentral.com
> Authorization: Basic ${btoa(`id:${SECRET}`)}
> Content-Type: application/x-www-form-urlencoded
>
} [813 bytes data]
< HTTP/1.1 100 Continue
<
< HTTP/1.1 429 Too Many Requests
< Content-Type: application/json;charset=utf-8
< RCRequestId: 0b6b4f3e-aaaa-11ee-8c90-0050568d2b3c
< Retry-After: 60
< X-Rate-Limit-Group: auth
< X-Rate-Limit-Limit: 5
< X-Rate-Limit-Remaining: 0
< X-Rate-Limit-Window: 60
<
{ [124 bytes data]
{"errorCode":"CMN-301","message":"Request rate exceeded","errors":[{"errorCode":"CMN-301","message":"Request rate exceeded"}]}
* Connection #0 to host platform.ringcentral.com left intact`;

const PYTHON = `Traceback (most recent call last):
  File "app.py", line 12, in <module>
ringcentral.http.api_exception.ApiException: HTTP 400 ${OAU_251} (request details: Method: POST
URL: https://platform.devtest.ringcentral.com/restapi/oauth/token
Headers: {'User-Agent': 'python', 'Content-Type': 'application/x-www-form-urlencoded', 'Authorization': 'Basic ${btoa(`id:${SECRET}`)}', 'Accept': 'application/json'})`;

const HTML = '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Welcome</body></html>';

const token = { kind: 'refused', phase: 'token' } as const;
const api = { kind: 'refused', phase: 'api' } as const;
const PRODUCTION = 'platform.ringcentral.com';

const INPUTS: readonly (readonly [string, string, Expected])[] = [
  ['a bare body of the token endpoint', OAU_251, { ...token, status: 400, code: 'OAU-251' }],
  ['a bare body of the API', CMN_401, { ...api, status: 403, code: 'CMN-401' }],
  ['a body over several lines', JSON.stringify(JSON.parse(OAU_251), null, 2), { ...token, code: 'OAU-251' }],
  ['a body in a string', JSON.stringify(OAU_251), { ...token, code: 'OAU-251' }],
  ['a body in a string in a string', JSON.stringify(JSON.stringify(OAU_251)), { ...token, code: 'OAU-251' }],
  ['a body with its quotes escaped', OAU_251.replaceAll('"', '\\"'), { ...token, code: 'OAU-251' }],
  [
    'a body with escaped line breaks',
    JSON.stringify(JSON.stringify(JSON.parse(OAU_251), null, 2)).slice(1, -1),
    { ...token, code: 'OAU-251' },
  ],
  [
    'a response with its headers',
    `HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nWWW-Authenticate: Bearer realm="RingCentral"\r\n\r\n{"errorCode":"TokenInvalid","message":"OAuth token is invalid","errors":[{"errorCode":"OAU-149","message":"OAuth token is invalid"}]}`,
    { ...api, status: 401, code: 'OAU-149' },
  ],
  ['the output of curl -v', CURL_V, { ...token, status: 429, code: 'CMN-301', host: PRODUCTION }],
  [
    'an HTTP file’s answer',
    `POST https://${PRODUCTION}/restapi/oauth/token\nAuthorization: Basic abcdefghijkl\n\nHTTP/2 400 \ncontent-type: application/json\n\n${OAU_251}\n`,
    { ...token, status: 400, code: 'OAU-251', host: PRODUCTION },
  ],
  [
    'a log line',
    `2026-01-15T10:00:00Z ERROR [main {worker-1}] POST https://${PRODUCTION}/restapi/oauth/token status=400 it's body=${OAU_251} took 12 ms`,
    { ...token, status: 400, code: 'OAU-251', host: PRODUCTION },
  ],
  [
    'a log line of JSON with the body in a string',
    JSON.stringify({
      level: 'error',
      response: { status: 403, body: CMN_401 },
      url: `https://${PRODUCTION}/x`,
    }),
    { ...api, status: 403, code: 'CMN-401', host: PRODUCTION },
  ],
  [
    'the first of several errors, with what surrounds it alone',
    `status=200 {"ok":true}\nstatus=400 ${OAU_251}\nstatus=403 ${CMN_401}`,
    { ...token, status: 400, code: 'OAU-251' },
  ],
  [
    'ringcentral-python’s exception',
    PYTHON,
    { ...token, status: 400, code: 'OAU-251', host: 'platform.devtest.ringcentral.com' },
  ],
  [
    'an object as Node prints it',
    "{\n  error: 'invalid_client',\n  errors: [ { errorCode: 'OAU-153', message: 'Invalid client: x' } ]\n}",
    { ...token, status: 400, code: 'OAU-153' },
  ],
  [
    'an object as Python prints it',
    `{'error': 'invalid_client', 'errors': [{'errorCode': 'OAU-146', 'message': "It's wrong"}]}`,
    { ...token, status: 401, code: 'OAU-146' },
  ],
  ['a body that was cut off', OAU_251.slice(0, 130), { ...token, status: 400, code: 'OAU-251' }],
  ['a page', HTML, { kind: 'unreadable', status: 0 }],
  [
    'a page with status 200',
    `HTTP/1.1 200 OK\nContent-Type: text/html\n\n${HTML}`,
    { kind: 'unreadable', status: 200 },
  ],
  [
    'a page with status 502',
    `HTTP/1.1 502 Bad Gateway\nContent-Type: text/html\n\n${HTML}`,
    { kind: 'refused', status: 502 },
  ],
  [
    'a redirect',
    'HTTP/1.1 302 Found\nLocation: https://portal.example/login?x=1\n\n',
    { kind: 'redirect', status: 302 },
  ],
  ['a broken answer', 'HTTP/1.1 200 OK\n\n{"expires_in":', { kind: 'unreadable', status: 200 }],
  ['an empty refusal', 'HTTP/1.1 401 Unauthorized\nRCRequestId: 1\n\n', { kind: 'refused', status: 401 }],
  ['a bare status', '503 Service Unavailable', { kind: 'refused', status: 503 }],
  ['a code alone', 'OAU-251', { ...token, status: 400, code: 'OAU-251' }],
  ['a code that nobody knows', 'TAM-104', { ...api, status: 0, code: 'TAM-104' }],
  [
    'a code in prose',
    'We keep getting OAU-473 since Monday, why?',
    { ...token, status: 400, code: 'OAU-473' },
  ],
  ['a code without a known status', 'OAU-331', { ...token, status: 0, code: 'OAU-331' }],
  [
    'one of RingCentral’s phrases alone',
    'Error: In order to call this API endpoint, user needs to have [EditAccounts] permission',
    { ...api, status: 0 },
  ],
  ['OAU-213 alone', OAU_213(), { ...api, status: 0, code: 'OAU-213' }],
  [
    'OAU-213 with invalid_grant',
    OAU_213('invalid_grant'),
    { kind: 'refused', phase: 'refresh', status: 400, code: 'OAU-213' },
  ],
  [
    'OAU-213 of the API',
    `GET /restapi/v1.0/account/~ HTTP/1.1\n\nHTTP/1.1 401 Unauthorized\n\n${OAU_213()}`,
    { ...api, status: 401, code: 'OAU-213' },
  ],
  [
    'OAU-213 of the token endpoint',
    `/restapi/oauth/token answered ${OAU_213()}`,
    { kind: 'refused', phase: 'refresh', status: 400, code: 'OAU-213' },
  ],
  [
    'a refused refresh',
    `POST /restapi/oauth/token\ngrant_type=refresh_token&refresh_token=${SECRET}\n{"error":"invalid_grant","error_description":"x"}`,
    { kind: 'refused', phase: 'refresh', status: 0 },
  ],
  [
    'a refused revoke',
    `POST /restapi/oauth/revoke HTTP/1.1\n\ntoken=${SECRET}\n\n{"errors":[{"errorCode":"OAU-123"}]}`,
    { kind: 'refused', phase: 'revoke', code: 'OAU-123' },
  ],
  [
    'CMN-408 with an OAuth error',
    '{"error":"invalid_client","errors":[{"errorCode":"CMN-408"}]}',
    { ...token, status: 0 },
  ],
  [
    'CMN-408 of the API',
    '{"errorCode":"CMN-408","message":"[EditAccounts] permission required"}',
    { ...api, code: 'CMN-408' },
  ],
  [
    'an error of the network’s',
    `FetchError: request to https://${PRODUCTION}/restapi/oauth/token failed, reason: getaddrinfo ENOTFOUND ${PRODUCTION}`,
    { kind: 'network', phase: 'token', host: PRODUCTION },
  ],
];

/** What people have on their screens, beside whole answers. */
const REAL: readonly (readonly [string, string, Expected])[] = [
  [
    'curl -i with HTTP/2',
    `HTTP/2 403 \ndate: Thu, 15 Jan 2026 11:00:00 GMT\ncontent-type: application/json\nrcrequestid: abc\n\n${CMN_401}`,
    { ...api, status: 403, code: 'CMN-401' },
  ],
  [
    'curl -v through a proxy',
    `> CONNECT ${PRODUCTION}:443 HTTP/1.1\n> Host: ${PRODUCTION}:443\n>\n< HTTP/1.1 200 Connection established\n<\n> POST /restapi/oauth/token HTTP/1.1\n> Host: ${PRODUCTION}\n>\n< HTTP/1.1 400 Bad Request\n<\n${OAU_251}`,
    { ...token, status: 400, code: 'OAU-251', host: PRODUCTION },
  ],
  [
    'curl -v at a proxy that wants a sign-in',
    `> CONNECT ${PRODUCTION}:443 HTTP/1.1\n> Host: ${PRODUCTION}:443\n>\n< HTTP/1.1 407 Proxy Authentication Required\n< Content-Type: text/html\n<\n* CONNECT tunnel failed, response 407`,
    { kind: 'refused', status: 407, host: PRODUCTION },
  ],
  ['curl’s 407', 'curl: (56) CONNECT tunnel failed, response 407', { kind: 'refused', status: 407 }],
  [
    'the failing line of a log of JSON lines',
    `{"status":200,"url":"https://${PRODUCTION}/restapi/v1.0/account/~"}\n${JSON.stringify({ status: 400, url: `https://${PRODUCTION}/restapi/oauth/token`, body: OAU_251 })}`,
    { ...token, status: 400, code: 'OAU-251', host: PRODUCTION },
  ],
  [
    'an HTTP archive',
    JSON.stringify({
      request: { method: 'POST', url: `https://${PRODUCTION}/restapi/oauth/token` },
      response: { status: 400, content: { text: OAU_251 } },
    }),
    { ...token, status: 400, code: 'OAU-251', host: PRODUCTION },
  ],
  [
    'a body with a BOM and CRLF',
    `\uFEFF${JSON.stringify(JSON.parse(OAU_251), null, 2).replaceAll('\n', '\r\n')}`,
    { ...token, code: 'OAU-251' },
  ],
  [
    'Postman’s pretty body with its status',
    `400 Bad Request\n${JSON.stringify(JSON.parse(CMN_401), null, 4)}`,
    { ...api, status: 400, code: 'CMN-401' },
  ],
  [
    'a quoted body',
    JSON.stringify(JSON.parse(OAU_251), null, 2).replaceAll(/^/gm, '> '),
    { ...token, code: 'OAU-251' },
  ],
  [
    'a body with line numbers',
    JSON.stringify(JSON.parse(OAU_251), null, 2)
      .split('\n')
      .map((line, i) => `${i + 1} ${line}`)
      .join('\n'),
    { ...token, code: 'OAU-251' },
  ],
  [
    'ringcentral-python’s text without a body',
    'ringcentral.http.api_exception.ApiException: Unauthorized for this grant type',
    { ...token },
  ],
  [
    'Python’s requests on a status',
    `requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://${PRODUCTION}/restapi/v1.0/account/~`,
    { ...api, status: 401, host: PRODUCTION },
  ],
  ['a code in small letters', 'oau-251', { ...token, code: 'OAU-251' }],
  ['a code with a blank', 'error OAU 251', { ...token, code: 'OAU-251' }],
  ['a code with a hyphen that does not break', 'OAU\u2011251', { ...token, code: 'OAU-251' }],
  ['an OAuth error alone', 'We get invalid_client', { ...token }],
  ['an OAuth error in a form', 'error=unauthorized_client&error_description=x', { ...token }],
  [
    'an OAuth error in YAML',
    'error: invalid_grant\nerror_description: Token not found',
    { kind: 'refused', phase: 'refresh' },
  ],
  [
    'curl’s missing host',
    `curl: (6) Could not resolve host: ${PRODUCTION}`,
    { kind: 'network', host: PRODUCTION },
  ],
  [
    'Node’s fetch',
    `TypeError: fetch failed { cause: ConnectTimeoutError (attempted address: ${PRODUCTION}:443, timeout: 10000ms) { code: 'UND_ERR_CONNECT_TIMEOUT' } }`,
    { kind: 'network', host: PRODUCTION },
  ],
  [
    'Python’s distrust',
    `requests.exceptions.SSLError: HTTPSConnectionPool(host='${PRODUCTION}', port=443): certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)`,
    { kind: 'network', host: PRODUCTION },
  ],
  [
    'Go’s missing host',
    `dial tcp: lookup ${PRODUCTION}: no such host`,
    { kind: 'network', host: PRODUCTION },
  ],
];

describe('what people paste', () => {
  for (const [what, text, expected] of REAL) {
    it(`is understood: ${what}`, () => {
      assert.partialDeepStrictEqual(summaryOf(readPasted(text, NOW)), expected);
    });
  }

  it('of the network has the code that its words stand for', () => {
    const codeOf = (text: string): unknown => {
      const { problem } = readPasted(text, NOW);
      return problem?.failure.kind === 'network' ? problem.failure.code : undefined;
    };
    for (const [text, code] of [
      [
        'curl: (60) SSL certificate problem: unable to get local issuer certificate',
        'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      ],
      ['reason: self-signed certificate in certificate chain', 'SELF_SIGNED_CERT_IN_CHAIN'],
      ['SSL certificate problem: self signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
      ['curl: (35) error:0A00010B:SSL routines::wrong version number', 'ERR_SSL_WRONG_VERSION_NUMBER'],
      ['[Errno 111] Connection refused', 'ECONNREFUSED'],
      ['[Errno -2] Name or service not known', 'EAI_NONAME'],
      ['curl: (28) Operation timed out', 'CURLE_OPERATION_TIMEDOUT'],
      ['curl: (52) Empty reply from server', 'CURLE_GOT_NOTHING'],
      ['curl: (99) something new', undefined],
    ] as const) {
      assert.equal(codeOf(text), code, text);
    }
  });
});

describe('readPasted', () => {
  for (const [what, text, expected] of INPUTS) {
    it(`understands ${what}`, () => {
      assert.partialDeepStrictEqual(summaryOf(readPasted(text, NOW)), expected);
    });
  }

  for (const text of ['', ' \n\t ']) {
    it(`finds nothing in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(readPasted(text, NOW), { problem: undefined, reason: 'empty' });
    });
  }

  for (const text of [
    'hello',
    '{}',
    '[1]',
    'null',
    '{"access_token":"abc","token_type":"bearer"}',
    'UTF-8 SHA-256',
  ]) {
    it(`finds no error in ${text}`, () => {
      assert.deepEqual(readPasted(text, NOW), { problem: undefined, reason: 'no-error' });
    });
  }

  it('takes what the headers say', () => {
    const { problem } = readPasted(CURL_V, NOW);
    assert.partialDeepStrictEqual(problem?.failure, {
      contentType: 'application/json;charset=utf-8',
      requestId: '0b6b4f3e-aaaa-11ee-8c90-0050568d2b3c',
      retryAfterSeconds: 60,
      rateLimit: { group: 'auth', limit: 5, remaining: 0, windowSeconds: 60 },
      at: NOW,
      answeredAt: NOW,
    });
  });

  it('takes what it can of headers whose line breaks an input box took out', () => {
    const { problem } = readPasted(CURL_V.slice(CURL_V.indexOf('HTTP/1.1 429')).replaceAll('\n< ', ' '), NOW);
    assert.partialDeepStrictEqual(problem?.failure, {
      status: 429,
      retryAfterSeconds: 60,
      rateLimit: { group: 'auth', remaining: 0 },
    });
  });

  it('takes the answer’s own date for the time, unless it lies in the future', () => {
    const answeredAt = (date: number): unknown => {
      const head = `HTTP/1.1 429 x\nDate: ${new Date(date).toUTCString()}\nRetry-After: ${new Date(date + 30_000).toUTCString()}`;
      const { problem } = readPasted(`${head}\n\n{"errorCode":"CMN-301"}`, NOW);
      assert.partialDeepStrictEqual(problem?.failure, { status: 429 });
      return problem?.failure;
    };
    assert.partialDeepStrictEqual(answeredAt(NOW - 60_000), {
      answeredAt: NOW - 60_000,
      retryAfterSeconds: 30,
    });
    assert.partialDeepStrictEqual(answeredAt(NOW + 60_000), { answeredAt: NOW });
  });

  it('keeps the permission that is named', () => {
    const { problem } = readPasted(CMN_401, NOW);
    assert.partialDeepStrictEqual(problem?.failure, { permissionName: 'ReadCallLog' });
  });

  it('names only scheme and host of a redirect’s target', () => {
    const { problem } = readPasted('HTTP/1.1 302 Found\nLocation: https://portal.example/login?x=1\n\n', NOW);
    assert.partialDeepStrictEqual(problem?.failure, { target: 'https://portal.example' });
  });

  it('is not harmed by deep JSON or by __proto__', () => {
    const deep = `{"errorCode":"OAU-251","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    assert.doesNotThrow(() => readPasted(deep, NOW));
    const { problem } = readPasted(
      '{"__proto__":{"errorCode":"OAU-1"},"errors":[{"errorCode":"OAU-251"}]}',
      NOW,
    );
    assert.ok(problem?.failure.kind === 'refused');
    assert.equal(problem.failure.errorCode, undefined);
    assert.equal(Reflect.get({}, 'errorCode'), undefined);
  });
});

describe('the known codes', () => {
  it('are those of the facts, each with its phase, gate and status', () => {
    const rows = KNOWN_CODES.map(row => `${row.code} ${row.phase} ${row.gate} ${row.httpStatus ?? '-'}`);
    assert.deepEqual(rows, FACTS.trim().split('\n'));
  });

  for (const { code, phase } of KNOWN_CODES) {
    it(`lead ${code} to a phase that it occurs in, alone and in a body`, () => {
      for (const text of [code, JSON.stringify({ errors: [{ errorCode: code }] })]) {
        const { problem } = readPasted(text, NOW);
        assert.ok(problem?.failure.kind === 'refused');
        assert.equal(decidingCode(problem.failure), code);
        const isAmbiguous = KNOWN_CODES.filter(known => known.code === code).length > 1;
        if (phase !== 'any' && !isAmbiguous) assert.equal(problem.phase, phase.split('/')[0]);
        if (phase === 'any' || isAmbiguous) assert.equal(problem.phase, 'api');
      }
    });
  }
});

describe('what an SDK says by itself of a refresh token', () => {
  for (const text of [
    'Error: Refresh token is missing',
    'Refresh token has expired\n    at Auth.refresh (x.js:1)',
  ]) {
    it(`is explained: ${text.slice(0, 32)}`, () => {
      const { problem } = readPasted(text, NOW);
      assert.ok(problem);
      const explanation = explain({ problem, profile: undefined, now: NOW });
      assert.equal(explanation.rule, 'no-refresh-token.refresh');
      assert.equal(explanation.closedBy, 'token');
      assert.match(explanation.causes[0]?.text ?? '', /off by default/);
      const token = explanation.gates.find(({ id }) => id === 'token');
      assert.match(token?.reason ?? '', /Said by the SDK itself/);
    });
  }

  it('leaves the word to a code of RingCentral’s', () => {
    const { problem } = readPasted('OAU-128 Access token expired\nError: Refresh token is missing', NOW);
    assert.ok(problem);
    assert.equal(explain({ problem, profile: undefined, now: NOW }).rule, 'OAU-128.api');
  });
});

describe('secrets in a pasted text', () => {
  for (const [what, text] of [
    ['a form', `grant_type=x&client_secret=${SECRET}&x=1`],
    ['a token in a form', `token=${SECRET}`],
    ['a form inside a form', `data=client_secret%3D${SECRET}`],
    ['JSON', `{"access_token": "${SECRET}", "refresh_token":"${SECRET}"}`],
    ['escaped JSON', JSON.stringify(`{"assertion":"${SECRET}","x":"\\""}`)],
    ['JSON escaped twice', JSON.stringify(JSON.stringify({ password: `${SECRET}" x` }))],
    ['a secret with quotes in it', JSON.stringify({ client_secret: `a"b\\${SECRET}` })],
    ['an object as Node prints it', `{ clientSecret: '${SECRET}', jwt: '${SECRET}' }`],
    ['bytes as Python prints them', `{'access_token': b'${SECRET}'}`],
    ['a .env file', `RC_APP_CLIENT_SECRET=${SECRET}\nRC_USER_JWT="${SECRET}"`],
    ['a header', `Authorization: ${SECRET} and more`],
    ['a header in code', `-H "authorization: Bearer ${SECRET}" -d x`],
    ['a header in JSON', `{"Authorization":["Bearer ${SECRET}"]}`],
    ['a proxy’s header', `Proxy-Authorization: Basic ${SECRET}`],
    ['a scheme anywhere', `sent xBearer ${SECRET}`],
    ['a cookie', `Set-Cookie: session=${SECRET}`],
    ['curl’s user', `curl -u id:${SECRET} https://x`],
    ['a URL', `https://user:${SECRET}@host/`],
    ['RingCentral’s own words', `Invalid Authorization header value: ${SECRET}`],
    ['an older SDK’s options', `{ appKey: 'x', appSecret: '${SECRET}' }`],
    ['a sentence', `{"message":"Access token ${SECRET} not found"}`],
    ['a sentence about the app', `The client secret: ${SECRET} is wrong`],
    ['a parameter’s value', `Parameter [accessToken] value [${SECRET}] is invalid`],
    ['a place far from its field', `client_secret=${SECRET}\nsent to nobody: ${SECRET}`],
    ['curl -v’s HTTP/2', `* [HTTP/2] [1] [authorization: Basic ${SECRET}]`],
  ] as const) {
    it(`go out of ${what}`, () => {
      assert.ok(!removeSecrets(text).includes(SECRET), removeSecrets(text));
    });
  }

  it('go out of a sentence that names none, where they have the form of RingCentral’s access tokens', () => {
    const token = btoa('SJC01P01PAS00|AAAexampletokenexampletoken');
    assert.ok(!removeSecrets(`{"message":"${token} is not known"}`).includes(token));
  });

  it('go out of JWTs, whole or cut off', () => {
    for (let length = 16; length <= JWT.length; length += 7) {
      assert.ok(!removeSecrets(`(${JWT.slice(0, length)})`).includes('eyJ'));
    }
  });

  it('are not seen in what is no secret', () => {
    for (const text of [
      OAU_251,
      CMN_401,
      '{"token_type":"bearer","access_token_ttl":3600,"refresh_token_expires_in":604800}',
      'Authorization header is not specified. Basic authentication is required. Invalid token: OAU-149',
      '{"token":null,"password":""}',
    ]) {
      assert.equal(removeSecrets(text), text);
      assert.equal(removeSecrets(removeSecrets(text)), removeSecrets(text));
    }
  });

  it('are told of', () => {
    assert.partialDeepStrictEqual(readPasted(CURL_V, NOW), { removedSecrets: true });
    assert.partialDeepStrictEqual(readPasted(OAU_251, NOW), { removedSecrets: false });
  });

  it('leave JSON readable around them', () => {
    const text = JSON.stringify({ jwt: 'a"b', access_token: 'x', errors: [{ errorCode: 'OAU-251' }] });
    assert.deepEqual(JSON.parse(removeSecrets(text)), {
      jwt: '[redacted]',
      access_token: '[redacted]',
      errors: [{ errorCode: 'OAU-251' }],
    });
  });

  it('are found behind escapes and in parameters, too', () => {
    const hidden = `{"error":"invalid_request","message":"client\\u005fsecret=${SECRET}","errors":[{"errorCode":"OAU-331","parameters":[{"parameterName":"assertion","parameterValue":"${SECRET}"}]}]}`;
    const answer = readPasted(hidden, NOW);
    assert.ok(answer.problem !== undefined);
    assert.ok(!JSON.stringify(answer).includes(SECRET), JSON.stringify(answer));
  });

  const planted = fc.constantFrom(
    JWT,
    `Bearer ${SECRET}`,
    `client_secret=${SECRET}`,
    `"access_token":"${SECRET}"`,
  );
  const surroundings = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.constantFrom(
      OAU_251,
      CURL_V,
      PYTHON,
      HTML,
      'HTTP/1.1 400 Bad Request\n\n',
      'Error: ',
      '{"message":"',
      '"',
    ),
  );

  it('are in no result of any text, and no text throws', () => {
    fc.assert(
      fc.property(surroundings, planted, surroundings, (before, secret, behind) => {
        assertNoSecret(readPasted(before + secret + behind, NOW));
      }),
      { numRuns: 500 },
    );
  });

  it('are in no result of any JSON', () => {
    const text = fc.tuple(fc.string(), planted, fc.string()).map(parts => parts.join(''));
    const body = fc.record({
      error: fc.oneof(fc.constant('invalid_client'), text),
      error_description: text,
      message: text,
      errors: fc.array(
        fc.record({
          errorCode: fc.oneof(fc.constant('OAU-251'), text),
          message: text,
          parameters: fc.array(fc.record({ parameterName: text, parameterValue: text })),
        }),
      ),
    });
    fc.assert(
      fc.property(fc.oneof(body, fc.jsonValue(), fc.dictionary(fc.string(), body)), value => {
        for (const json of [JSON.stringify(value), JSON.stringify(JSON.stringify(value)), inspect(value)]) {
          assertNoSecret(readPasted(json, NOW));
        }
      }),
    );
  });
});

describe('nasty texts', () => {
  const SHAPES: Readonly<Record<string, (size: number) => string>> = {
    'open braces': size => '{'.repeat(size),
    'nested braces': size => '{'.repeat(size / 2) + '}'.repeat(size / 2),
    'nested objects': size => '{"a":'.repeat(size / 6) + '1' + '}'.repeat(size / 6),
    brackets: size => '['.repeat(size),
    'escaped quotes': size => '\\"'.repeat(size / 2),
    backslashes: size => `token${'\\'.repeat(size)}`,
    'beginnings of JWTs': size => 'eyJ'.repeat(size / 3),
    'beginnings of JWTs in a body': size =>
      `{"error":"invalid_client","message":"${'eyJ'.repeat(size / 3)}"}`,
    'open secrets': size => 'client_secret="'.repeat(size / 15),
    'beginnings of URLs': size => 'http://a'.repeat(size / 8),
    'status lines': size => 'HTTP/1.1 400 x\n'.repeat(size / 15),
    'error names': size => 'Error'.repeat(size / 5),
    'small errors': size => '{"errorCode":"OAU-251"}'.repeat(size / 23),
    'strings of JSON': size => '{"a":"{\\"a\\":1}"}'.repeat(size / 17),
  };

  for (const [what, shape] of Object.entries(SHAPES)) {
    // A search that were not linear would take minutes for a megabyte.
    it(`of ${what} are read to their end at a megabyte`, () => {
      assert.doesNotThrow(() => readPasted(shape(1024 * 1024), NOW));
    });

    it(`of ${what} take at most twice the parsing when twice as long`, () => {
      const spent = (size: number): number => {
        const text = shape(size);
        const budget = budgetFor(text);
        const all = budget.left;
        errorBodiesIn(text, budget);
        assert.ok(budget.left >= 0);
        return all - budget.left;
      };
      assert.ok(spent(40_800) <= 2 * spent(20_400) + 1000);
    });
  }

  it('are not looked at beyond a megabyte', () => {
    assert.deepEqual(readPasted(' '.repeat(1024 * 1024) + OAU_251, NOW), {
      problem: undefined,
      reason: 'empty',
    });
  });
});

describe('what RingCentral’s SDKs print', () => {
  const fixture = new SimulatorFixture();

  /** The error of a promise as it is printed, with what must not be in any result. */
  async function printed(attempt: Promise<unknown>): Promise<string[]> {
    const error: unknown = await attempt.then(
      () => assert.fail('It succeeded.'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Error);
    return [error.message, inspect(error), inspect(error, { depth: 8 }), error.stack ?? ''];
  }

  function check(
    texts: readonly string[],
    secrets: readonly string[],
    expected: Expected,
    index: number[],
  ): void {
    for (const [at, text] of texts.entries()) {
      const answer = readPasted(text, NOW);
      assert.ok(answer.problem !== undefined, text);
      for (const secret of secrets) assert.ok(!JSON.stringify(answer).includes(secret));
      assert.partialDeepStrictEqual(
        summaryOf(answer),
        index.includes(at) ? expected : { kind: expected.kind, phase: expected.phase },
      );
    }
  }

  it('@rc-ex/core: the code of a refused JWT and of a refused call', async () => {
    const pair = await addPair(fixture.production, { jwtFlow: false });
    const { clientId, clientSecret } = pair.app;
    const host = new URL(fixture.production.url).host;
    const options = { server: fixture.production.url, clientId, clientSecret: clientSecret ?? '' };
    const rc = new RingCentral(options);
    const secrets = [pair.credential.jwt, clientSecret ?? '?', btoa(`${clientId}:${clientSecret ?? ''}`)];
    const texts = await printed(rc.authorize({ jwt: pair.credential.jwt }));
    assert.ok(texts.every(text => text.includes(pair.credential.jwt)));
    check(texts, secrets, { ...token, status: 400, code: 'OAU-251', host }, [0, 1, 2, 3]);

    const poor = await addPair(fixture.production, { permissions: ['SMS'] });
    const caller = new RingCentral({
      ...options,
      clientId: poor.app.clientId,
      clientSecret: poor.app.clientSecret ?? '',
    });
    const { access_token: accessToken = '?' } = await caller.authorize({ jwt: poor.credential.jwt });
    const callTexts = await printed(caller.restapi().account().extension().get());
    assert.ok(callTexts.every(text => text.includes(accessToken)));
    check(callTexts, [accessToken], { ...api, status: 403, code: 'CMN-401', host }, [0, 1, 2, 3]);
  });

  it('@ringcentral/sdk, which prints no code: status, host and phase, or its words at least', async () => {
    const pair = await addPair(fixture.production, { jwtFlow: false });
    const { clientId, clientSecret } = pair.app;
    const host = new URL(fixture.production.url).host;
    const server = fixture.production.url;
    const sdk = new SDK({ server, clientId, clientSecret: clientSecret ?? '' });
    const secrets = [pair.credential.jwt, clientSecret ?? '?', btoa(`${clientId}:${clientSecret ?? ''}`)];
    const texts = await printed(sdk.platform().login({ jwt: pair.credential.jwt }));
    check(texts, secrets, { ...token, status: 400, host }, [1, 2]);

    const poor = await addPair(fixture.production, { permissions: ['SMS'] });
    const caller = new SDK({
      server,
      clientId: poor.app.clientId,
      clientSecret: poor.app.clientSecret ?? '',
    });
    await caller.platform().login({ jwt: poor.credential.jwt });
    const { access_token: accessToken = '?' } = await caller.platform().auth().data();
    const callTexts = await printed(caller.platform().get(EXTENSION_PATH));
    check(callTexts, [accessToken], { ...api, status: 403, host }, [1, 2]);
  });
});

function assertNoSecret(answer: PastedAnswer): void {
  const text = JSON.stringify(answer);
  assert.ok(!text.includes(SECRET), text);
  assert.ok(!text.includes(JWT.slice(0, 40)), text);
}

/** Written down from the facts by hand: code, phase, gate, status. */
const FACTS = `
OAU-153 token application 400
OAU-146 token application 401
OAU-123 token application -
OAU-120 token application 401
OAU-121 token application 401
OAU-127 any application 401
OAU-251 token application 400
OAU-112 token application 403
OAU-125 token application 401
OAU-331 token credential -
OAU-347 token credential -
OAU-473 token application 400
OAU-141 token owner 401
OAU-142 token owner 401
OAU-236 token/any owner 400
OAU-232 token/any owner 400
OAU-222 token owner -
OAU-105 token owner 403
CMN-408 token/authorize owner -
OAU-210 refresh token -
OAU-211 refresh token 400
OAU-213 refresh token 400
OAU-164 revoke token -
CMN-101 revoke token -
OAU-128 api token 401
OAU-149 api token 401
OAU-213 api token 401
OAU-151 api token 401
AGW-401 api token 401
CMN-405 api owner 401
CMN-401 api app-permission 403
CMN-408 api user-permission 403
CMN-419 api user-permission 403
CMN-402 api user-permission 403
CMN-403 api feature 403
CMN-404 api user-permission 403
CMN-109 api feature 403
BIL-101 api feature 403
CMN-301 any rate-limit 429
CMN-302 any rate-limit 429
CMN-303 any rate-limit 429
CMN-304 any rate-limit 429
CMN-310 any rate-limit 429
CMN-201 any service 503
CMN-203 any service 500
`;
