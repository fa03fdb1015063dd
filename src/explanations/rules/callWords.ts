// What the rules for a call that was not allowed share.
import { t } from '@vscode/l10n';

/** What happened to the call. */
export const refusedCall = (): string => t('RingCentral took the access token but refused this call.');

/** The permission or feature where RingCentral names it, else what its code says. */
export function named(name: string | undefined, meaning: string): string {
  return name === undefined ? meaning : t('{0} RingCentral names {1}.', meaning, name);
}
