// Select Active Profile: which profile commands work on from now on.
import { t } from '@vscode/l10n';
import type { Services } from '../services.ts';
import { pickProfile, profileFor } from './pickProfile.ts';

/** Makes a profile active: the one of a tree row, or one that the user picks. */
export async function selectProfile(services: Services, argument: unknown): Promise<void> {
  const row =
    argument === undefined
      ? await pickProfile(services, t('Select the active profile'))
      : await profileFor(services, argument);
  if (row !== undefined) await services.active.choose(row.id);
}
