// The composition root: constructs, connects, registers. It awaits nothing, so that VS Code starts as fast without it.
import { config, t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { STATUS_BAR_ID, ViewId } from './ids.ts';
import { ActiveProfile } from './profiles/activeProfile.ts';
import { ProfileStore } from './profiles/profileStore.ts';
import { Roster } from './profiles/roster.ts';
import { RequestBudget } from './tokens/requestBudget.ts';
import { TokenService } from './tokens/tokenService.ts';
import { TokenStore } from './tokens/tokenStore.ts';
import { systemClock } from './workbench/clock.ts';
import { Commands } from './workbench/commands.ts';
import { LeftSessionNotice } from './workbench/leftSessionNotice.ts';
import { ProfilesTree } from './workbench/profilesTree.ts';
import { ServerPolicy } from './workbench/serverPolicy.ts';
import type { Services } from './workbench/services.ts';
import { SettingsGuard } from './workbench/settingsGuard.ts';
import { Settings } from './workbench/settings.ts';
import { StatusBar } from './workbench/statusBar.ts';
import { StorageWatch } from './workbench/storageWatch.ts';
import { userAgent } from './workbench/userAgent.ts';

/** Called by VS Code once, after its start. */
export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle !== undefined) config({ contents: vscode.l10n.bundle });
  const log = vscode.window.createOutputChannel(t('RingCentral JWT'), { log: true });
  const clock = systemClock;
  const settings = new Settings();
  const servers = new ServerPolicy(settings, context.globalState);
  const roster = new Roster(context.globalState);
  const profiles = new ProfileStore(context.secrets, roster);
  const tokenStore = new TokenStore(context.secrets, roster);
  const active = new ActiveProfile(context.workspaceState, context.globalState, roster);
  const agent = userAgent(context);
  const tokens = new TokenService({
    profiles,
    tokens: tokenStore,
    budget: new RequestBudget(() => clock.now()),
    log,
    policy: {
      serverFor: async profile => servers.serverFor(profile),
      ttlSeconds: () => settings.ttlSeconds(),
      httpOptions: () => ({
        timeoutMs: settings.requestTimeoutMs(),
        userAgent: agent,
        now: () => clock.now(),
      }),
    },
  });
  const services: Services = {
    extensionId: context.extension.id,
    clock,
    focus: {
      isFocused: () => vscode.window.state.focused,
      onDidChange: vscode.window.onDidChangeWindowState,
    },
    log,
    settings,
    servers,
    roster,
    profiles,
    active,
    tokens,
  };
  const tree = new ProfilesTree(services);
  const view = vscode.window.createTreeView(ViewId.profiles, {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  tree.follow(view);
  const { Right } = vscode.StatusBarAlignment;
  context.subscriptions.push(
    log,
    new Commands(services),
    tree,
    view,
    new StatusBar(services, vscode.window.createStatusBarItem(STATUS_BAR_ID, Right, 100)),
    new SettingsGuard(settings),
    new LeftSessionNotice(services),
    new StorageWatch({ secrets: context.secrets, roster, profiles, tokenStore, active, log }),
  );
}
