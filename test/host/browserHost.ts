// Starts and stops VS Code's own server (from the npm package code-server), with folders of its own that vanish with it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type FrontDoor, openFrontDoor } from './frontDoor.ts';
import { QUIET_SETTINGS, type Settings, registerFolders, uriPath, writeSettings } from './hostFiles.ts';

/** The root folder of this project. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

const serverMain = join(
  projectRoot,
  '.vscode-test/code-server/node_modules/code-server/lib/vscode/out/server-main.js',
);

/** Where an interrupted page may come back to its extension host; a closed page's host ends after this. */
const RECONNECTION_GRACE_SECONDS = 10;

/** Long enough for a machine busy with other tests. */
const START_LIMIT_MS = 60_000;

export interface HostOptions {
  /** User settings beside the ones that make the start quiet. */
  readonly settings?: Settings;
  /** Packages to install before the start. */
  readonly vsix?: readonly string[];
  /** Folders of extensions that run as if they were installed. */
  readonly extensionFolders?: readonly string[];
  /**
   * Lets an address name an extension in development and its tests. VS Code shows no notifications as toasts then.
   */
  readonly development?: boolean;
  /** Ids (`publisher.name`) that run in the Node extension host, whatever their `extensionKind` prefers. */
  readonly extensionIds?: readonly string[];
  /** Environment variables of the extension host beside the present ones. */
  readonly env?: NodeJS.ProcessEnv;
  /** Folders to use and keep instead of temporary ones. */
  readonly userDataDir?: string;
  readonly extensionsDir?: string;
  /** Opens folders in Restricted Mode, as VS Code does with a folder that nobody has trusted yet. */
  readonly restrictedMode?: boolean;
  /** Receives the server's own output, line by line. */
  readonly onOutput?: (line: string) => void;
}

export interface Address {
  /** An extension to run from its folder; the host must have been started for `development`. */
  readonly extensionDevelopmentPath?: string;
  /** A module that exports `run()`, to run inside the extension host; likewise. */
  readonly extensionTestsPath?: string;
  /** The folder, or `.code-workspace` file, to open. */
  readonly folder?: string;
}

/** A running VS Code server. */
export class BrowserHost {
  readonly userDataDir: string;
  readonly #server: ChildProcess;
  readonly #door: FrontDoor;
  readonly #settings: Settings;
  readonly #temporary: string | undefined;

  constructor(
    server: ChildProcess,
    door: FrontDoor,
    userDataDir: string,
    settings: Settings,
    temporary?: string,
  ) {
    this.#server = server;
    this.#door = door;
    this.userDataDir = userDataDir;
    this.#settings = settings;
    this.#temporary = temporary;
  }

  /** The address of a window. */
  url({ folder, extensionDevelopmentPath, extensionTestsPath }: Address): string {
    const authority = `localhost:${this.#door.port}`;
    const url = new URL(`http://${authority}/`);
    if (folder === undefined) {
      url.searchParams.set('ew', 'true');
    } else {
      url.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', uriPath(folder));
    }
    const payload = Object.entries({ extensionDevelopmentPath, extensionTestsPath })
      .filter(([, path]) => path !== undefined)
      .map(([name, path]) => [name, `vscode-remote://${authority}${uriPath(path ?? '')}`]);
    if (payload.length > 0) {
      url.searchParams.set('payload', JSON.stringify(payload));
    }
    return url.href;
  }

  /** The user settings of the start, with others on top of them. */
  settingsWith(settings: Settings): Settings {
    return { ...this.#settings, ...settings };
  }

  /** Replaces the user settings on the disk. Open windows may not see it: VS Code loses sight of the file. */
  async writeSettings(settings: Settings): Promise<void> {
    await writeSettings(this.userDataDir, this.settingsWith(settings));
  }

  /** What extension hosts and extensions logged so far, one text for all files. */
  async logs(): Promise<string> {
    const folder = join(this.userDataDir, 'logs');
    const files = existsSync(folder) ? await readdir(folder, { recursive: true }) : [];
    const texts = files
      .filter(file => file.endsWith('.log') && /exthost|remoteagent/.test(file))
      .map(async file => `==== ${file}\n${await readFile(join(folder, file), 'utf8')}`);
    return (await Promise.all(texts)).join('\n');
  }

  /** Ends the server with its extension hosts; its folders stay. */
  async end(): Promise<void> {
    this.#door.close();
    if (this.#server.exitCode === null && this.#server.signalCode === null) {
      const gone = once(this.#server, 'exit');
      this.#server.kill();
      await gone;
    }
  }

  /** Ends the server with its extension hosts, and removes its temporary folders. */
  async stop(): Promise<void> {
    await this.end();
    if (this.#temporary !== undefined) {
      await rm(this.#temporary, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    }
  }
}

/** Starts a server and waits until it answers; rejects with its output when it does not. */
export async function startBrowserHost(options: HostOptions = {}): Promise<BrowserHost> {
  if (!existsSync(serverMain)) {
    throw new Error('The VS Code host is missing; run `node test/host/setup.mjs host`.');
  }
  const temporary =
    options.userDataDir !== undefined && options.extensionsDir !== undefined
      ? undefined
      : await realpath(await mkdtemp(join(tmpdir(), 'vscode-host-')));
  const userDataDir = options.userDataDir ?? join(temporary ?? '', 'user');
  const extensionsDir = options.extensionsDir ?? join(temporary ?? '', 'extensions');
  const settings = {
    ...QUIET_SETTINGS,
    'remote.extensionKind': Object.fromEntries((options.extensionIds ?? []).map(id => [id, ['workspace']])),
    ...options.settings,
  };
  await writeSettings(userDataDir, settings);
  const folders = [
    ...['--user-data-dir', userDataDir, '--server-data-dir', join(userDataDir, 'server')],
    ...['--extensions-dir', extensionsDir, '--accept-server-license-terms'],
  ];
  const env = { ...process.env, ...options.env };
  for (const vsix of options.vsix ?? []) {
    await runServer([...folders, '--install-extension', vsix, '--force'], env);
  }
  await registerFolders(extensionsDir, options.extensionFolders ?? []);
  const server = spawn(
    process.execPath,
    [
      serverMain,
      ...folders,
      ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--disable-telemetry'],
      ...['--reconnection-grace-time', String(RECONNECTION_GRACE_SECONDS)],
      ...(options.development === true ? ['--enable-smoke-test-driver'] : []),
      ...(options.restrictedMode === true ? [] : ['--disable-workspace-trust']),
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const kill = (): boolean => server.kill();
  process.once('exit', kill);
  server.once('exit', () => process.removeListener('exit', kill));
  const door = await openFrontDoor(await portOf(server, options.onOutput));
  return new BrowserHost(server, door, userDataDir, settings, temporary);
}

/** Runs the server's command line to its end, for example `--install-extension x.vsix`. */
export async function runServer(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const server = spawn(process.execPath, [serverMain, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  await once(server, 'close');
  if (server.exitCode !== 0) {
    throw new Error(`VS Code's server failed on ${args.join(' ')}:\n${output}`);
  }
  return output;
}

async function portOf(server: ChildProcess, onOutput: ((line: string) => void) | undefined): Promise<number> {
  const { promise, resolve: found, reject } = Promise.withResolvers<number>();
  const lines: string[] = [];
  const fail = (reason: string): void => {
    server.kill();
    reject(new Error(`VS Code's server ${reason}:\n${lines.join('\n')}`));
  };
  const timer = setTimeout(() => {
    fail('did not start in time');
  }, START_LIMIT_MS);
  server.once('error', error => {
    fail(error.message);
  });
  server.once('exit', code => {
    fail(`ended with code ${String(code)}`);
  });
  for (const stream of [server.stdout, server.stderr]) {
    if (stream !== null) {
      createInterface(stream).on('line', line => {
        lines.push(line);
        onOutput?.(line);
        const port = /Extension host agent listening on (\d+)/.exec(line)?.[1];
        if (port !== undefined) {
          lines.length = 0;
          found(Number(port));
        }
      });
    }
  }
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}
