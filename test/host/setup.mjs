// Installs what `npm start` and `npm test` need and a fresh machine lacks: npm packages, the VS Code host, a browser.
//
//   node test/host/setup.mjs [packages] [host] [browser] [--quiet]
//
// Without a part, all three. Plain JavaScript on Node's own modules, because it runs before anything is installed.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBrowser } from './browsers.mjs';
import { SetupError, npm, run, say } from './setupTools.mjs';

/** The npm package that carries VS Code's server and workbench; 4.x.y is VS Code 1.x.y. */
const CODE_SERVER = 'code-server@4.139.1';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, '.vscode-test');
const hostFolder = join(cache, 'code-server');
const hostStamp = join(hostFolder, 'installed.txt');
const logger = fileURLToPath(new URL('spdlog.cjs', import.meta.url));
const nodeBinary = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

const flags = process.argv.slice(2);

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage
 * @param {string} path
 * @returns {Record<string, LockedPackage>}
 */
function lockedPackages(path) {
  /** @type {unknown} */
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  return /** @type {{ packages?: Record<string, LockedPackage> }} */ (lock).packages ?? {};
}

/** Whether `node_modules` holds what the lock file names; npm notes what it installed in a lock file of its own, last. */
function packagesAreCurrent() {
  const noted = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(noted)) {
    return false;
  }
  const installed = lockedPackages(noted);
  return Object.entries(lockedPackages(join(root, 'package-lock.json'))).every(([path, wanted]) => {
    if (path === '' || (wanted.optional === true && installed[path] === undefined)) {
      return true; // The root itself; a package for another platform.
    }
    const found = installed[path];
    return (
      found?.version === wanted.version &&
      found?.integrity === wanted.integrity &&
      existsSync(join(root, path))
    );
  });
}

/** Node 24 comes as a package; its install script fetches the binary, which `ignore-scripts` prevents. */
function installNode() {
  say('Fetching Node 24 …');
  const folder = join(root, 'node_modules', 'node');
  const advice =
    'Allow the install script of the package "node", or put Node 24 first on your PATH, and run again.';
  run(process.execPath, ['installArchSpecificPackage.js'], { cwd: folder }, advice);
  if (!existsSync(nodeBinary)) {
    throw new SetupError(`The package "node" has no binary for this machine. ${advice}`);
  }
  npm(['rebuild', 'node', 'esbuild', '--ignore-scripts=false'], root); // Makes the links in node_modules/.bin.
}

function preparePackages() {
  const current = packagesAreCurrent();
  if (!current) {
    say('Installing the npm packages …');
    // On Windows `npm ci` cannot delete the Node that runs this script.
    const inUse =
      process.platform === 'win32' && process.execPath.startsWith(join(root, 'node_modules') + sep);
    npm([inUse ? 'install' : 'ci', '--include=dev'], root);
  }
  if (!existsSync(nodeBinary)) {
    installNode();
  }
  if (!current) {
    say('Packages are ready.');
  }
}

/** What a complete install of the host leaves behind. */
function hostContent() {
  return `${CODE_SERVER}\n${readFileSync(logger, 'utf8')}`;
}

function hostIsCurrent() {
  return existsSync(hostStamp) && readFileSync(hostStamp, 'utf8') === hostContent();
}

function prepareHost() {
  if (hostIsCurrent()) {
    return;
  }
  say(`Installing the VS Code host (${CODE_SERVER}, about 600 MB, a minute) …`);
  rmSync(hostFolder, { recursive: true, force: true });
  mkdirSync(hostFolder, { recursive: true });
  // A package.json of its own keeps npm from taking the project around it for the place to install to.
  writeFileSync(join(hostFolder, 'package.json'), '{ "private": true }\n');
  npm(['install', '--ignore-scripts', '--no-package-lock', CODE_SERVER], hostFolder);
  const server = join(hostFolder, 'node_modules', 'code-server', 'lib', 'vscode');
  npm(['install', '--omit=dev', '--ignore-scripts'], server);
  if (!existsSync(join(server, 'out', 'server-main.js'))) {
    throw new SetupError(`${CODE_SERVER} holds no VS Code server; remove ${hostFolder} and run again.`);
  }
  copyFileSync(logger, join(server, 'node_modules', '@vscode', 'spdlog', 'index.js'));
  writeFileSync(hostStamp, hostContent()); // Last: an interrupted install is done again.
  say('The VS Code host is ready.');
}

async function prepareBrowser() {
  if ((await findBrowser()) !== undefined) {
    return;
  }
  const advice =
    'Install Chrome, Chromium or Edge, or run `npx playwright-core install chromium`, or set CHROME_PATH to its executable.';
  const wrong = process.env['CHROME_PATH'];
  if (wrong !== undefined && wrong !== '') {
    throw new SetupError(`CHROME_PATH names ${wrong}, which does not exist.`);
  }
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new SetupError(`No Chrome, Chromium or Edge found. ${advice}`);
  }
  say('Installing Chromium with apt-get …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update'], { env }, `Check the network and /etc/apt. ${advice}`);
  const packages = ['chromium', 'fonts-liberation'];
  run('apt-get', ['install', '--yes', '--no-install-recommends', ...packages], { env }, advice);
  if ((await findBrowser()) === undefined) {
    throw new SetupError(`apt-get installed no usable Chromium. ${advice}`);
  }
  say('Chromium is ready.');
}

/**
 * Keeps a second set-up waiting while one installs; the lock of a process that is gone is broken.
 * @param {() => Promise<void>} work
 */
async function alone(work) {
  const lock = join(cache, 'setup.lock');
  mkdirSync(cache, { recursive: true });
  for (let told = false; ; told = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      if (!isAlive(lock)) {
        rmSync(lock, { force: true });
        continue;
      }
      if (!told) {
        say('Waiting for another set-up to finish …');
      }
      await sleep(500);
    }
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function isAlive(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    if (pid > 0) {
      process.kill(pid, 0);
      return true;
    }
    return Date.now() - statSync(lock).mtimeMs < 5000; // Just created, not yet written.
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function main() {
  const parts = flags.filter(flag => !flag.startsWith('--'));
  const unknown = parts.filter(part => !['packages', 'host', 'browser'].includes(part));
  if (unknown.length > 0) {
    throw new SetupError(`Unknown part "${unknown.join(' ')}"; there are: packages, host, browser.`);
  }
  /** @param {string} part */
  const wants = part => parts.length === 0 || parts.includes(part);
  const ready =
    (!wants('packages') || (packagesAreCurrent() && existsSync(nodeBinary))) &&
    (!wants('host') || hostIsCurrent()) &&
    (!wants('browser') || (await findBrowser()) !== undefined);
  if (ready) {
    return;
  }
  await alone(async () => {
    if (wants('packages')) {
      preparePackages();
    }
    if (wants('host')) {
      prepareHost();
    }
    if (wants('browser')) {
      await prepareBrowser();
    }
  });
}

try {
  await main();
} catch (error) {
  const text =
    error instanceof SetupError ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`[setup] ${text}\n`);
  process.exitCode = 1;
}
