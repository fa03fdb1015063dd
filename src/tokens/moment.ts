// A moment by two clocks: the one on the wall, which anybody may set, and the machine's uptime, which runs on in its sleep.

/** Clocks are not read at the very same time (ms). */
const CORRECTION_MS = 1000;
/** Nobody sets a clock forward by so much (ms): where the wall says so, the machine was off. */
const FAR_MS = 6 * 3_600_000;
/** A process may stand still for so long (ms) and go on. */
const SHORTLY_MS = 120_000;

/** Both in ms. */
export interface Moment {
  /** By the wall clock. */
  readonly at: number;
  /** Since the machine was started, sleep included; the same in all its processes, and set by nobody. */
  readonly up: number;
}

/**
 * What is left of a time that began at a moment, in ms, never more than its length. The uptime decides, whatever the clock on
 * the wall was set to. After a restart, which begins it anew, the wall does, as long as the machine has not been up for
 * that long. A clock that is set and a machine that is restarted meanwhile deceive it.
 * @param length in ms
 */
export function leftOf(begun: Moment, length: number, now: Moment): number {
  const passed = now.up - begun.up;
  const byWall = now.at - begun.at;
  const hasRestarted = passed <= -CORRECTION_MS || byWall - passed > FAR_MS;
  if (!hasRestarted) return leftAfter(passed, length);
  return Math.min(leftAfter(byWall, length), leftAfter(now.up, length));
}

/** Whether a moment was a little before another one, by both clocks. */
export function isShortlyBefore(one: Moment, other: Moment): boolean {
  return [other.at - one.at, other.up - one.up].every(ahead => ahead >= 0 && ahead < SHORTLY_MS);
}

function leftAfter(passed: number, length: number): number {
  return Math.min(length, Math.max(0, length - passed));
}
