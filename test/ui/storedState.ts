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

/** Under this name VS Code keeps which editors are open. */
const OPEN_EDITORS = 'memento/workbench.parts.editor';

/**
 * Waits until VS Code has kept for the next window that one editor is open and another one is not. It writes that down only
 * when it is idle: a page that is left before that comes back with the editors that were open a while ago.
 * @param open a part of what is kept of the one: its type, or its file
 * @param closed the same of the other
 */
export async function untilEditorsKept(page: Page, open: string, closed: string): Promise<void> {
  await eventually(async () => {
    const kept = await page.evaluate<string[]>(`(async () => {
      const ask = request => new Promise((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
      const found = [];
      for (const { name } of await indexedDB.databases()) {
        if (!name.startsWith(${JSON.stringify(WORKSPACE_DATABASES)})) continue;
        const database = await ask(indexedDB.open(name));
        const items = database.transaction('ItemTable').objectStore('ItemTable');
        found.push(await ask(items.get(${JSON.stringify(OPEN_EDITORS)})));
        database.close();
      }
      return found.filter(value => value !== undefined).map(String);
    })()`);
    if (!kept.some(editors => editors.includes(open) && !editors.includes(closed))) {
      throw new Error(`VS Code has not kept ${open} without ${closed} yet, but ${kept.join(' | ')}`);
    }
  }, KEPT_WITHIN_MS);
}
