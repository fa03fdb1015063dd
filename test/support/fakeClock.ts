// A clock whose timers run when it is moved over them, so that a test never sleeps.
import type { Disposer } from '../../src/profiles/events.ts';
import type { Clock } from '../../src/workbench/clock.ts';

interface Timer {
  /** How long it has still to run, in ms: like real timers, it does not see the clock being set. */
  left: number;
  readonly callback: () => void;
}

/** Time in ms, standing still until it is moved. */
export class FakeClock implements Clock {
  #time: number;
  /** The machine has been running for a day. */
  #uptime = 24 * 3_600_000;
  #timers: Timer[] = [];

  constructor(start = 0) {
    this.#time = start;
  }

  /** How many timers are waiting. */
  get timers(): number {
    return this.#timers.length;
  }

  now(): number {
    return this.#time;
  }

  uptime(): number {
    return this.#uptime;
  }

  after(delay: number, callback: () => void): Disposer {
    const timer = { left: delay, callback };
    this.#timers.push(timer);
    return {
      dispose: () => {
        this.#timers = this.#timers.filter(other => other !== timer);
      },
    };
  }

  /** Lets time pass, and runs the timers that are due, each at its moment. */
  advance(milliseconds: number): void {
    let rest = milliseconds;
    for (;;) {
      const [next] = this.#timers.filter(({ left }) => left <= rest).sort((a, b) => a.left - b.left);
      const step = next?.left ?? rest;
      this.#time += step;
      this.#uptime += step;
      rest -= step;
      for (const timer of this.#timers) timer.left -= step;
      if (next === undefined) return;
      this.#timers = this.#timers.filter(other => other !== next);
      next.callback();
    }
  }

  /** The machine sleeps: time passes, and no timer notices. */
  sleep(milliseconds: number): void {
    this.#time += milliseconds;
    this.#uptime += milliseconds;
  }

  /** Sets the clock, as a user does: neither the uptime nor a timer notices. */
  set(time: number): void {
    this.#time = time;
  }
}
