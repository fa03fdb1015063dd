// Why a profile's secret can't be used, in a few words: for a row, and for the explanation's title.
import { t } from '@vscode/l10n';
import type { CredentialTrouble } from '../profiles/profileStore.ts';

/** The trouble in two or three words. */
export function troubleShort(trouble: CredentialTrouble): string {
  switch (trouble) {
    case 'missing':
      return t('credential missing');
    case 'unreadable':
      return t('credential unreadable');
    case 'newer':
      return t('newer version needed');
  }
}
