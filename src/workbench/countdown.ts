// Wakes up when the text of a countdown changes, and not while there is nothing to count.
import type { Disposer } from '../profiles/events.ts';
import type { Clock } from './clock.ts';

/** However far away the next change is, the clock is looked at again after this: it may have been set, or slept. */
const MAX_DELAY_MS = 60_000;
/** The same for a moment that lies days away: nothing moves until then. */
const MAX_FAR_DELAY_MS = 60 * 60_000;
const LAST_MINUTE_MS = 60_000;

/**
 * When a countdown's text changes next, in ms from now: with the minute, or with the second in the last one.
 * Undefined when it has run out.
 */
export function nextChangeIn(expiresAt: number, now: number, bySeconds: boolean): number | undefined {
  const left = expiresAt - now;
  if (left <= 0) return undefined;
  if (left >= LAST_MINUTE_MS) return (left % 60_000) + 1;
  return bySeconds ? Math.min(left, (left % 1000) + 1) : left;
}

/** One timer, set anew each time it is told what is being counted. */
export class Countdown {
  readonly #clock: Clock;
  readonly #wake: () => void;
  #timer: Disposer | undefined;

  constructor(clock: Clock, wake: () => void) {
    this.#clock = clock;
    this.#wake = wake;
  }

  /**
   * Counts towards these times (in ms), or stops counting when there are none ahead.
   * @param bySeconds whether the last minute is counted in seconds
   * @param moments times (in ms) at which something changes once, without a count before
   */
  countTowards(expiries: readonly number[], bySeconds = false, moments: readonly number[] = []): void {
    this.#timer?.dispose();
    const now = this.#clock.now();
    const delays = [
      ...expiries
        .flatMap(expiresAt => nextChangeIn(expiresAt, now, bySeconds) ?? [])
        .map(delay => Math.min(delay, MAX_DELAY_MS)),
      ...moments.filter(moment => moment > now).map(moment => Math.min(moment - now, MAX_FAR_DELAY_MS)),
    ];
    this.#timer =
      delays.length === 0
        ? undefined
        : this.#clock.after(Math.min(...delays), () => {
            this.#timer = undefined;
            this.#wake();
          });
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
  }
}
