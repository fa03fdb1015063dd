// Runs a test module inside the extension host of a browser window, forwards its console, and waits for its result.
import { format } from 'node:util';
import { launchBrowser, newContext } from './browser.ts';

/** A test run that says nothing for so long is stuck. */
const SILENCE_LIMIT_MS = 180_000;

const STUCK = 124; // As `timeout` of GNU coreutils says it.

/** What the workbench says of itself on the same console; the extension host's lines carry no mark there. */
const NOISE = [
  /^(Resolving|Resolved|Creating a socket)\b/,
  /^(Updating additional builtin extensions cache|Timed out waiting for authentication provider)/,
  /^\[(Service Worker|AgentHost\S*|AccountPolicyGate|reconnection-grace-time)\]/,
  /^Cannot find module '\S*watchdog'/,
  /\bqueryRawGalleryExtensions\b/,
];

/**
 * Opens the address of a window with `extensionTestsPath`.
 * @returns the run's exit code: 0 when all tests passed
 */
export async function runInExtensionHost(url: string): Promise<number> {
  const browser = await launchBrowser();
  const { promise: finished, resolve: finish } = Promise.withResolvers<number>();
  let silence = setTimeout(() => undefined);
  const heard = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      console.error(`The tests said nothing for ${SILENCE_LIMIT_MS / 1000} seconds.`);
      finish(STUCK);
    }, SILENCE_LIMIT_MS);
  };
  try {
    const context = await newContext(browser);
    const page = await context.newPage();
    await page.exposeFunction('codeAutomationLog', (type: string, values: unknown[]) => {
      heard();
      const line = format(...values);
      if (!NOISE.some(noise => noise.test(line))) {
        (type === 'error' ? process.stderr : process.stdout).write(`${line}\n`);
      }
    });
    await page.exposeFunction('codeAutomationExit', finish);
    page.once('crash', () => {
      console.error('The browser window crashed.');
      finish(1);
    });
    heard();
    await page.goto(url);
    return await finished;
  } finally {
    clearTimeout(silence);
    await browser.close();
  }
}
