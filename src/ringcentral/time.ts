// Times from outside: numbers that are moments of the calendar.
import * as v from 'valibot';

/** The last moment that there is, in ms, and as far back the first one: what lies beyond is no `Date`. */
export const MAX_TIME_MS = 8.64e15;

/** A time in ms. */
export const TimeSchema = v.pipe(v.number(), v.minValue(-MAX_TIME_MS), v.maxValue(MAX_TIME_MS));

/** A time in seconds. */
export const TimeInSecondsSchema = v.pipe(
  v.number(),
  v.minValue(-MAX_TIME_MS / 1000),
  v.maxValue(MAX_TIME_MS / 1000),
);
