// Edit Credential Profile: one field of it, or all of its secrets again where they were lost.
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { CommandId } from '../../ids.ts';
import type { RosterRow } from '../../profiles/profile.ts';
import type { CredentialTrouble } from '../../profiles/profileStore.ts';
import { ENVIRONMENTS } from '../../ringcentral/environment.ts';
import { showFailure } from '../failureNotification.ts';
import { commandAction, notify } from '../notify.ts';
import { forNotification } from '../plainLabels.ts';
import { withProgress } from '../progress.ts';
import { isLeftOpen, revokedWords } from '../revokeWords.ts';
import { liveUntil, type Services } from '../services.ts';
import { askForEdit, askForMove, askForSecrets, type Edit } from '../wizard/editProfileWizard.ts';
import { profileFor } from './pickProfile.ts';

/** A button of an explanation moves the profile to the environment of its JWT, or names the field to change. */
const MoveSchema = v.object({ environment: v.picklist(ENVIRONMENTS) });
const FieldSchema = v.object({ field: v.picklist(['environment', 'jwt']) });

/** Edits the profile of a tree row, or the active one. */
export async function editProfile(services: Services, argument: unknown): Promise<void> {
  const row = await profileFor(services, argument);
  if (row === undefined) return;
  const { profiles, roster, servers, clock } = services;
  const read = await profiles.read(row.id);
  if (!read.ok) return restore(services, row, read.failure);
  const parts = {
    profile: read.value,
    address: servers.addressOf(row),
    hasToken: liveUntil(services, row) !== undefined,
    rows: () => roster.rows(),
    now: () => clock.now(),
  };
  const move = v.safeParse(MoveSchema, argument);
  const named = v.safeParse(FieldSchema, argument);
  const edit = move.success
    ? await askForMove(parts, move.output.environment)
    : await askForEdit(parts, named.success ? named.output.field : undefined);
  if (edit !== undefined) await save(services, row, edit);
}

async function save(services: Services, row: RosterRow, edit: Edit): Promise<void> {
  const { work, clock } = services;
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
      await showTrouble(services, row, outcome.trouble);
      break;
    case 'changed': {
      const { revoked } = outcome;
      const words = [editedWords(edit, row), revokedWords(revoked, row) ?? ''].join(' ').trim();
      const next = commandAction(t('Get Access Token'), CommandId.getToken, row.id);
      notify(isLeftOpen(revoked) ? 'warning' : 'info', words, ...(edit.field === 'name' ? [] : [next]));
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

async function showTrouble(services: Services, row: RosterRow, trouble: CredentialTrouble): Promise<void> {
  await showFailure(services, { kind: 'credential', trouble }, row, CommandId.editProfile);
}

/** What a newer version stored is left alone; anything else that can't be used is asked for again. */
async function restore(services: Services, row: RosterRow, trouble: CredentialTrouble): Promise<void> {
  const { roster, clock, work } = services;
  if (trouble === 'newer') {
    await showTrouble(services, row, trouble);
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
    await showTrouble(services, row, outcome.trouble);
    return;
  }
  notify(
    'info',
    t('{0} has its credential again.', profile.name),
    commandAction(t('Get Access Token'), CommandId.getToken, row.id),
  );
}
