// What a person types or pastes for a profile: the JWT, the client's ID and secret, a name, a server.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { freeName, parseClientId, parseClientSecret, parseName } from '../../../src/profiles/profile.ts';
import { environmentOfUrl } from '../../../src/ringcentral/environment.ts';
import { readJwt, readValidJwt } from '../../../src/ringcentral/jwtCredential.ts';
import { cleanPasted, cleanPastedField, cleanPastedToken } from '../../../src/ringcentral/pastedText.ts';
import { isLoopback, isRingCentralHost, parseServerUrl } from '../../../src/ringcentral/serverUrl.ts';
import { claimsOf, jwtOf, NOW, rowOf } from '../../support/samples.ts';
import { jsonLike, LARGE_TEXTS, PIECES, textLike, textOf } from '../arbitraries.ts';
import { assertPlain, assertTime, SECRETS } from '../checks.ts';
import { target, type Outcome, type Target } from '../target.ts';

const base64url = (text: string): string => Buffer.from(text).toString('base64url');

const CLAIMS = [
  claimsOf(),
  claimsOf('platform.devtest.ringcentral.com'),
  { ...claimsOf(), exp: NOW / 1000 - 1 },
  { ...claimsOf(), exp: NOW / 1000 + 3600, aud: ['https://example.com', 'https://platform.ringcentral.com'] },
];

/** JWTs whose header and claims are JSON with something wrong in it. */
const strangeJwt = fc
  .tuple(jsonLike([{ kid: 'k', typ: 'JWT', alg: 'RS256' }]), jsonLike(CLAIMS))
  .map(([header, claims]) => `${base64url(header)}.${base64url(claims)}.c2ln`);

const pastedJwt = fc.oneof(
  textLike([
    jwtOf(claimsOf()),
    `"${jwtOf(claimsOf())}",`,
    `Authorization: Bearer ${jwtOf(claimsOf())}`,
    `export RC_JWT='${jwtOf(claimsOf())}'`,
    jwtOf(claimsOf()).replace(/.{64}/g, '$&\r\n'),
    SECRETS.accessToken,
    `Bearer ${SECRETS.accessToken}`,
    SECRETS.clientSecret,
  ]),
  strangeJwt,
  strangeJwt.map(jwt => ` "${jwt}"\n`),
);

const JWT_KEYS = ['environment', 'expiresAt', 'issuedAt', 'jwt', 'ownerId'];

function checkJwt(pasted: string): Outcome {
  const read = readJwt(pasted);
  const valid = readValidJwt(pasted, NOW);
  if (!read.ok) {
    assert.deepEqual(Object.keys(read.failure), ['kind']);
    assert.deepEqual(valid, read);
    return 'refused';
  }
  const { jwt, environment, ownerId, issuedAt, expiresAt } = read.value;
  assert.deepEqual(Object.keys(read.value).sort(), JWT_KEYS);
  assert.match(jwt, /^[\w-]+\.[\w-]+\.[\w-]+$/);
  assert.ok(jwt.length <= 16_384);
  assert.ok([undefined, 'production', 'sandbox'].includes(environment));
  if (ownerId !== undefined) assert.match(ownerId, /^\d{1,20}$/);
  if (issuedAt !== undefined) assertTime(issuedAt);
  if (typeof expiresAt === 'number') assertTime(expiresAt);
  assert.deepEqual(readJwt(jwt), read);
  const hasExpired = typeof expiresAt === 'number' && expiresAt <= NOW;
  assert.deepEqual(valid, hasExpired ? { ok: false, failure: { kind: 'expired', at: expiresAt } } : read);
  return 'read';
}

interface Wrapped {
  readonly claims: { readonly iat: number; readonly exp: number; readonly sub: string; readonly aud: string };
  readonly before: string;
  readonly behind: string;
  readonly width: number;
}

const wrapped: fc.Arbitrary<Wrapped> = fc.record({
  claims: fc.record({
    iat: fc.integer({ min: 0, max: 4_000_000_000 }),
    exp: fc.integer({ min: 0, max: 4_000_000_000 }),
    sub: fc.stringMatching(/^\d{1,20}$/),
    aud: fc.constantFrom(
      'https://platform.ringcentral.com/x',
      'https://platform.devtest.ringcentral.com',
      '',
      'x',
    ),
  }),
  before: fc.constantFrom(
    '',
    ' ',
    '"',
    '“',
    'Bearer ',
    'Authorization: bearer ',
    'RC_JWT=',
    'export RC_JWT="',
    '\uFEFF',
  ),
  behind: fc.constantFrom('', ' ', '"', '”,', ';', '\r\n', "'\n", '\u200B'),
  width: fc.integer({ min: 8, max: 400 }),
});

function checkWrappedJwt({ claims, before, behind, width }: Wrapped): Outcome {
  const jwt = jwtOf(claims);
  const lines = jwt.replace(new RegExp(`.{${width}}`, 'g'), '$& \r\n  ');
  const read = readJwt(before + lines + behind);
  assert.deepEqual(read, {
    ok: true,
    value: {
      jwt,
      environment: environmentOfUrl(claims.aud),
      ownerId: claims.sub,
      issuedAt: claims.iat * 1000,
      expiresAt: claims.exp === claims.iat + 2147483647 ? 'none-set' : claims.exp * 1000,
    },
  });
  return 'read';
}

function checkCleaning(text: string): Outcome {
  for (const clean of [cleanPasted, cleanPastedField, cleanPastedToken]) {
    const cleaned = clean(text);
    assert.equal(cleaned, cleaned.trim());
    assert.ok(isWithin(cleaned, text));
    assert.equal(clean(cleaned), cleaned);
  }
  return cleanPasted(text) === text ? 'refused' : 'read';
}

/** Whether a text is another one without some of its characters. */
function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (let index = 0; index < whole.length && at < part.length; index += 1) {
    if (whole[index] === part[at]) at += 1;
  }
  return at === part.length;
}

function checkFields(text: string): Outcome {
  const clientId = parseClientId(text);
  const clientSecret = parseClientSecret(text);
  for (const [parse, read] of [
    [parseClientId, clientId],
    [parseClientSecret, clientSecret],
  ] as const) {
    if (!read.ok) continue;
    assert.doesNotMatch(read.value, /\s/);
    assert.ok(read.value.length <= 512 && isWithin(read.value, text));
    assert.deepEqual(parse(read.value), read);
  }
  if (clientId.ok) {
    assert.ok(clientId.value !== '' && !clientId.value.includes(':'));
    assert.deepEqual(clientSecret, clientId);
  }
  return clientId.ok ? 'read' : 'refused';
}

function checkName(text: string): Outcome {
  const others = [rowOf(), rowOf({ name: 'App 12345678' }), rowOf({ name: 'X'.repeat(64) })];
  const read = parseName(text, 'production', others);
  const free = freeName(text, 'production', others);
  for (const name of [free, ...(read.ok ? [read.value] : [])]) {
    assertPlain(name);
    assert.ok(name.trim() !== '' && name.length <= 64, JSON.stringify(name));
    assert.ok(others.every(other => other.name.toLowerCase() !== name.toLowerCase()));
  }
  if (read.ok) assert.equal(free, read.value);
  return read.ok ? 'read' : 'refused';
}

function checkServer(text: string): Outcome {
  const read = parseServerUrl(text);
  if (!read.ok) return 'refused';
  const server = read.value;
  const url = new URL(server);
  assert.match(server, /^https?:\/\/[^\s?#\\]*[^\s?#\\/]$/);
  assert.equal(url.host, new URL(text.trim()).host);
  assert.ok(url.protocol === 'https:' || isLoopback(server));
  assert.equal(url.username + url.password + url.search + url.hash, '');
  assert.equal(isRingCentralHost(server), /(?:^|\.)ringcentral\.(?:com|biz)$/.test(url.hostname));
  assert.equal(new URL(`${server}/restapi/oauth/token`).host, url.host);
  assert.deepEqual(parseServerUrl(server), read);
  return 'read';
}

const SERVERS = [
  'https://platform.ringcentral.com',
  'https://platform.devtest.ringcentral.com/restapi/v1.0/account/~',
  ' https://gateway.example.com:8443/base/path/ ',
  'http://localhost:3000/',
  'http://127.0.0.1',
  'http://[::1]:80/restapi',
  'https://xn--mnchen-3ya.example',
  'HTTPS://PLATFORM.RINGCENTRAL.COM.',
];

export const credentialTargets: readonly Target[] = [
  target({ name: 'a pasted JWT', inputs: pastedJwt, check: checkJwt, large: LARGE_TEXTS }),
  target({
    name: 'a JWT with what surrounds it',
    inputs: wrapped,
    check: checkWrappedJwt,
    leastRead: 1,
    leastRefused: 0,
  }),
  target({
    name: 'what is cleaned of a pasted value',
    inputs: textLike([
      ...[
        'Bearer x',
        '"\'Bearer x\';,"',
        'export A_B = "x"',
        'A=B=C=x',
        'Authorization: Bearer  "x y"',
        'ab\r\n cd',
      ],
      ...['A=A=A=A=A=A=A=A=A=A=A=A=A=A=A=A=x', "'".repeat(40), 'bearer bearer bearer bearer x'],
    ]),
    check: checkCleaning,
    large: LARGE_TEXTS,
  }),
  target({
    name: 'a client ID and a client secret',
    inputs: textLike([
      'AcmeClientId0123456789',
      ' "AcmeClientId0123456789" ',
      'a:b',
      SECRETS.clientSecret,
      jwtOf({}),
    ]),
    check: checkFields,
    large: LARGE_TEXTS,
  }),
  target({
    name: 'a profile’s name',
    inputs: textOf(
      fc.oneof(fc.constantFrom('Acme', 'acme', 'A long name, '.repeat(6)), fc.constantFrom(...PIECES)),
    ),
    check: checkName,
    large: LARGE_TEXTS,
  }),
  target({ name: 'a server’s URL', inputs: textLike(SERVERS), check: checkServer, large: LARGE_TEXTS }),
];
