import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cleanPasted, cleanPastedField, cleanPastedToken } from '../../../src/ringcentral/pastedText.ts';

describe('cleanPasted', () => {
  it('changes nothing in a clean value', () => {
    const words = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ019_-.')), minLength: 1 });
    fc.assert(fc.property(words, word => cleanPasted(word) === word));
  });

  it('joins lines with blanks and empty lines between them', () => {
    assert.equal(cleanPastedToken('ab \r\n \t\n cd ef'), 'abcd ef');
  });

  it('takes variables and schemes off however often, and a long text in a moment', () => {
    assert.equal(cleanPasted(`${'A=Bearer '.repeat(3000)}x`), 'x');
    // With searches that begin anew at each place these would take half a minute.
    for (const piece of [' ', '"', ',', 'A=', '"Bearer ']) {
      for (const clean of [cleanPasted, cleanPastedField, cleanPastedToken]) {
        const started = performance.now();
        clean(`x${piece.repeat(200_000 / piece.length)}x`);
        assert.ok(performance.now() - started < 2000, piece);
      }
    }
  });

  it('has nothing left to clean afterwards', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        text => cleanPasted(cleanPasted(text)) === cleanPasted(text),
      ),
    );
    fc.assert(
      fc.property(fc.string(), text => cleanPastedToken(cleanPastedToken(text)) === cleanPastedToken(text)),
    );
  });
});
