// Remove All Stored Data: revokes what can be revoked and leaves nothing of the extension's.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { CommandId, PANEL_TYPE } from '../../ids.ts';
import { RemovalFailed, type OpenSession } from '../../tokens/removeEverything.ts';
import { localTime } from '../dates.ts';
import { commandAction, notify } from '../notify.ts';
import { withProgress } from '../progress.ts';
import type { Services } from '../services.ts';

/** Removes everything, when the user agrees; works offline too. */
export async function removeAllData(services: Services): Promise<void> {
  if (!(await isWanted(services.roster.rows().length))) return;
  const work = await services.work();
  try {
    const open = await withProgress(services.clock, t('Removing all stored data…'), async signal =>
      work.removeEverything(signal),
    );
    await forgetExplanations(services);
    const done = t('All stored data was removed.');
    notify(open.length === 0 ? 'info' : 'warning', [done, ...openWords(open)].join(' '));
  } catch (error) {
    if (!(error instanceof RemovalFailed)) throw error;
    const words = [
      t('Not everything could be removed. Unlock the keyring and try again.'),
      ...openWords(error.open),
    ];
    notify('error', words.join(' '), commandAction(t('Try Again'), CommandId.removeAllData));
  }
}

/** What the panel shows is kept by VS Code for a reload; one that was not looked at since is only a tab. */
async function forgetExplanations({ explainer }: Services): Promise<void> {
  (await explainer()).forget();
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  const panels = tabs.filter(
    ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(PANEL_TYPE),
  );
  await vscode.window.tabGroups.close(panels);
}

function questionFor(count: number): string {
  if (count === 0) return t('Remove everything that this extension has stored?');
  return count === 1
    ? t('Remove the credential profile and everything else that is stored?')
    : t('Remove all {0} credential profiles and everything else that is stored?', count);
}

async function isWanted(count: number): Promise<boolean> {
  const remove = t('Remove All');
  const answer = await vscode.window.showWarningMessage(
    questionFor(count),
    {
      modal: true,
      detail: t(
        'JWTs, client secrets and access tokens leave the secret storage for good. Valid tokens are revoked as far as RingCentral can be reached and its limit of five requests a minute allows. At RingCentral the JWTs stay valid until they are deleted in the Developer Console.',
      ),
    },
    remove,
  );
  return answer === remove;
}

/** Names up to three sessions, and says when the last of all ends; nothing where there is none. */
function openWords(open: readonly OpenSession[]): string[] {
  if (open.length === 0) return [];
  const names = open.map(({ name }) => name ?? t('a profile that can’t be read'));
  const shown = names.slice(0, 3).join(', ');
  const more = names.length - 3;
  const list = more > 0 ? t('{0} and {1} more', shown, more) : shown;
  const ends = open.map(({ expiresAt }) => expiresAt);
  const last = ends.every(end => end !== undefined) ? localTime(Math.max(...ends)) : undefined;
  return [
    last === undefined
      ? t('Not revoked: the tokens of {0}. They end by themselves within an hour.', list)
      : t('Not revoked: the tokens of {0}. The last of them ends by itself at {1}.', list, last),
  ];
}
