// A VS Code server with a workspace and a browser: opens windows that share them, each with storage of its own.
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, newContext } from '../host/browser.ts';
import { type BrowserHost, projectRoot, startBrowserHost } from '../host/browserHost.ts';
import type { Settings } from '../host/hostFiles.ts';
import { readManifest } from '../host/manifest.ts';
import { type Leak, leaksIn, leaksInFiles, leaksInWindow } from './leaks.ts';
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
  /** The lines of the server's own output, to which later ones are added. */
  readonly output: readonly string[];
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
  readonly #output: readonly string[];
  readonly #filesWithSecret = new Set<string>();
  readonly #leaks: Leak[] = [];
  #window: Workbench | undefined;

  constructor({ host, browser, folder, url, extensionId, output, options }: VsCodeParts) {
    this.host = host;
    this.folder = folder;
    this.#browser = browser;
    this.#url = url;
    this.#extensionId = extensionId;
    this.#output = output;
    this.#options = options;
  }

  /** Opens a window with empty storage, no secrets and no state, in place of the one before. */
  async openWindow(): Promise<Workbench> {
    await this.#leaveWindow();
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

  /** Says of a file of the workspace that a test puts a secret into it on purpose: there it is no leak. */
  expectSecretIn(path: string): void {
    this.#filesWithSecret.add(join(this.folder, path));
  }

  /**
   * Closes all windows, removes what was temporary, and tells of all secrets that were found where none may be: in a
   * window, in the server's output, or in a file below VS Code's folders and the workspace.
   */
  async close(): Promise<readonly Leak[]> {
    await this.#leaveWindow();
    await this.#browser.close();
    await this.host.end(); // Whatever is still written on the way out is searched too.
    const folders = [this.host.userDataDir, this.folder];
    const leaks = [
      ...this.#leaks,
      ...leaksIn('the output of the server', this.#output.join('\n')),
      ...(await leaksInFiles(folders, file => this.#filesWithSecret.has(file))),
    ];
    await this.host.stop();
    if (this.#options.folder === undefined) {
      await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }
    return leaks;
  }

  async #leaveWindow(): Promise<void> {
    if (this.#window === undefined || this.#window.page.isClosed()) return;
    this.#leaks.push(...(await leaksInWindow(this.#window, file => this.#filesWithSecret.has(file))));
    await this.#window.page.context().close();
  }
}

/** Starts VS Code with the extension; no window is open yet. */
export async function startVsCode(options: VsCodeOptions = {}): Promise<VsCode> {
  const { settings = {}, vsix = [], restrictedMode = false, env = {} } = options;
  const folder = options.folder ?? (await writeWorkspace(options.files ?? {}));
  const extension = options.extension ?? (vsix.length > 0 ? undefined : projectRoot);
  const { id } = await readManifest(extension ?? projectRoot);
  const extensionFolders = extension === undefined ? [] : [extension];
  const output: string[] = [];
  const host = await startBrowserHost({
    settings,
    vsix,
    extensionFolders,
    restrictedMode,
    env,
    extensionIds: [id],
    onOutput: line => output.push(line),
  });
  try {
    const browser = await launchBrowser({ headless: options.headed !== true });
    return new VsCode({ host, browser, folder, url: host.url({ folder }), extensionId: id, output, options });
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
