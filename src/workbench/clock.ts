// Time as the workbench uses it, so that a test can hold it still.
import type { Disposer } from '../profiles/events.ts';

/** Tells the time and wakes up later. */
export interface Clock {
  /** In ms. */
  now(): number;
  /** Calls back once after a delay in ms, unless disposed before. */
  after(delay: number, callback: () => void): Disposer;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delay, callback) => {
    const timer = setTimeout(callback, delay);
    return {
      dispose: () => {
        clearTimeout(timer);
      },
    };
  },
};
