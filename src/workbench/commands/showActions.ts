// Show Token Actions: the menu behind the status bar item.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { environmentName } from '../../explanations/words.ts';
import { CommandId } from '../../ids.ts';
import { forIconLabel } from '../plainLabels.ts';
import { stateOf, type Services } from '../services.ts';
import { rowWords } from '../stateWords.ts';

interface ActionItem extends vscode.QuickPickItem {
  readonly command?: CommandId;
  /** The profile that the menu is about, for the commands that take one. */
  readonly profileId?: string;
}

/** Shows what can be done with the active profile, and with profiles at all. */
export async function showActions(services: Services): Promise<void> {
  const row = services.active.get();
  const state = row && stateOf(services, row);
  const picked = await vscode.window.showQuickPick(itemsOf(services), {
    title: row === undefined ? t('RingCentral JWT') : `${row.name} · ${environmentName(row.environment)}`,
    placeHolder:
      row === undefined || state === undefined
        ? t('No profile is active')
        : state.kind === 'failed' && state.words !== undefined
          ? state.words.headline
          : rowWords(state, services.clock.now()),
  });
  if (picked?.command !== undefined) await vscode.commands.executeCommand(picked.command, picked.profileId);
}

function itemsOf(services: Services): ActionItem[] {
  const { active, roster } = services;
  const row = active.get();
  const state = row && stateOf(services, row);
  const action = (icon: string, title: string, command: CommandId): ActionItem => ({
    label: `$(${icon}) ${title}`,
    command,
  });
  const ofProfile = (icon: string, title: string, command: CommandId): ActionItem => ({
    ...action(icon, title, command),
    ...(row !== undefined && { profileId: row.id }),
  });
  const forToken =
    row === undefined
      ? []
      : [
          ofProfile('copy', t('Copy Bearer Token'), CommandId.copyBearerToken),
          ofProfile('clippy', t('Copy Token As…'), CommandId.copyAs),
          ofProfile('insert', t('Insert Bearer Token'), CommandId.insertBearerToken),
          ofProfile('sync', t('Get Access Token'), CommandId.getToken),
          ofProfile('pulse', t('Diagnose Profile'), CommandId.diagnose),
          ofProfile('shield', t('Check API Permission…'), CommandId.checkPermission),
          ...(state?.kind === 'failed' || state?.kind === 'credential'
            ? [ofProfile('question', t('Explain Last Failure'), CommandId.explainLastFailure)]
            : []),
          ...(row.token === undefined
            ? []
            : [ofProfile('circle-slash', t('Revoke Access Token'), CommandId.revokeToken)]),
        ];
  const forProfile =
    row === undefined
      ? []
      : [
          ofProfile('edit', t('Edit Credential Profile…'), CommandId.editProfile),
          ofProfile('files', t('Duplicate Credential Profile…'), CommandId.duplicateProfile),
          ofProfile('tag', t('Copy Client ID'), CommandId.copyClientId),
          ofProfile('inspect', t('Inspect JWT Credential'), CommandId.inspectJwt),
          ofProfile('trash', t('Delete Credential Profile…'), CommandId.deleteProfile),
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
    ...(row === undefined ? [] : [separator(forIconLabel(row.name))]),
    ...forProfile,
    separator(t('All profiles')),
    ...forProfiles,
    separator(t('Help')),
    action('comment-discussion', t('Explain Error Response…'), CommandId.explainResponse),
    action('book', t('Get Started'), CommandId.openWalkthrough),
    action('output', t('Show Log'), CommandId.showLog),
    action('clear-all', t('Remove All Stored Data…'), CommandId.removeAllData),
  ];
}
