// The ledger of requests, which every process of the machine may write: whatever is in it, five a minute go and no more.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  holdOf,
  isGranted,
  joined,
  ledgerText,
  parseLedger,
  penaltyLine,
  penaltyOf,
  pruned,
  sendLine,
  WINDOW_MS,
} from '../../../src/tokens/ledger.ts';
import { NOW } from '../../support/samples.ts';
import { largeInputs, textOf } from '../arbitraries.ts';
import { target, type Target } from '../target.ts';

const UP = 86_400_000;
const now = { at: NOW, up: UP };

const passed = fc.integer({ min: -5000, max: 130_000 });
const id = fc.constantFrom(
  '0000000a',
  '0000000b',
  '0000000c',
  '0000000d',
  '0000000e',
  '0000000f',
  '00000010',
);
const line = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(passed, id).map(([ms, own]) => sendLine({ at: NOW - ms, up: UP - ms, id: own })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(passed, fc.nat(200_000))
      .map(([ms, lasts]) => penaltyLine({ at: NOW - ms, up: UP - ms, lasts })),
  },
);
const text = textOf(fc.array(line, { maxLength: 12 }).map(lines => lines.join('')));

export const ledgerTargets: readonly Target[] = [
  target({
    name: 'the ledger of requests',
    inputs: text,
    large: largeInputs(large => large),
    check: ledger => {
      const read = parseLedger(ledger);
      const hold = holdOf(read, now);
      const penalty = penaltyOf(read, now);
      // Nobody is held for longer than a minute, or than the penalty lasts.
      if (hold !== undefined) {
        assert.ok(hold.until > now.at);
        assert.ok(hold.until <= now.at + (penalty?.lasts ?? WINDOW_MS));
        assert.equal(hold.reason, penalty === undefined ? 'budget' : 'penalty');
      }
      // Whoever writes its line next is let through if, and only if, nothing holds it.
      const own = { ...now, id: 'ffffffff' };
      const after = parseLedger(ledger + sendLine(own));
      if (penalty === undefined) assert.equal(isGranted(after, own.id), holdOf(read, own) === undefined);
      // At most five are let through of ten that come at once.
      let ten = ledger;
      for (let index = 0; index < 10; index += 1) ten += sendLine({ ...now, id: `eeeeeee${index}` });
      const all = parseLedger(ten);
      const granted = Array.from({ length: 10 }, (_, index) => isGranted(all, `eeeeeee${index}`));
      assert.ok(granted.filter(Boolean).length <= 5);
      // What still counts says the same, written anew or joined with itself.
      const short = pruned(read, now);
      assert.deepEqual(parseLedger(ledgerText(short)), short);
      assert.deepEqual(penaltyOf(short, now), penalty);
      assert.deepEqual(joined(read, read).sends, read.sends);
      return read.sends.length + read.penalties.length > 0 ? 'read' : 'refused';
    },
    leastRefused: 0.01,
  }),
];
