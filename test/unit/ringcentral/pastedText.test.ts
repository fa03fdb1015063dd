import fc from 'fast-check';
import { cleanPasted, cleanPastedToken } from '../../../src/ringcentral/pastedText.ts';

describe('cleanPasted', () => {
  it('changes nothing in a clean value', () => {
    const words = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ019_-.')), minLength: 1 });
    fc.assert(fc.property(words, word => cleanPasted(word) === word));
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
