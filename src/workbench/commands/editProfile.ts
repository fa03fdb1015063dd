// Edit Credential Profile: one field of it, or all of its secrets again where they were lost.
import { t } from '@vscode/l10n';
import { summarize } from '../../explanations/summary.ts';
import { CommandId } from '../../ids.ts';
import type { RosterRow } from '../../profiles/profile.ts';
import type { CredentialTrouble } from '../../profiles/profileStore.ts';
import { commandAction, notify } from '../notify.ts';
import { forNotification } from '../plainLabels.ts';
import { withProgress } from '../progress.ts';
import { revokedWords } from '../revokeWords.ts';
import { liveUntil, type Services } from '../services.ts';
import { askForEdit, askForSecrets, type Edit } from '../wizard/editProfileWizard.ts';
import { profileFor } from './pickProfile.ts';

/** Edits the profile of a tree row, or the active one. */
export async function editProfile(services: Services, argument: unknown): Promise<void> {
  const row = await profileFor(services, argument);
  if (row === undefined) return;
  const { profiles, roster, servers, clock } = services;
  const read = await profiles.read(row.id);
  if (!read.ok) return restore(services, row, read.failure);
  const edit = await askForEdit({
    profile: read.value,
    address: servers.addressOf(row),
    hasToken: liveUntil(services, row) !== undefined,
    rows: () => roster.rows(),
    now: () => clock.now(),
  });
  if (edit !== undefined) await save(services, row, edit);
}

async function save({ work, clock }: Services, row: RosterRow, edit: Edit): Promise<void> {
  const { changes } = await work();
  const title = forNotification(t('Saving {0}…', row.name));
  const outcome = await withProgress(clock, title, async signal =>
    changes.edit(row.id, edit.changes, signal),
  );
  switch (outcome.kind) {
    case 'unchanged':
      notify('info', t('Nothing was changed in {0}.', row.name));
      break;
    case 'trouble':
      notify('error', summarize({ kind: 'credential', trouble: outcome.trouble }, row).headline);
      break;
    case 'changed': {
      const { revoked } = outcome;
      const words = [editedWords(edit, row), revokedWords(revoked, row) ?? ''].join(' ').trim();
      const isLeft = revoked.kind === 'not-revoked';
      const next = commandAction(t('Get Access Token'), CommandId.getToken, row.id);
      notify(isLeft ? 'warning' : 'info', words, ...(edit.field === 'name' ? [] : [next]));
    }
  }
}

function editedWords({ field, changes }: Edit, { name }: RosterRow): string {
  switch (field) {
    case 'name':
      return t('{0} was renamed to {1}.', name, changes.name ?? name);
    case 'environment':
      return t('The environment of {0} was changed.', name);
    case 'clientId':
      return t('The client ID of {0} was changed.', name);
    case 'clientSecret':
      return t('The client secret of {0} was changed.', name);
    case 'noClientSecret':
      return t('The client secret of {0} was removed.', name);
    case 'jwt':
      return t('The JWT of {0} was changed.', name);
  }
}

/** What a newer version stored is left alone; anything else that can't be used is asked for again. */
async function restore(services: Services, row: RosterRow, trouble: CredentialTrouble): Promise<void> {
  const { roster, clock, work } = services;
  if (trouble === 'newer') {
    notify('error', summarize({ kind: 'credential', trouble }, row).headline);
    return;
  }
  const profile = await askForSecrets(
    row,
    () => roster.rows(),
    () => clock.now(),
  );
  if (profile === undefined) return;
  const { changes } = await work();
  const outcome = await changes.restore(profile);
  if (outcome.kind === 'trouble') {
    notify('error', summarize({ kind: 'credential', trouble: outcome.trouble }, row).headline);
    return;
  }
  notify(
    'info',
    t('{0} has its credential again.', profile.name),
    commandAction(t('Get Access Token'), CommandId.getToken, row.id),
  );
}
