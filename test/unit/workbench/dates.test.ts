import assert from 'node:assert/strict';
import { expiryMark, expiryWords } from '../../../src/workbench/dates.ts';
import { NOW } from '../../support/samples.ts';

const DAY = 24 * 60 * 60 * 1000;

describe('expiryMark', () => {
  for (const [expiresAt, mark] of [
    [undefined, undefined],
    ['none-set', undefined],
    [NOW + 14 * DAY, undefined],
    [NOW + 14 * DAY - 1, 'JWT expires in 13 days'],
    [NOW + 2 * DAY - 1, 'JWT expires in 1 day'],
    [NOW + DAY - 1, 'JWT expires within a day'],
    [NOW, 'JWT expired'],
  ] as const) {
    it(`is ${mark ?? 'absent'} for ${String(expiresAt)}`, () => {
      assert.equal(expiryMark(expiresAt, NOW), mark);
    });
  }
});

describe('expiryWords', () => {
  it('gives the day in UTC, as the console does', () => {
    assert.equal(expiryWords(Date.UTC(2026, 5, 30, 23, 59, 59)), '2026-06-30 (UTC)');
  });
  it('says when none was set, and when nothing is known', () => {
    assert.equal(expiryWords('none-set'), 'no expiry set');
    assert.equal(expiryWords(undefined), 'unknown');
  });
  it('survives a date beyond all calendars', () => {
    assert.equal(expiryWords(1e300), 'unknown (UTC)');
  });
});
