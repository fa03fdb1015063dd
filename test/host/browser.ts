// Starts the browser that shows VS Code's windows.
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { findBrowser } from './browsers.mjs';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** VS Code on a busy machine answers late. */
const TIMEOUT_MS = 30_000;

/** Launches the installed Chrome, Chromium or Edge, without a window unless told. */
export async function launchBrowser({ headless = true } = {}): Promise<Browser> {
  const executablePath = await findBrowser();
  if (executablePath === undefined) {
    throw new Error('No Chrome, Chromium or Edge found; run `node test/host/setup.mjs browser`.');
  }
  return chromium.launch({ executablePath, headless, args: FLAGS });
}

/** A browser profile of its own, empty: VS Code keeps secrets and state in the browser's storage. */
export async function newContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
}

/** A page that keeps what VS Code asks on leaving from blocking. */
export async function newPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT_MS);
  page.on('dialog', dialog => void dialog.accept());
  return page;
}
