// Delete Credential Profile: after a question, with every trace of it, and with its token.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { environmentName } from '../../explanations/words.ts';
import type { RosterRow } from '../../profiles/profile.ts';
import { notify } from '../notify.ts';
import { forNotification } from '../plainLabels.ts';
import { withProgress } from '../progress.ts';
import { revokedWords } from '../revokeWords.ts';
import type { Services } from '../services.ts';
import { profileFor } from './pickProfile.ts';

/** Deletes the profile of a tree row, or the active one, when the user agrees. */
export async function deleteProfile(services: Services, argument: unknown): Promise<void> {
  const row = await profileFor(services, argument);
  if (row === undefined || !(await isWanted(row))) return;
  const { changes } = await services.work();
  const title = forNotification(t('Deleting {0}…', row.name));
  const outcome = await withProgress(services.clock, title, async signal => changes.delete(row.id, signal));
  const words = [t('{0} was deleted.', row.name), revokedWords(outcome, row) ?? ''].join(' ').trim();
  notify(outcome.kind === 'not-revoked' ? 'warning' : 'info', words);
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
