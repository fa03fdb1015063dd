// Dates and times as people read them; a JWT's dates are in UTC, as RingCentral's console shows them.
import { t } from '@vscode/l10n';
import type { JwtExpiry } from '../ringcentral/jwtCredential.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const SOON_DAYS = 14;

/** The day of a time in ms, in UTC, as `2027-01-31`. */
export function utcDay(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? t('unknown') : date.toISOString().slice(0, 10);
}

/** The time of day of a time in ms, where the user is. */
export function localTime(at: number): string {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

/** The same to the second. */
export function exactTime(at: number): string {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** When a JWT ends, in words. */
export function expiryWords(expiresAt: JwtExpiry): string {
  if (expiresAt === undefined) return t('unknown');
  return expiresAt === 'none-set' ? t('no expiry set') : t('{0} (UTC)', utcDay(expiresAt));
}

/** When the mark of a JWT that ends at a time (both in ms) appears. */
export function markAppearsAt(expiresAt: number): number {
  return expiresAt - SOON_DAYS * DAY_MS + 1;
}

/**
 * A mark for a JWT that has ended or ends within 14 days; undefined otherwise.
 * @param now in ms
 */
export function expiryMark(expiresAt: JwtExpiry, now: number): string | undefined {
  if (typeof expiresAt !== 'number') return undefined;
  if (expiresAt <= now) return t('JWT expired');
  const days = Math.floor((expiresAt - now) / DAY_MS);
  if (days >= SOON_DAYS) return undefined;
  if (days === 0) return t('JWT expires within a day');
  return days === 1 ? t('JWT expires in 1 day') : t('JWT expires in {0} days', days);
}
