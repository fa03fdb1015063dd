// What the extension keeps outside the secret storage, as VS Code in a browser stores it: for tests that need a lot of it.
import type { Page } from 'playwright-core';
import type { RosterRow } from '../../src/profiles/profile.ts';
import { eventually } from './eventually.ts';

const DATABASE = 'vscode-web-state-db-global';
const WORKSPACE_DATABASES = 'vscode-web-state-db-';
const EXTENSION = 'rc-jwt-tools.ringcentral-jwt';

/** Puts rows into the roster; the next window has them, without a secret behind them. */
export async function storeRoster(page: Page, rows: readonly RosterRow[]): Promise<void> {
  const value = JSON.stringify({ roster: { version: 1, rows } });
  await page.evaluate(`new Promise((done, failed) => {
    const opened = indexedDB.open(${JSON.stringify(DATABASE)});
    opened.onerror = () => failed(opened.error);
    opened.onsuccess = () => {
      const transaction = opened.result.transaction('ItemTable', 'readwrite');
      transaction.objectStore('ItemTable').put(${JSON.stringify(value)}, ${JSON.stringify(EXTENSION)});
      transaction.oncomplete = () => {
        opened.result.close();
        done();
      };
      transaction.onerror = () => failed(transaction.error);
    };
  })`);
}

/** VS Code waits for an idle moment, which may be long in coming on a busy machine. */
const KEPT_WITHIN_MS = 120_000;

/**
 * Waits until this text is among what VS Code keeps for the next window. It writes down which editors are open only when
 * it is idle: a page that is left before that comes back without them.
 */
export async function untilKept(page: Page, text: string): Promise<void> {
  await eventually(async () => {
    const isKept = await page.evaluate<boolean>(`(async () => {
      const ask = request => new Promise((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
      for (const { name } of await indexedDB.databases()) {
        if (!name.startsWith(${JSON.stringify(WORKSPACE_DATABASES)})) continue;
        const database = await ask(indexedDB.open(name));
        const values = await ask(database.transaction('ItemTable').objectStore('ItemTable').getAll());
        database.close();
        if (values.some(value => String(value).includes(${JSON.stringify(text)}))) return true;
      }
      return false;
    })()`);
    if (!isKept) throw new Error(`VS Code has not kept ${text} yet`);
  }, KEPT_WITHIN_MS);
}
