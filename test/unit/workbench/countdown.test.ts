import assert from 'node:assert/strict';
import fc from 'fast-check';
import { minutesLeft, secondsLeft } from '../../../src/tokens/accessToken.ts';
import { Countdown, nextChangeIn } from '../../../src/workbench/countdown.ts';
import { FakeClock } from '../../support/fakeClock.ts';

describe('nextChangeIn', () => {
  it('is the very moment at which the minutes, or in the last minute the seconds, change', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_000_000 }), left => {
        const delay = nextChangeIn(left, 0, true);
        assert.ok(delay !== undefined && delay > 0 && delay <= left);
        const shown = (now: number): string => {
          if (now >= left) return 'over';
          return left - now >= 60_000 ? `${minutesLeft(left, now)}m` : `${secondsLeft(left, now)}s`;
        };
        assert.equal(shown(delay - 1), shown(0));
        assert.notEqual(shown(delay), shown(0));
      }),
    );
  });

  it('is the end itself in a last minute that is not counted in seconds', () => {
    assert.equal(nextChangeIn(30_000, 0, false), 30_000);
    assert.equal(nextChangeIn(60_000, 0, false), 1);
  });

  it('is never, once the time is over', () => {
    assert.equal(nextChangeIn(0, 0, true), undefined);
    assert.equal(nextChangeIn(0, 5, true), undefined);
  });
});

describe('Countdown', () => {
  function setUp(expiries: () => readonly number[]): {
    clock: FakeClock;
    wakes: number[];
    count: () => void;
  } {
    const clock = new FakeClock();
    const wakes: number[] = [];
    const countdown = new Countdown(clock, () => {
      wakes.push(clock.now());
      countdown.countTowards(expiries());
    });
    return {
      clock,
      wakes,
      count: () => {
        countdown.countTowards(expiries());
      },
    };
  }

  it('wakes once a minute, and not after the end', () => {
    const { clock, wakes, count } = setUp(() => [3 * 60_000 + 500]);
    count();
    clock.advance(3_600_000);
    assert.deepEqual(wakes, [501, 60_501, 120_501, 180_500]);
    assert.equal(clock.timers, 0);
  });

  it('has no timer while there is nothing to count', () => {
    const { clock, count } = setUp(() => []);
    count();
    assert.equal(clock.timers, 0);
  });

  it('never has more than one timer, whatever it counts', () => {
    const { clock, count } = setUp(() => [90_000, 200_000, 70_000]);
    count();
    count();
    assert.equal(clock.timers, 1);
  });

  it('looks at the clock again after a minute at the latest: it may have been set', () => {
    const { clock, wakes, count } = setUp(() => [60_000 * 10]);
    count();
    clock.set(-3_600_000);
    clock.advance(60_000);
    assert.equal(wakes.length, 1);
  });
});
