// A failed command as one notification: the headline and the one action that is most useful.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Remedy } from '../explanations/remedy.ts';
import { summarize } from '../explanations/summary.ts';
import { CommandId } from '../ids.ts';
import type { RosterRow } from '../profiles/profile.ts';
import type { TokenFailure } from '../tokens/tokenFailure.ts';
import type { Clock } from './clock.ts';
import { localTime } from './dates.ts';
import { commandAction, notify, openPageAction, showLogAction, type Action } from './notify.ts';

/** Failures already told: callers who shared a request share its failure too. */
const told = new WeakSet<TokenFailure>();

/**
 * Tells a failure, once. What the user cancelled is not told.
 * @param command what *Try Again* runs, with the profile's id; it is offered only where trying again can help
 */
export function showFailure(clock: Clock, failure: TokenFailure, row: RosterRow, command: CommandId): void {
  if (told.has(failure) || (failure.kind === 'cancelled' && failure.by === 'user')) return;
  told.add(failure);
  const { headline, remedy } = summarize(failure, row);
  const retry = (): PromiseLike<unknown> => vscode.commands.executeCommand(command, row.id);
  notify('error', `${row.name}: ${headline}`, actionOf(remedy, row, clock, retry));
}

function actionOf(remedy: Remedy, row: RosterRow, clock: Clock, retry: () => PromiseLike<unknown>): Action {
  switch (remedy.kind) {
    case 'try-again':
      return tryAgainAction(remedy.at, clock, retry);
    case 'open-page':
      return openPageAction(remedy.title, remedy.url);
    case 'paste-jwt':
      return commandAction(t('Paste JWT Again'), CommandId.editProfile, row.id);
    case 'show-log':
      return showLogAction();
  }
}

/** Trying again too early would only start the penalty anew, so until then the button says when. */
function tryAgainAction(at: number | undefined, clock: Clock, retry: () => PromiseLike<unknown>): Action {
  return {
    title: t('Try Again'),
    run: async () => {
      const wait = Math.ceil(((at ?? 0) - clock.now()) / 1000);
      if (at === undefined || wait <= 0) await retry();
      else {
        const message = t('Not before {0}, {1} s from now. Nothing was sent.', localTime(at), wait);
        notify('warning', message, tryAgainAction(at, clock, retry));
      }
    },
  };
}
