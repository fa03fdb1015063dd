// Time as the workbench uses it, so that a test can hold it still.
import { uptime } from 'node:os';
import type { Disposer } from '../profiles/events.ts';

/** Tells the time and wakes up later. */
export interface Clock {
  /** In ms. */
  now(): number;
  /** Since the machine was started, sleep included, in ms: nobody can set it. */
  uptime(): number;
  /** Calls back once after a delay in ms, unless disposed before. */
  after(delay: number, callback: () => void): Disposer;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  uptime: () => uptime() * 1000,
  after: (delay, callback) => {
    const timer = setTimeout(callback, delay);
    return {
      dispose: () => {
        clearTimeout(timer);
      },
    };
  },
};
