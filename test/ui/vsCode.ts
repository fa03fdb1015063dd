// A VS Code server with a workspace and a browser: opens windows that share them, each with storage of its own.
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, newContext } from '../host/browser.ts';
import { type BrowserHost, projectRoot, startBrowserHost } from '../host/browserHost.ts';
import type { Settings } from '../host/hostFiles.ts';
import { readManifest } from '../host/manifest.ts';
import type { ViewNames } from './profilesTree.ts';
import { Workbench } from './workbench.ts';

export interface VsCodeOptions {
  /** User settings, for example `workbench.colorTheme`. */
  readonly settings?: Settings;
  /** The workspace: paths of its files with their content. */
  readonly files?: Readonly<Record<string, string>>;
  /** A workspace that exists, instead of `files`; it is used as it is and stays. */
  readonly folder?: string;
  /** The folder that the extension runs from, this project's by default. */
  readonly extension?: string;
  /** Packages to install; with one, no extension runs from a folder unless `extension` names it. */
  readonly vsix?: readonly string[];
  readonly restrictedMode?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  /** A view other than Credential Profiles. */
  readonly view?: ViewNames;
  /** With a window on the screen. */
  readonly headed?: boolean;
}

interface VsCodeParts {
  readonly host: BrowserHost;
  readonly browser: Browser;
  readonly folder: string;
  readonly url: string;
  readonly extensionId: string;
  readonly options: VsCodeOptions;
}

export class VsCode {
  readonly host: BrowserHost;
  /** The workspace folder. */
  readonly folder: string;
  readonly #browser: Browser;
  readonly #url: string;
  readonly #extensionId: string;
  readonly #options: VsCodeOptions;
  #window: Workbench | undefined;

  constructor({ host, browser, folder, url, extensionId, options }: VsCodeParts) {
    this.host = host;
    this.folder = folder;
    this.#browser = browser;
    this.#url = url;
    this.#extensionId = extensionId;
    this.#options = options;
  }

  /** Opens a window with empty storage: no secrets, no state. */
  async openWindow(): Promise<Workbench> {
    this.#window = await Workbench.open(await newContext(this.#browser), this.#url, {
      folder: this.folder,
      view: this.#options.view,
    });
    return this.#window;
  }

  /**
   * Adds to the settings that were given at the start. With a window open this is done in its settings editor, and they
   * are in force when it returns; otherwise the next window has them.
   */
  async writeSettings(settings: Settings): Promise<void> {
    const all = { ...this.#options.settings, ...settings };
    if (this.#window === undefined || this.#window.page.isClosed()) {
      await this.host.writeSettings(all);
    } else {
      await this.#window.writeSettings(this.host.settingsWith(all));
    }
  }

  /** Lets the extension begin to count its requests anew: without its ledgers, and in a window that remembers none. */
  async forgetRequests(): Promise<void> {
    const folder = join(this.host.userDataDir, 'User/globalStorage', this.#extensionId);
    await rm(folder, { recursive: true, force: true });
    await this.#window?.reload();
  }

  /** Closes all windows and removes what was temporary. */
  async close(): Promise<void> {
    await this.#browser.close();
    await this.host.stop();
    if (this.#options.folder === undefined) {
      await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

/** Starts VS Code with the extension; no window is open yet. */
export async function startVsCode(options: VsCodeOptions = {}): Promise<VsCode> {
  const { settings = {}, vsix = [], restrictedMode = false, env = {} } = options;
  const folder = options.folder ?? (await writeWorkspace(options.files ?? {}));
  const extension = options.extension ?? (vsix.length > 0 ? undefined : projectRoot);
  const { id } = await readManifest(extension ?? projectRoot);
  const extensionFolders = extension === undefined ? [] : [extension];
  const host = await startBrowserHost({
    settings,
    vsix,
    extensionFolders,
    restrictedMode,
    env,
    extensionIds: [id],
  });
  try {
    const browser = await launchBrowser({ headless: options.headed !== true });
    return new VsCode({ host, browser, folder, url: host.url({ folder }), extensionId: id, options });
  } catch (error) {
    await host.stop();
    throw error;
  }
}

async function writeWorkspace(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'workspace-')));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return folder;
}
