// What a VS Code server reads from the disk when it starts: user settings, and the list of installed extensions.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readManifest } from './manifest.ts';

export type Settings = Readonly<Record<string, unknown>>;

/** The settings of a start without chat, welcome page, tips, and questions. */
export const QUIET_SETTINGS: Settings = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'files.autoSave': 'off',
  'workbench.editor.useModal': 'off',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'extensions.ignoreRecommendations': true,
  'extensions.autoUpdate': 'off',
  'extensions.autoCheckUpdates': false,
  'update.showReleaseNotes': false,
  'git.openRepositoryInParentFolders': 'never',
  'window.commandCenter': false,
  'telemetry.telemetryLevel': 'off',
};

/** Writes the user settings. */
export async function writeSettings(userDataDir: string, settings: Settings): Promise<void> {
  const folder = join(userDataDir, 'User');
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'settings.json');
  await writeFile(`${file}.new`, JSON.stringify(settings, undefined, 2));
  await rename(`${file}.new`, file); // At once, so that nobody reads the half of it.
}

/** Adds extensions to VS Code's list of the installed ones, each where it lies, so that nothing is packed or copied. */
export async function registerFolders(extensionsDir: string, folders: readonly string[]): Promise<void> {
  if (folders.length === 0) {
    return;
  }
  const list = join(extensionsDir, 'extensions.json');
  const installed: unknown = existsSync(list) ? JSON.parse(await readFile(list, 'utf8')) : [];
  const added = folders.map(async folder => {
    const { id, version } = await readManifest(folder);
    return { identifier: { id }, version, location: { $mid: 1, scheme: 'file', path: uriPath(folder) } };
  });
  await mkdir(extensionsDir, { recursive: true });
  await writeFile(list, JSON.stringify([installed, await Promise.all(added)].flat()));
}

/** A path as VS Code writes it in URIs: absolute, with slashes, one in front of a drive letter. */
export function uriPath(path: string): string {
  const absolute = resolve(path).replaceAll('\\', '/');
  return absolute.startsWith('/') ? absolute : `/${absolute}`;
}
