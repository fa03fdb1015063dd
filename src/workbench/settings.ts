// The settings, read so that a workspace can't set one, and checked: VS Code hands out whatever stands in the file.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { SettingId } from '../ids.ts';
import { DEFAULT_SERVERS, type Environment } from '../ringcentral/environment.ts';
import { failed, success, type Result } from '../ringcentral/result.ts';
import { parseServerUrl } from '../ringcentral/serverUrl.ts';
import { NUMBER_SETTINGS, type NumberSetting } from './numberSettings.ts';
import { serverDefectWords } from './serverWords.ts';

/** A setting whose value can't be used. */
export interface SettingDefect {
  readonly setting: SettingId;
  /** A sentence that says what is wrong and what to do. */
  readonly message: string;
}

const SERVER_SETTINGS: Readonly<Record<Environment, SettingId>> = {
  production: SettingId.productionServer,
  sandbox: SettingId.sandboxServer,
};

/** The user's settings. A number out of its range counts as its default; {@link Settings.defects} tells of it. */
export class Settings {
  /** Fires when one of the extension's settings changed. */
  readonly onDidChange = (listener: () => void): vscode.Disposable =>
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('ringcentralJwt')) listener();
    });

  /** The base URL of an environment, or what is wrong with its setting. */
  server(environment: Environment): Result<string, SettingDefect> {
    const setting = SERVER_SETTINGS[environment];
    const value = read(setting) ?? DEFAULT_SERVERS[environment];
    const server = parseServerUrl(typeof value === 'string' ? value : '');
    return server.ok
      ? server
      : failed({ setting, message: t('The setting {0}: {1}', setting, serverDefectWords(server.failure)) });
  }

  /** How long a request may take, in ms. */
  requestTimeoutMs(): number {
    return numberOr(SettingId.requestTimeoutSeconds) * 1000;
  }

  /** The life to ask for a token, in seconds. */
  ttlSeconds(): number {
    return numberOr(SettingId.tokenTtlSeconds);
  }

  /** Whether the active profile's token is renewed before it expires. */
  autoRenew(): boolean {
    return read(SettingId.tokenAutoRenew) === true;
  }

  /** After how many seconds a copied token is taken off the clipboard; 0 for never. */
  clearClipboardAfterSeconds(): number {
    return numberOr(SettingId.clipboardClearAfterSeconds);
  }

  /** Whether the status bar item is wanted. */
  statusBarEnabled(): boolean {
    return read(SettingId.statusBarEnabled) !== false;
  }

  /** Everything that is wrong with the settings now. */
  defects(): SettingDefect[] {
    const numbers = [
      SettingId.requestTimeoutSeconds,
      SettingId.tokenTtlSeconds,
      SettingId.clipboardClearAfterSeconds,
    ] as const;
    const results = [...numbers.map(readNumber), this.server('production'), this.server('sandbox')];
    return results.flatMap(result => (result.ok ? [] : [result.failure]));
  }
}

function readNumber(setting: NumberSetting): Result<number, SettingDefect> {
  const range = NUMBER_SETTINGS[setting];
  const value = read(setting) ?? range.default;
  const fits = typeof value === 'number' && value >= range.minimum && value <= range.maximum;
  if (fits) return success(Math.floor(value));
  const message = t(
    'The setting {0} must be a number from {1} to {2}. Until then {3} is used.',
    setting,
    range.minimum,
    range.maximum,
    range.default,
  );
  return failed({ setting, message });
}

function numberOr(setting: NumberSetting): number {
  const value = readNumber(setting);
  return value.ok ? value.value : NUMBER_SETTINGS[setting].default;
}

/** The user's own value. VS Code ignores a workspace's value of an application setting; this does not even look. */
function read(setting: SettingId): unknown {
  const value = vscode.workspace.getConfiguration().inspect<unknown>(setting);
  return value?.globalValue ?? value?.defaultValue;
}
