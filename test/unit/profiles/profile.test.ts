import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  freeName,
  parseClientId,
  parseClientSecret,
  parseName,
  proposeName,
  type ProfileFacts,
} from '../../../src/profiles/profile.ts';
import { jwtOf, claimsOf, profileOf } from '../../support/samples.ts';

describe('parseName', () => {
  const others = [profileOf({ name: 'Acme', environment: 'production' })];

  for (const [what, text, expected] of [
    ['takes a name', 'Beta', { ok: true, value: 'Beta' }],
    ['takes off blanks around', '  Beta ', { ok: true, value: 'Beta' }],
    ['makes one line of it', 'Be\nta', { ok: true, value: 'Be ta' }],
    ['takes 64 characters', 'x'.repeat(64), { ok: true, value: 'x'.repeat(64) }],
    ['refuses 65', 'x'.repeat(65), { ok: false, failure: 'too-long' }],
    ['refuses nothing', '', { ok: false, failure: 'empty' }],
    ['refuses blanks', ' \t ', { ok: false, failure: 'empty' }],
    ['refuses a name in use', 'Acme', { ok: false, failure: 'taken' }],
    ['refuses one in other letter case', ' aCME', { ok: false, failure: 'taken' }],
  ] as const) {
    it(what, () => {
      assert.deepEqual(parseName(text, 'production', others), expected);
    });
  }

  it('takes a name that is in use in the other environment', () => {
    assert.ok(parseName('Acme', 'sandbox', others).ok);
  });
});

describe('proposeName', () => {
  it('proposes names that are free, whatever is in use', () => {
    const taken = [profileOf({ name: 'App AcmeClie' }), profileOf({ name: 'App AcmeClie (2)' })];
    assert.equal(proposeName('AcmeClientId', 'production', []), 'App AcmeClie');
    assert.equal(proposeName('AcmeClientId', 'production', taken), 'App AcmeClie (3)');
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), clientId => {
        assert.ok(parseName(proposeName(clientId, 'production', taken), 'production', taken).ok);
      }),
    );
  });
});

for (const [field, parse] of [
  ['client ID', parseClientId],
  ['client secret', parseClientSecret],
] as const) {
  describe(`a ${field}`, () => {
    it('loses blanks, line breaks and quotes around it', () => {
      assert.deepEqual(parse(' "aB-1_x"\r\n'), { ok: true, value: 'aB-1_x' });
    });

    it('keeps every other character: it may belong to it', () => {
      for (const value of ['ABCD==', 'abc;', 'SECRET=abc', 'abc,']) {
        assert.deepEqual(parse(` ${value} `), { ok: true, value });
      }
    });

    it('is refused with a blank inside', () => {
      assert.deepEqual(parse('aB 1'), { ok: false, failure: 'blank-inside' });
      assert.deepEqual(parse('aB\n1'), { ok: false, failure: 'blank-inside' });
    });

    it('is refused when it is a JWT', () => {
      assert.deepEqual(parse(jwtOf(claimsOf())), { ok: false, failure: 'jwt' });
      assert.deepEqual(parse(`eyJ${'x'.repeat(600)}`), { ok: false, failure: 'jwt' });
    });

    it('is refused when it is far too long', () => {
      assert.deepEqual(parse('x'.repeat(513)), { ok: false, failure: 'too-long' });
    });
  });
}

describe('parseClientId', () => {
  it('refuses nothing, and a colon, at which Basic authentication would end it', () => {
    assert.deepEqual(parseClientId(' '), { ok: false, failure: 'empty' });
    assert.deepEqual(parseClientId('id:secret'), { ok: false, failure: 'colon-inside' });
  });
});

describe('parseClientSecret', () => {
  it('takes nothing, for an app without a secret, and a colon', () => {
    assert.deepEqual(parseClientSecret(' '), { ok: true, value: '' });
    assert.deepEqual(parseClientSecret('a:b'), { ok: true, value: 'a:b' });
  });
});

describe('freeName', () => {
  it('keeps a name that is free, however long', () => {
    const name = 'n'.repeat(64);
    assert.equal(freeName(name, 'production', []), name);
  });

  it('numbers a name in use, and shortens it by whole letters to fit', () => {
    const taken = (name: string): ProfileFacts => profileOf({ id: name, name });
    assert.equal(freeName('Acme', 'production', [taken('Acme')]), 'Acme (2)');
    assert.equal(freeName('Acme', 'production', [taken('Acme'), taken('acme (2)')]), 'Acme (3)');
    const long = `${'n'.repeat(59)}🔑${'n'.repeat(3)}`;
    const free = freeName(long, 'production', [taken(long)]);
    assert.equal(free, `${'n'.repeat(59)} (2)`);
    assert.ok(free.isWellFormed());
  });

  it('takes nothing hidden into a name, and little of a text that is far too long', () => {
    assert.equal(freeName('\u202EAcme\u200B', 'production', []), 'Acme');
    assert.equal(freeName('\u200B', 'production', []), '(2)');
    const started = performance.now();
    assert.equal(freeName(`${'n'.repeat(64)} ${'👩‍👧'.repeat(20_000)}`, 'production', []).length, 64);
    assert.ok(performance.now() - started < 1000);
  });

  it('shortens one that is too long', () => {
    assert.equal(freeName('n'.repeat(80), 'production', []), 'n'.repeat(64));
  });
});
