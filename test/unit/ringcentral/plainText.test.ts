import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  redact,
  REDACTED,
  redactShapes,
  toPlainLines,
  toPlainText,
} from '../../../src/ringcentral/plainText.ts';
import { claimsOf, jwtOf } from '../../support/samples.ts';

describe('toPlainText', () => {
  it('makes one line, without control and direction characters', () => {
    assert.equal(toPlainText(' a\r\nb\u0007c\u202Ed\u200Be '), 'a b c d e');
  });

  it('takes out what is not seen: an Arabic letter mark, a soft hyphen, tag characters', () => {
    assert.equal(toPlainText('a\u061Cb\u00ADc\u{E0041}d\u2028e'), 'a b c d e');
  });

  it('marks what it cuts off', () => {
    assert.equal(toPlainText('abcdef', 4), 'abc…');
  });
});

describe('toPlainLines', () => {
  it('keeps line breaks, and no other separator of lines', () => {
    assert.equal(toPlainLines('a\r\nb\u2028c'), 'a\nbc');
  });

  it('makes no hidden character of two halves whose middle goes', () => {
    assert.doesNotMatch(toPlainLines('\uDB40\u200F\uDC41'), /\p{Cf}/u);
  });
});

describe('redact', () => {
  it('takes half a surrogate pair for a secret like any other', () => {
    assert.equal(redact('x se\uD800cret', ['se\uD800cret']), `x ${REDACTED}`);
  });

  it('replaces the longest secret first, so that no end of it is left', () => {
    assert.equal(redact('secret-and-more', ['secret', 'secret-and-more']), REDACTED);
  });

  it('leaves no secret in any text', () => {
    const secrets = fc.array(
      fc.string({ unit: fc.constantFrom(...Array.from('abc123_/+=')), minLength: 6, maxLength: 20 }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(secrets, fc.array(fc.string()), (hidden, words) => {
        const text = words
          .flatMap((word, index) => [word, hidden[index % Math.max(1, hidden.length)] ?? ''])
          .join(' ');
        const clean = redact(text, hidden);
        for (const secret of hidden) assert.ok(!clean.includes(secret));
      }),
    );
  });
});

describe('redactShapes', () => {
  it('takes out JWTs, whole or cut off, and what stands behind Bearer or Basic', () => {
    const jwt = jwtOf(claimsOf());
    const text = `sent ${jwt} and ${jwt.slice(0, 40)}, Bearer abcDEF123456, Basic QWNtZTpzZWNyZXQ=`;
    assert.equal(redactShapes(text), 'sent [redacted] and [redacted], Bearer [redacted], Basic [redacted]');
  });

  it('leaves the words of a sentence', () => {
    for (const text of ['Basic authentication is required', 'no Bearer token given, basic information']) {
      assert.equal(redactShapes(text), text);
    }
  });

  it('takes time in proportion to a hostile text', () => {
    // With a search that begins anew at each part these would take minutes.
    for (const part of ['eyJ', 'eyJabcdefgh.', 'Bearer ', 'Basic a']) {
      const text = part.repeat(1_000_000 / part.length);
      assert.ok(redactShapes(text).length <= text.length + 1_000_000);
    }
  });
});
