// Add Credential Profile: the wizard, then the storage, then the offer to get a token.
import { t } from '@vscode/l10n';
import { environmentName } from '../../explanations/words.ts';
import { CommandId } from '../../ids.ts';
import { commandAction, notify } from '../notify.ts';
import type { Services } from '../services.ts';
import { askForProfile } from '../wizard/addProfileWizard.ts';

/** Adds a profile. Where none is active yet, it becomes the active one. */
export async function addProfile({ profiles, roster, active, clock }: Services): Promise<void> {
  const profile = await askForProfile(
    () => roster.rows(),
    () => clock.now(),
  );
  if (profile === undefined) return;
  await profiles.add(profile);
  if (active.get() === undefined) await active.choose(profile.id);
  notify(
    'info',
    t('{0} was added to {1}.', profile.name, environmentName(profile.environment)),
    commandAction(t('Get Access Token'), CommandId.getToken, profile.id),
  );
}
