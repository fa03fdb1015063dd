// Insert Bearer Token: puts the token where the cursors are, in the form that belongs there.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { CommandId } from '../../ids.ts';
import type { RosterRow } from '../../profiles/profile.ts';
import { environmentOfUrl } from '../../ringcentral/environment.ts';
import type { AccessToken } from '../../tokens/accessToken.ts';
import { localTime } from '../dates.ts';
import type { GitAnswer } from '../insertion/gitIgnore.ts';
import { gitAnswerFor } from '../insertion/gitInWindow.ts';
import { insertToken, isKnownReadOnly, type InsertOutcome } from '../insertion/insertToken.ts';
import { commandAction, notify } from '../notify.ts';
import { forNotification } from '../plainLabels.ts';
import { liveUntil, type Services } from '../services.ts';
import { obtainToken } from './obtainToken.ts';
import { profileFor } from './pickProfile.ts';

/** Inserts the token of the profile of a tree row, or of the active one, into the active editor. */
export async function insertBearerToken(services: Services, argument: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    offerToCopy(t('Open a file and put the cursor where the token belongs.'), argument);
    return;
  }
  const name = nameOf(editor.document);
  if (await isKnownReadOnly(editor.document)) {
    offerToCopy(t('{0} is read-only: nothing can be inserted.', name), argument);
    return;
  }
  const row = await profileFor(services, argument);
  if (row === undefined || !(await mayGoInto(editor.document, row, services))) return;
  const token = await obtainToken(services, row, {
    renew: false,
    command: CommandId.insertBearerToken,
  });
  if (token === undefined) return;
  tell(await insertToken(editor, token.accessToken), name, row, token);
}

function nameOf({ fileName }: vscode.TextDocument): string {
  return fileName.split(/[\\/]/).at(-1) ?? fileName;
}

/** Asks before a production token goes into a file, unless the document is untitled or git is known to ignore it. */
async function mayGoInto(
  document: vscode.TextDocument,
  row: RosterRow,
  services: Services,
): Promise<boolean> {
  if (!isProduction(row, services) || document.isUntitled) return true;
  const answer = await gitAnswerFor(document);
  if (answer === 'ignored') return true;
  const insert = t('Insert');
  const pressed = await vscode.window.showWarningMessage(
    forNotification(t('Insert a production token into {0}?', nameOf(document))),
    { modal: true, detail: `${gitWords(answer)} ${lifeWords(row, services)}` },
    insert,
  );
  return pressed === insert;
}

/** By the profile, or by its server where that is known to be production's. */
function isProduction(row: RosterRow, { servers }: Services): boolean {
  return row.environment === 'production' || environmentOfUrl(servers.addressOf(row) ?? '') === 'production';
}

function gitWords(answer: Exclude<GitAnswer, 'ignored'>): string {
  switch (answer) {
    case 'not-ignored':
      return t('Git does not ignore this file: the token could be committed with it.');
    case 'no-repository':
      return t('This file is in no git repository; whoever can read it can use the token.');
    case 'unknown':
      return t('Git could not be asked whether it ignores this file: the token might be committed with it.');
  }
}

function lifeWords(row: RosterRow, services: Services): string {
  const until = liveUntil(services, row);
  return until === undefined
    ? t('It will be valid for {0} min.', Math.floor(services.settings.ttlSeconds() / 60))
    : t('It is valid until {0}.', localTime(until));
}

function tell(outcome: InsertOutcome, name: string, row: RosterRow, token: AccessToken): void {
  const until = localTime(token.expiresAt);
  switch (outcome.kind) {
    case 'inserted':
      notify(
        'info',
        outcome.places === 1
          ? t('Inserted the Bearer token of {0} into {1}, valid until {2}.', row.name, name, until)
          : t(
              'Inserted the Bearer token of {0} into {1} at {2} places, valid until {3}.',
              row.name,
              name,
              outcome.places,
              until,
            ),
      );
      return;
    case 'read-only':
      offerToCopy(t('{0} is read-only: nothing was inserted.', name), row.id);
      return;
    case 'closed':
      offerToCopy(
        t('{0} was closed or left before the token was there: nothing was inserted.', name),
        row.id,
      );
      return;
  }
}

function offerToCopy(message: string, argument: unknown): void {
  notify('warning', message, commandAction(t('Copy Bearer Token'), CommandId.copyBearerToken, argument));
}
