import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redact, REDACTED, toPlainText } from '../../../src/ringcentral/plainText.ts';

describe('toPlainText', () => {
  it('makes one line, without control and direction characters', () => {
    assert.equal(toPlainText(' a\r\nb\u0007c\u202Ed\u200Be '), 'a b c d e');
  });

  it('marks what it cuts off', () => {
    assert.equal(toPlainText('abcdef', 4), 'abc…');
  });
});

describe('redact', () => {
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
