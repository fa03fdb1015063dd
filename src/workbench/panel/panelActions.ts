// What the buttons of the panel and of a failure's notification do: a command, a page of RingCentral's, or a setting.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Action } from '../../explanations/explanation.ts';
import type { SettingName } from '../../explanations/settingNames.ts';
import { CommandId, SettingId } from '../../ids.ts';
import { localTime } from '../dates.ts';
import { notify } from '../notify.ts';
import type { Retry } from './panelView.ts';
import { actionTitle } from './panelWords.ts';

/** The settings, by the names that explanations use; the last four are VS Code's own. */
const SETTINGS: Readonly<Record<SettingName, string>> = {
  servers: 'ringcentralJwt.servers',
  requestTimeoutSeconds: SettingId.requestTimeoutSeconds,
  proxy: 'http.proxy',
  proxySupport: 'http.proxySupport',
  proxyStrictSSL: 'http.proxyStrictSSL',
  systemCertificates: 'http.systemCertificates',
};

/** What a button is about. */
export interface ActionSubject {
  /** Commands ask for a profile where it is missing. */
  readonly profileId?: string | undefined;
  /** What *Try Again* runs. */
  readonly retry?: Retry | undefined;
}

/**
 * Does what a button says.
 * @param now in ms
 */
export async function runPanelAction(action: Action, about: ActionSubject, now: () => number): Promise<void> {
  const { profileId, retry = CommandId.getToken } = about;
  const run = async (command: CommandId, argument: unknown = profileId): Promise<void> => {
    await vscode.commands.executeCommand(command, argument);
  };
  switch (action.kind) {
    case 'open-page':
      await vscode.env.openExternal(vscode.Uri.parse(action.page.url, true));
      return;
    case 'edit-profile':
      return run(
        CommandId.editProfile,
        action.part === undefined ? profileId : { profileId, field: 'environment' },
      );
    case 'paste-jwt':
      return run(CommandId.editProfile, { profileId, field: 'jwt' });
    case 'create-jwt':
      return run(CommandId.createJwt);
    case 'copy-client-id':
      return run(CommandId.copyClientId);
    case 'show-log':
      return run(CommandId.showLog);
    case 'copy-token':
      return run(CommandId.copyBearerToken);
    case 'get-token':
      // Of a profile that nobody named the user is asked, and whether its token is to be replaced.
      return run(CommandId.getToken, profileId === undefined ? undefined : { profileId, renew: true });
    case 'check-permission': {
      const { operation, targetExtensionId } = action;
      return run(CommandId.checkPermission, { profileId, operation, targetExtensionId });
    }
    case 'try-call':
      return run(CommandId.checkPermission, { profileId, operation: action.operation, tryCall: true });
    case 'use-environment':
      return run(CommandId.editProfile, { profileId, environment: action.environment });
    case 'try-anyway':
      return run(CommandId.getToken, { profileId, tryAnyway: true });
    case 'try-again': {
      const { at = 0 } = action;
      const wait = Math.ceil((at - now()) / 1000);
      if (wait <= 0) return run(retry);
      // Trying again too early would only start the penalty anew.
      notify('warning', t('Not before {0}, {1} s from now. Nothing was sent.', localTime(at), wait), {
        title: actionTitle(action),
        run: async () => runPanelAction(action, about, now),
      });
      return;
    }
    case 'open-setting':
      await vscode.commands.executeCommand('workbench.action.openSettings', SETTINGS[action.setting]);
  }
}
