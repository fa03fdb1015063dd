import assert from 'node:assert/strict';
import { toPlainLines, toPlainText } from '../../../src/ringcentral/plainText.ts';

describe('toPlainText', () => {
  it('makes one line, without control and direction characters', () => {
    assert.equal(toPlainText(' a\r\nb\u0007c\u202Ed\u200Be\u061Cf '), 'a b c d e f');
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
