// Decides which server a credential goes to, and asks before it goes to a host that is not RingCentral's.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Memento } from '../profiles/storage.ts';
import type { ProfileFacts } from '../profiles/profile.ts';
import { isLoopback, isRingCentralHost, parseServerUrl } from '../ringcentral/serverUrl.ts';
import { notify } from './notify.ts';
import type { SettingDefect, Settings } from './settings.ts';
import { serverDefectWords } from './serverWords.ts';

const CONFIRMED_KEY = 'confirmedHosts';

/** The servers of profiles, with the user's consent to each foreign host. */
export class ServerPolicy {
  readonly #settings: Settings;
  readonly #globalState: Memento;

  constructor(settings: Settings, globalState: Memento) {
    this.#settings = settings;
    this.#globalState = globalState;
  }

  /** The base URL that a profile's environment or the profile itself names, whether or not it may be used. */
  addressOf(profile: ProfileFacts): string | undefined {
    if (profile.server !== null) return profile.server;
    const server = this.#settings.server(profile.environment);
    return server.ok ? server.value : undefined;
  }

  /**
   * The server that a profile's credential may be sent to now. Undefined when a setting is wrong or the user does not
   * agree to the host; then a message has said so, or a dialog has asked.
   */
  async serverFor(profile: ProfileFacts): Promise<string | undefined> {
    const server = profile.server === null ? this.#fromSetting(profile) : ownServer(profile.server);
    return server !== undefined && (await this.#isConfirmed(server)) ? server : undefined;
  }

  #fromSetting(profile: ProfileFacts): string | undefined {
    const server = this.#settings.server(profile.environment);
    if (server.ok) return server.value;
    showSettingDefect(server.failure);
    return undefined;
  }

  async #isConfirmed(server: string): Promise<boolean> {
    if (isLoopback(server) || isRingCentralHost(server)) return true;
    const { origin, host } = new URL(server);
    const confirmed = this.#confirmedOrigins();
    if (confirmed.includes(origin)) return true;
    const use = t('Use This Server');
    const answer = await vscode.window.showWarningMessage(
      t('Send this profile’s credential to {0}?', host),
      {
        modal: true,
        detail: t(
          'It is neither under ringcentral.com or ringcentral.biz nor on this machine. Whoever runs it can use the credential.',
        ),
      },
      use,
    );
    if (answer !== use) return false;
    await this.#globalState.update(CONFIRMED_KEY, [...confirmed, origin]);
    return true;
  }

  #confirmedOrigins(): string[] {
    const value = this.#globalState.get(CONFIRMED_KEY);
    return Array.isArray(value) ? value.filter(origin => typeof origin === 'string') : [];
  }
}

/** Says what is wrong with a setting and offers to open it. */
export function showSettingDefect({ setting, message }: SettingDefect): void {
  notify('error', message, {
    title: t('Open Setting'),
    run: () => vscode.commands.executeCommand('workbench.action.openSettings', setting),
  });
}

/** A profile's own server was checked when it was entered; one that came into the storage otherwise is checked here. */
function ownServer(text: string): string | undefined {
  const server = parseServerUrl(text);
  if (server.ok) return server.value;
  notify('error', t('The profile’s server {0}: {1}', text, serverDefectWords(server.failure)));
  return undefined;
}
