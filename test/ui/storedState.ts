// What the extension keeps outside the secret storage, as VS Code in a browser stores it: for tests that need a lot of it.
import type { Page } from 'playwright-core';
import type { RosterRow } from '../../src/profiles/profile.ts';

const DATABASE = 'vscode-web-state-db-global';
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
