// Finds a Chromium-based browser on this machine: plain JavaScript, because the set-up uses it before anything is installed.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const LINUX_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const MAC_APPLICATIONS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS_PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Every place where a browser may be, the likeliest first.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string[]}
 */
function candidates(env, platform) {
  if (platform === 'darwin') {
    const folders = ['/Applications', join(env['HOME'] ?? '', 'Applications')];
    return folders.flatMap(folder => MAC_APPLICATIONS.map(application => join(folder, application)));
  }
  if (platform === 'win32') {
    const folders = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']];
    return folders
      .filter(folder => folder !== undefined)
      .flatMap(folder => WINDOWS_PROGRAMS.map(program => join(folder, program)));
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '');
  return LINUX_NAMES.flatMap(name => folders.map(folder => join(folder, name)));
}

/**
 * The executable of an installed Chrome, Chromium or Edge, or of the Chromium that Playwright downloaded;
 * `CHROME_PATH` goes before all of them. Undefined when there is none.
 * @returns {Promise<string | undefined>}
 */
export async function findBrowser(env = process.env, platform = process.platform) {
  const chosen = env['CHROME_PATH'];
  if (chosen !== undefined && chosen !== '') {
    return existsSync(chosen) ? chosen : undefined;
  }
  const installed = candidates(env, platform).find(path => existsSync(path));
  if (installed !== undefined) {
    return installed;
  }
  try {
    const { chromium } = await import('playwright-core');
    const downloaded = chromium.executablePath();
    return existsSync(downloaded) ? downloaded : undefined;
  } catch {
    return undefined; // The packages are not installed yet.
  }
}
