// The composition root: constructs, connects, registers. It awaits nothing, so that VS Code starts as fast without it.
import { config, t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { PANEL_TYPE, STATUS_BAR_ID, ViewId } from './ids.ts';
import { ActiveProfile } from './profiles/activeProfile.ts';
import { GuardedSecrets } from './profiles/guardedSecrets.ts';
import { LiveSecrets } from './profiles/liveSecrets.ts';
import { ProfileStore } from './profiles/profileStore.ts';
import type { RosterRow } from './profiles/profile.ts';
import { DeletionMarks } from './profiles/deletionMarks.ts';
import { Roster } from './profiles/roster.ts';
import { Activities } from './tokens/activities.ts';
import type { Moment } from './tokens/moment.ts';
import { Penalties } from './tokens/penalties.ts';
import { TokenStore } from './tokens/tokenStore.ts';
import { AutoRenew } from './workbench/autoRenew.ts';
import { systemClock } from './workbench/clock.ts';
import { Commands } from './workbench/commands.ts';
import { FailureNames } from './workbench/failureNames.ts';
import { Lazy } from './workbench/lazy.ts';
import { Owners } from './workbench/owners.ts';
import { PenaltyWatch } from './workbench/penaltyWatch.ts';
import { ProfilesTree } from './workbench/profilesTree.ts';
import { ServerPolicy } from './workbench/serverPolicy.ts';
import { RedactedLog } from './workbench/redactedLog.ts';
import { liveUntil, type Services } from './workbench/services.ts';
import type { WindowFocus } from './workbench/windowFocus.ts';
import { SettingsGuard } from './workbench/settingsGuard.ts';
import { Settings } from './workbench/settings.ts';
import { StatusBar } from './workbench/statusBar.ts';
import { StorageWatch } from './workbench/storageWatch.ts';

/** Called by VS Code once, after its start. */
export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle !== undefined) config({ contents: vscode.l10n.bundle });
  const { globalState, workspaceState } = context;
  const liveSecrets = new LiveSecrets();
  const secrets = new GuardedSecrets(context.secrets, liveSecrets);
  const channel = vscode.window.createOutputChannel(t('RingCentral JWT'), { log: true });
  const log = new RedactedLog(channel, liveSecrets);
  const clock = systemClock;
  const focus: WindowFocus = {
    isFocused: () => vscode.window.state.focused,
    onDidChange: vscode.window.onDidChangeWindowState,
  };
  const settings = new Settings();
  const servers = new ServerPolicy(settings, globalState);
  const roster = new Roster(globalState);
  const marks = new DeletionMarks(secrets, () => clock.now());
  const profiles = new ProfileStore(secrets, roster, marks);
  const active = new ActiveProfile(workspaceState, globalState, roster);
  const tokenStore = new TokenStore(secrets, roster);
  const activities = new Activities();
  const moment = (): Moment => ({ at: clock.now(), up: clock.uptime() });
  const penalties = new Penalties(moment);
  const owners = new Owners(row => servers.addressOf(row));
  const shown = {
    clock,
    focus,
    log,
    settings,
    servers,
    roster,
    profiles,
    active,
    activities,
    penalties,
    owners,
  };
  const work = new Lazy(async () => {
    const { Work } = await import('./workbench/work.ts');
    return new Work({ ...shown, context, secrets, marks, tokenStore });
  });
  const explainer = new Lazy(async () => {
    const { Explainer } = await import('./workbench/explainer.ts');
    const hasToken = (row: RosterRow): boolean => liveUntil(shown, row) !== undefined;
    return new Explainer({ ...shown, hasToken, extensionUri: context.extensionUri });
  });
  const services: Services = {
    ...shown,
    extensionId: context.extension.id,
    work: async () => work.get(),
    explainer: async () => explainer.get(),
  };
  const tree = new ProfilesTree(services);
  const view = vscode.window.createTreeView(ViewId.profiles, {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  tree.follow(view);
  const { Right } = vscode.StatusBarAlignment;
  context.subscriptions.push(
    channel,
    work,
    explainer,
    new Commands(services),
    tree,
    view,
    new StatusBar(services, vscode.window.createStatusBarItem(STATUS_BAR_ID, Right, 100)),
    new FailureNames({ activities, roster, servers, owners, clock, log }),
    vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        (await explainer.get()).panel.restore(panel, state);
      },
    }),
    new SettingsGuard(settings),
    new AutoRenew(services),
    new PenaltyWatch({
      storage: context.globalStorageUri,
      roster,
      servers,
      penalties,
      focus,
      now: moment,
      log,
    }),
    new StorageWatch({ secrets, roster, profiles, tokenStore, active, focus, log }),
  );
}
