// What is said when a token was copied: what, until when it is valid, and when the clipboard forgets it.
import { t } from '@vscode/l10n';
import { localTime } from './dates.ts';

/**
 * The sentences for a notification.
 * @param what what was copied, with its article: `the Bearer token`
 * @param name the profile's name
 * @param expiresAt in ms
 * @param clearedAfterSeconds 0 for never
 */
export function copiedWords(
  what: string,
  name: string,
  expiresAt: number,
  clearedAfterSeconds: number,
): string {
  const copied = t('Copied {0} of {1}, valid until {2}.', what, name, localTime(expiresAt));
  if (clearedAfterSeconds === 0) return copied;
  return `${copied} ${t('The clipboard is cleared in {0} s.', clearedAfterSeconds)}`;
}
