// Show Token Actions: the menu behind the status bar item.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { summarize } from '../../explanations/summary.ts';
import { environmentName } from '../../explanations/words.ts';
import { CommandId } from '../../ids.ts';
import { forIconLabel } from '../plainLabels.ts';
import { stateOf, type Services } from '../services.ts';
import { rowWords } from '../stateWords.ts';

interface ActionItem extends vscode.QuickPickItem {
  readonly command?: CommandId;
}

/** Shows what can be done with the active profile, and with profiles at all. */
export async function showActions(services: Services): Promise<void> {
  const row = services.active.get();
  const state = row && stateOf(services, row);
  const picked = await vscode.window.showQuickPick(itemsOf(services), {
    title:
      row === undefined
        ? t('RingCentral JWT')
        : forIconLabel(`${row.name} · ${environmentName(row.environment)}`),
    placeHolder:
      row === undefined || state === undefined
        ? t('No profile is active')
        : state.kind === 'failed'
          ? summarize(state.failure, row).headline
          : rowWords(state, row, services.clock.now()),
  });
  if (picked?.command !== undefined) await vscode.commands.executeCommand(picked.command);
}

function itemsOf({ active, roster }: Services): ActionItem[] {
  const row = active.get();
  const action = (icon: string, title: string, command: CommandId): ActionItem => ({
    label: `$(${icon}) ${title}`,
    command,
  });
  const forToken =
    row === undefined
      ? []
      : [
          action('copy', t('Copy Bearer Token'), CommandId.copyBearerToken),
          action('sync', t('Get Access Token'), CommandId.getToken),
          ...(row.token === undefined
            ? []
            : [action('circle-slash', t('Revoke Access Token'), CommandId.revokeToken)]),
        ];
  const forProfiles = [
    ...(roster.rows().length === 0
      ? []
      : [action('arrow-swap', t('Select Active Profile…'), CommandId.selectProfile)]),
    action('add', t('Add Credential Profile…'), CommandId.addProfile),
    action('link-external', t('Create JWT in Developer Console'), CommandId.createJwt),
  ];
  const separator = (label: string): ActionItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    ...forToken,
    separator(t('Profiles')),
    ...forProfiles,
    separator(t('Help')),
    action('book', t('Get Started'), CommandId.openWalkthrough),
    action('output', t('Show Log'), CommandId.showLog),
  ];
}
