import assert from 'node:assert/strict';
import { toPlainText } from '../../../src/ringcentral/plainText.ts';

describe('toPlainText', () => {
  it('makes one line, without control and direction characters', () => {
    assert.equal(toPlainText(' a\r\nb\u0007c\u202Ed\u200Be\u061Cf '), 'a b c d e f');
  });

  it('marks what it cuts off', () => {
    assert.equal(toPlainText('abcdef', 4), 'abc…');
  });
});
