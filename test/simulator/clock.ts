// Where the simulator's time comes from, so that a test can let an hour pass without waiting for it.

/** A source of the present time, in milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** The computer's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now: number;

  /** @param start milliseconds since 1970 */
  constructor(start: number = Date.UTC(2026, 0, 15, 9)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  /** Moves the clock by so many seconds. */
  advance(seconds: number): void {
    this.#now += seconds * 1000;
  }
}
