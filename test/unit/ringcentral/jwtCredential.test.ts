import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readJwt, readValidJwt } from '../../../src/ringcentral/jwtCredential.ts';
import { claimsOf, jwtOf, NOW } from '../../support/samples.ts';

function factsOf(payload: unknown): object {
  const read = readJwt(jwtOf(payload));
  assert.ok(read.ok);
  return read.value;
}

function defectOf(text: string): string {
  const read = readValidJwt(text, NOW);
  assert.ok(!read.ok, 'expected a defect');
  return read.failure.kind;
}

describe('readJwt', () => {
  it('reads owner, issue date and "no expiry" (facts, section 3)', () => {
    const claims = claimsOf();
    assert.deepEqual(factsOf(claims), {
      jwt: jwtOf(claims),
      environment: 'production',
      ownerId: '62014500004',
      issuedAt: claims.iat * 1000,
      expiresAt: 'none-set',
    });
  });

  it('reads a chosen expiry as a time', () => {
    const exp = Date.UTC(2026, 5, 30, 23, 59, 59) / 1000;
    assert.partialDeepStrictEqual(factsOf({ ...claimsOf(), exp }), { expiresAt: exp * 1000 });
  });

  it('claims no expiry and no owner where the JWT names none', () => {
    assert.partialDeepStrictEqual(factsOf({ aud: 'x' }), { expiresAt: undefined, ownerId: undefined });
  });

  for (const [what, payload, environment] of [
    ['the sandbox', claimsOf('platform.devtest.ringcentral.com'), 'sandbox'],
    ['production at the partners’ host', claimsOf('platform.ringcentral.biz'), 'production'],
    [
      'aud before iss',
      { aud: 'https://platform.devtest.ringcentral.com/x', iss: 'https://platform.ringcentral.com' },
      'sandbox',
    ],
    [
      'iss where aud is no known host',
      { aud: 'https://example.com', iss: 'https://platform.ringcentral.com' },
      'production',
    ],
    ['an audience in a list', { aud: ['https://platform.ringcentral.com/x'] }, 'production'],
    ['nothing for an unknown host', claimsOf('platform.ringcentral.com.example.org'), undefined],
    ['nothing for another host of RingCentral’s', claimsOf('service.ringcentral.com'), undefined],
  ] as const) {
    it(`recognizes ${what}`, () => {
      assert.partialDeepStrictEqual(factsOf(payload), { environment });
    });
  }

  it('takes a number that is no moment of the calendar for no time', () => {
    const read = readJwt(jwtOf({ ...claimsOf(), exp: 1e306, iat: -1e300 }));
    assert.ok(read.ok);
    assert.deepEqual([read.value.expiresAt, read.value.issuedAt], [undefined, undefined]);
  });

  it('takes nothing but digits for the owner: what is pasted may hold a link', () => {
    for (const sub of ['[click](command:workbench.action.quit)', 'x', '', 7, '1'.repeat(21)]) {
      assert.partialDeepStrictEqual(factsOf({ ...claimsOf(), sub }), { ownerId: undefined });
    }
  });

  for (const [what, wrap] of [
    ['quotes', (jwt: string) => `"${jwt}"`],
    ['typographic quotes', (jwt: string) => `“${jwt}”`],
    ['Bearer', (jwt: string) => `Bearer ${jwt}`],
    ['a header', (jwt: string) => `Authorization: Bearer ${jwt}`],
    ['blanks and line breaks around', (jwt: string) => `\n\t ${jwt} \r\n`],
    [
      'line breaks inside',
      (jwt: string) => `${jwt.slice(0, 40)}\r\n  ${jwt.slice(40, 90)}\n${jwt.slice(90)}`,
    ],
    ['a variable of a .env file', (jwt: string) => `RC_USER_JWT="${jwt}"`],
    ['a comma as in JSON', (jwt: string) => `"${jwt}",`],
    ['an invisible character', (jwt: string) => `\uFEFF${jwt}\u200B`],
  ] as const) {
    it(`takes off ${what}`, () => {
      const jwt = jwtOf(claimsOf());
      const read = readJwt(wrap(jwt));
      assert.ok(read.ok);
      assert.equal(read.value.jwt, jwt);
    });
  }

  it('never throws and is steady: what it read, it reads again the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.json().map(jwtOf)), text => {
        const read = readJwt(text);
        if (read.ok) assert.deepEqual(readJwt(read.value.jwt), read);
      }),
    );
  });
});

describe('readValidJwt', () => {
  for (const [what, text, defect] of [
    ['nothing', '', 'empty'],
    ['blanks', ' \n ', 'empty'],
    ['two parts', 'eyJhbGciOiJub25lIn0.eyJhIjoxfQ', 'not-three-parts'],
    [
      'the first part alone, as a double click selects it',
      jwtOf(claimsOf()).split('.')[0] ?? '',
      'not-three-parts',
    ],
    ['a sentence', 'please give me a token', 'not-three-parts'],
    ['parts that are not Base64url', 'a+b.c/d.e=f', 'not-three-parts'],
    ['an empty signature', 'eyJhbGciOiJub25lIn0.eyJhIjoxfQ.', 'not-three-parts'],
    ['three words', 'abc.def.ghi', 'not-json'],
    ['a JSON list inside', jwtOf([1, 2]), 'not-json'],
    ['a header that is no JSON', `abcd.${jwtOf(claimsOf()).split('.').slice(1).join('.')}`, 'not-json'],
    [
      'an access token',
      'U0pDMTFQMDFQQVMwMHxBQURfZ2tjb1p0N3FNU2ZHSnN2Q1d5QmJtZ1BPRUZIQ0xxRXhJ',
      'access-token',
    ],
    ['a short access token', Buffer.from('SPB01T04JWS01|s,To').toString('base64url'), 'access-token'],
    ['an opaque word with Bearer before it', 'Bearer abcdefghijklmnopqrstuvwx', 'access-token'],
    ['a client secret', 'hkS1tzSqQ7eKtYxhWDu8AATR8kYxFwRKGTRtwPxOzx3A', 'client-secret'],
    ['a client ID', 'kVO6bDktQn2Z7xgnZeEnLQ', 'client-secret'],
    ['far too much', 'e'.repeat(20_000), 'too-long'],
    ['an expired JWT', jwtOf({ ...claimsOf(), exp: NOW / 1000 }), 'expired'],
  ] as const) {
    it(`refuses ${what} as ${defect}`, () => {
      assert.equal(defectOf(text), defect);
    });
  }

  it('names the moment at which a JWT expired', () => {
    const read = readValidJwt(jwtOf({ ...claimsOf(), exp: 1_700_000_000 }), NOW);
    assert.deepEqual(read, { ok: false, failure: { kind: 'expired', at: 1_700_000_000_000 } });
  });

  it('takes a JWT that expires in a moment', () => {
    assert.ok(readValidJwt(jwtOf({ ...claimsOf(), exp: NOW / 1000 + 1 }), NOW).ok);
  });
});
