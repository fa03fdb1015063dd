import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redact, redactBeginning } from '../../../src/ringcentral/redaction.ts';
import { formsOf, hideForms, REDACTED } from '../../../src/ringcentral/secretForms.ts';
import { removeSecrets } from '../../../src/ringcentral/secretShapes.ts';
import { claimsOf, jwtOf } from '../../support/samples.ts';
import { base64Core, secrets, WRITINGS } from '../../support/secretTexts.ts';

const hide = (text: string, ...hidden: string[]): string => hideForms(text, hidden.flatMap(formsOf));

describe('a known secret', () => {
  const SECRET = 'Se/cr+t "é%41\\n" 0123';

  for (const [how, write] of Object.entries(WRITINGS)) {
    it(`goes ${how}, and nothing beside it`, () => {
      assert.equal(hide(`<${write(SECRET)}>`, SECRET).replace(/(=|%3D)+>$/, '>'), `<${REDACTED}>`);
      fc.assert(
        fc.property(secrets, fc.string(), fc.string(), (secret, before, behind) => {
          const written = write(secret);
          const clean = hide(`${before}<${written}>${behind}`, secret);
          assert.ok(!clean.includes(written.replace(/(=|%3D)+$/, '')), clean);
        }),
      );
    });
  }

  it('goes when it is half a surrogate pair, like any other', () => {
    assert.equal(hide('x se\uD800cret', 'se\uD800cret'), `x ${REDACTED}`);
  });

  it('goes out of Basic authentication', () => {
    const basic = Buffer.from('AcmeClientId:Secret0123456789').toString('base64');
    // Of the client ID, which is no secret, all but the character that it shares is left.
    assert.equal(hide(`Basic ${basic}`, 'Secret0123456789'), `Basic ${basic.slice(0, 17)}${REDACTED}=`);
  });

  it('goes out of a longer Base64 text, with every bit of it, wherever it stands there', () => {
    const SURROUNDING = fc.string({ maxLength: 7 });
    fc.assert(
      fc.property(
        secrets,
        SURROUNDING,
        SURROUNDING,
        fc.constantFrom('base64', 'base64url'),
        (secret, before, behind, kind) => {
          const text = Buffer.from(before + secret + behind).toString(kind);
          const clean = hide(`x: ${text}!`, secret);
          assert.ok(!clean.includes(base64Core(secret, before, kind)), clean);
          // The characters that it shares with its neighbours tell a few bits of it.
          const start = Math.floor((Buffer.byteLength(before) * 8) / 6);
          const end = Math.ceil((Buffer.byteLength(before + secret) * 8) / 6);
          const rest = text.slice(end).replace(/=+$/, '');
          assert.ok(clean.startsWith(`x: ${text.slice(0, start)}${REDACTED}${rest}`), clean);
        },
      ),
    );
  });

  it('leaves no end of it behind when another one is its beginning, or overlaps it', () => {
    assert.equal(hide('secret-and-more', 'secret', 'secret-and-more'), REDACTED);
    assert.equal(hide('<first-and-second>', 'first-and', 'and-second'), `<${REDACTED}>`);
  });

  it('goes each time that it is there', () => {
    assert.equal(hide('abcdef, abcdef', 'abcdef'), `${REDACTED}, ${REDACTED}`);
  });

  it('is no secret with less than four characters, which would take letters out of words', () => {
    assert.equal(hide('not reached, abcd', 'not', 'e', ''), 'not reached, abcd');
    assert.equal(hide('not reached, abcd', 'abcd'), `not reached, ${REDACTED}`);
  });

  it('leaves a text without it as it is', () => {
    const safe = fc.string({ unit: fc.constantFrom(...Array.from('klm%25\\u0041"+- é')) });
    fc.assert(
      fc.property(safe, fc.array(fc.stringMatching(/^[A-JQ-Z]{12,40}$/)), (text, hidden) => {
        assert.equal(hide(text, ...hidden), text);
      }),
    );
  });

  it('is found within seconds in a hostile text', () => {
    const hidden = Array.from({ length: 20 }, (_, index) => `${index}${'%\\'.repeat(200)}`);
    for (const part of ['%25', '\\\\', '%5C', '\\u0025', '%\\', '0%\\']) {
      assert.ok(hide(part.repeat(20_000), ...hidden).length > 0);
    }
  });
});

describe('redact', () => {
  it('leaves no secret in any text', () => {
    fc.assert(
      fc.property(fc.array(secrets, { maxLength: 4 }), fc.array(fc.string()), (hidden, words) => {
        const text = words
          .flatMap((word, index) => [word, hidden[index % Math.max(1, hidden.length)] ?? ''])
          .join(' ');
        const clean = redact(text, hidden);
        for (const secret of hidden) assert.ok(!clean.includes(secret));
      }),
    );
  });

  it('takes out what nobody knows by its shape and by its name, too', () => {
    assert.equal(
      redact(`sent ${jwtOf(claimsOf())}, client_secret=x1y2`, []),
      `sent ${REDACTED}, client_secret=${REDACTED}`,
    );
  });
});

describe('redactBeginning', () => {
  it('redacts the whole of a text that is not long', () => {
    const text = `${'x'.repeat(60_000)}abcdef`;
    assert.equal(
      redactBeginning(text, whole => redact(whole, ['abcdef'])),
      `${'x'.repeat(60_000)}${REDACTED}`,
    );
  });

  it('shows no half of a secret that its cut goes through, in whatever form', () => {
    const secret = 'S'.repeat(16_000);
    for (let shift = 0; shift < 16_000; shift += 3777) {
      const text = `${'x'.repeat(shift)} ${secret} `.repeat(80);
      assert.doesNotMatch(
        redactBeginning(text, whole => redact(whole, [secret])),
        /S/,
      );
    }
  });

  it('marks what it cuts off', () => {
    assert.match(
      redactBeginning('x'.repeat(5_000_000), text => text),
      /^x{14000}…$/,
    );
  });
});

describe('removeSecrets', () => {
  it('takes out JWTs, whole or cut off, and what stands behind Bearer or Basic', () => {
    const jwt = jwtOf(claimsOf());
    const text = `sent ${jwt} and ${jwt.slice(0, 40)}, Bearer abcDEF123456, Basic QWNtZTpzZWNyZXQ=`;
    assert.equal(removeSecrets(text), 'sent [redacted] and [redacted], Bearer [redacted], Basic [redacted]');
  });

  it('leaves the words of a sentence', () => {
    for (const text of ['Basic authentication is required', 'no Bearer token given, basic information']) {
      assert.equal(removeSecrets(text), text);
    }
  });

  it('takes time in proportion to a hostile text', () => {
    // With a search that begins anew at each part these would take minutes.
    for (const part of ['eyJ', 'eyJabcdefgh.', 'Bearer ', 'Basic a', 'Bearer+']) {
      const text = part.repeat(1_000_000 / part.length);
      assert.ok(removeSecrets(text).length <= text.length + 1_000_000);
    }
  });
});
