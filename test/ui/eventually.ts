// Waiting by conditions: tests ask again until the answer is there, and never sleep a fixed time.
import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL_MS = 50;

/** Generous, because the machine may run other tests; a condition that holds costs only the time until it holds. */
export const PATIENCE_MS = 30_000;

/**
 * Repeats a check until it does not throw, and returns what it returned.
 * @throws what the check threw last, when the time is over
 */
export async function eventually<T>(check: () => Promise<T> | T, patienceMs = PATIENCE_MS): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) {
        throw error;
      }
      await sleep(INTERVAL_MS);
    }
  }
}

/**
 * Asks until there is an answer, and returns it.
 * @param what the thing waited for, for the message when it does not come
 */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  return eventually(async () => {
    const answer = await ask();
    if (answer === undefined) {
      throw new Error(`Not there in time: ${what}`);
    }
    return answer;
  }, patienceMs);
}

/** Whether a text is the wanted one; a string must be equal, a pattern must match. */
export function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text === wanted : wanted.test(text);
}

/** A text as a part of a regular expression. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
