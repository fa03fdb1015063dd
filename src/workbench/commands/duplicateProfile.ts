// Duplicate Credential Profile: the same secrets under a new name, a new id and no token.
import { t } from '@vscode/l10n';
import { CommandId } from '../../ids.ts';
import { freeName } from '../../profiles/profile.ts';
import { showFailure } from '../failureNotification.ts';
import { commandAction, notify } from '../notify.ts';
import type { Services } from '../services.ts';
import { askName } from '../wizard/fieldSteps.ts';
import { profileFor } from './pickProfile.ts';

/** Duplicates the profile of a tree row, or the active one. */
export async function duplicateProfile(services: Services, argument: unknown): Promise<void> {
  const row = await profileFor(services, argument);
  if (row === undefined) return;
  const { profiles, roster } = services;
  const read = await profiles.read(row.id);
  if (!read.ok) {
    const failure = { kind: 'credential', trouble: read.failure } as const;
    await showFailure(services, failure, row, CommandId.duplicateProfile);
    return;
  }
  const { environment } = read.value;
  const name = await askName(
    {
      place: { title: t('Duplicate Credential Profile: {0}', row.name), canGoBack: false },
      value: freeName(t('{0} copy', row.name), environment, roster.rows()),
      prompt: t('A name for the copy. It has the same JWT, client ID and client secret, and no token.'),
    },
    environment,
    () => roster.rows(),
  );
  if (typeof name === 'symbol') return;
  const copy = { ...read.value, id: crypto.randomUUID(), credentialId: crypto.randomUUID(), name };
  await profiles.write(copy);
  notify(
    'info',
    t('{0} was duplicated as {1}.', row.name, name),
    commandAction(t('Edit Credential Profile…'), CommandId.editProfile, copy.id),
  );
}
