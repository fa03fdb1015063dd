import assert from 'node:assert/strict';
import type { TokenState } from '../../../src/tokens/tokenState.ts';
import { rowWords, stateIcon, statusBarWords } from '../../../src/workbench/stateWords.ts';
import { NOW } from '../../support/samples.ts';

const live = (milliseconds: number): TokenState => ({ kind: 'live', expiresAt: NOW + milliseconds });
const failed: TokenState = {
  kind: 'failed',
  failure: { kind: 'network', code: 'ENOTFOUND', systemCall: undefined, phase: 'token', host: 'x', at: NOW },
  words: { headline: 'The name of x can’t be resolved.', short: 'host not found' },
};
const unnamed: TokenState = { ...failed, words: undefined };
const MINUTE = 60_000;

for (const [state, row, bar, icon] of [
  [{ kind: 'none' }, 'no token', 'no token', 'key'],
  [{ kind: 'running' }, 'getting token…', 'getting token…', 'sync~spin'],
  [live(42 * MINUTE + 59_999), '42 min left', '42m', 'verified'],
  [live(5 * MINUTE), '5 min left', '5m', 'verified'],
  [live(5 * MINUTE - 1), '4 min left', '4m', 'clock'],
  [live(MINUTE), '1 min left', '1m', 'clock'],
  [live(MINUTE - 1), '0 min left', '59s', 'clock'],
  [{ kind: 'expired' }, 'expired', 'expired', 'history'],
  [failed, 'failed: host not found', 'failed', 'error'],
  [unnamed, 'failed', 'failed', 'error'],
  [{ kind: 'credential', trouble: 'missing' }, 'credential missing', 'credential missing', 'warning'],
] as const satisfies readonly (readonly [TokenState, string, string, string])[]) {
  describe(`the state "${row}"`, () => {
    it('reads so in the tree', () => {
      assert.equal(rowWords(state, NOW), row);
    });
    it(`reads "${bar}" in the status bar`, () => {
      assert.equal(statusBarWords(state, NOW, true), bar);
    });
    it(`has the icon ${icon}`, () => {
      assert.equal(stateIcon(state, NOW).name, icon);
    });
  });
}

describe('statusBarWords', () => {
  it('counts no seconds while the window has no focus', () => {
    assert.equal(statusBarWords(live(30_000), NOW, false), '0m');
  });
});
