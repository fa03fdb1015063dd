// Delete Credential Profile: after a question, with every trace of it, and with its token.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { environmentName } from '../../explanations/words.ts';
import type { RosterRow } from '../../profiles/profile.ts';
import { RemovalIncomplete } from '../../tokens/profileChanges.ts';
import { notify } from '../notify.ts';
import { forNotification } from '../plainLabels.ts';
import { withProgress } from '../progress.ts';
import { isLeftOpen, revokedWords } from '../revokeWords.ts';
import type { Services } from '../services.ts';
import { profileFor } from './pickProfile.ts';

/** Deletes the profile of a tree row, or the active one, when the user agrees. */
export async function deleteProfile(services: Services, argument: unknown): Promise<void> {
  const row = await profileFor(services, argument);
  if (row === undefined || !(await isWanted(row))) return;
  const { changes } = await services.work();
  const title = forNotification(t('Deleting {0}…', row.name));
  const outcome = await withProgress(services.clock, title, async signal => {
    return changes.delete(row.id, signal).catch((error: unknown) => {
      if (!(error instanceof RemovalIncomplete)) throw error;
      const left = t(
        '{0} is gone from the list, but the secret storage kept some of it until the next start.',
        row.name,
      );
      notify('error', [left, revokedWords(error.removed.outcome, row) ?? ''].join(' ').trim());
      return undefined;
    });
  });
  if (outcome === undefined) return;
  const words = [t('{0} was deleted.', row.name), revokedWords(outcome, row) ?? ''].join(' ').trim();
  notify(isLeftOpen(outcome) ? 'warning' : 'info', words);
}

async function isWanted({ name, environment }: RosterRow): Promise<boolean> {
  const remove = t('Delete');
  const answer = await vscode.window.showWarningMessage(
    forNotification(t('Delete the credential profile {0} ({1})?', name, environmentName(environment))),
    {
      modal: true,
      detail: t(
        'Its JWT, client secret and access token leave the secret storage, and a valid token is revoked. At RingCentral the JWT stays valid until it is deleted in the Developer Console.',
      ),
    },
    remove,
  );
  return answer === remove;
}
