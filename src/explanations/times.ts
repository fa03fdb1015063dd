// Moments in words: in UTC for what a JWT or a support case says, by this computer's clock for whoever waits.
import { t } from '@vscode/l10n';

/** A time in ms as `2027-01-31 23:59:59`, in UTC. */
export function utcTime(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime())
    ? t('an unknown time')
    : date.toISOString().slice(0, 19).replace('T', ' ');
}

/** The day of a time in ms as `2027-01-31`, in UTC. */
export const utcDay = (at: number): string => utcTime(at).replace(/ \d\d:\d\d:\d\d$/, '');

/** The time of day of a time in ms, by the clock and in the form of this computer. */
export const clockTime = (at: number): string => new Date(at).toLocaleTimeString();
