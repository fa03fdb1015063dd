// Add Credential Profile: the wizard, then the storage, then the offer to get a token.
import { t } from '@vscode/l10n';
import { environmentName } from '../../explanations/words.ts';
import { CommandId } from '../../ids.ts';
import type { Profile } from '../../profiles/profile.ts';
import { StorageFailed } from '../../profiles/storage.ts';
import { commandAction, notify } from '../notify.ts';
import type { Services } from '../services.ts';
import { askForProfile } from '../wizard/addProfileWizard.ts';

/** Adds a profile. Where none is active yet, it becomes the active one. */
export async function addProfile(services: Services): Promise<void> {
  const { roster, clock } = services;
  const profile = await askForProfile(
    () => roster.rows(),
    () => clock.now(),
  );
  if (profile !== undefined) await keep(services, profile);
}

/** What was entered is not lost with a secret storage that refuses: it can be stored once more. */
async function keep(services: Services, profile: Profile): Promise<void> {
  const { profiles, active } = services;
  try {
    await profiles.write(profile);
  } catch (error) {
    if (!(error instanceof StorageFailed)) throw error;
    notify(
      'error',
      t('VS Code’s secret storage did not keep {0}. Unlock the keyring, then try again.', profile.name),
      { title: t('Try Again'), run: async () => keep(services, profile) },
    );
    return;
  }
  if (active.get() === undefined) await active.choose(profile.id);
  notify(
    'info',
    t('{0} was added to {1}.', profile.name, environmentName(profile.environment)),
    commandAction(t('Get Access Token'), CommandId.getToken, profile.id),
  );
}
