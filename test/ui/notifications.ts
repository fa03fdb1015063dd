// The workbench's notifications: the toasts, the center behind the bell, and all that were ever shown in a window.
import type { Locator, Page } from 'playwright-core';
import { escaped, eventually, matches, waitFor } from './eventually.ts';
import { plainText, snapshots } from './snapshot.ts';

export interface Notification {
  readonly text: string;
  readonly severity: 'error' | 'warning' | 'info' | undefined;
  /** The labels of its buttons. */
  readonly buttons: readonly string[];
}

/** The rows in both places. */
const ITEMS = ':is(.notifications-toasts, .notifications-center.visible) .monaco-list-row';

/** A toast that can't be clicked within this has gone. */
const AT_ONCE_MS = 1_000;

/** Runs in the page: tells each text that a toast shows, once. */
const RECORDER = `(() => {
  const told = new WeakMap();
  new MutationObserver(() => {
    for (const element of document.querySelectorAll('.notifications-toasts .notification-list-item-message')) {
      const text = element.textContent ?? '';
      if (text !== '' && told.get(element) !== text) {
        told.set(element, text);
        window.recordNotification(text);
      }
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
})()`;

export class Notifications {
  readonly #page: Page;
  readonly #history: string[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  /** Begins to record; before the page is opened. */
  async record(): Promise<void> {
    await this.#page.exposeFunction('recordNotification', (text: string) => {
      this.#history.push(text);
    });
    await this.#page.addInitScript({ content: RECORDER });
  }

  /** The texts of all toasts since the window was opened, the oldest first. */
  get history(): readonly string[] {
    return this.#history;
  }

  /** What is shown at this moment, the newest first. */
  async shown(): Promise<readonly Notification[]> {
    return (await snapshots(this.#page.locator(ITEMS))).map(item => {
      const icon = item.querySelector('.notification-list-item-icon')?.classNames ?? '';
      return {
        text: plainText(item.querySelector('.notification-list-item-message')),
        severity: (['error', 'warning', 'info'] as const).find(kind => icon.includes(`codicon-${kind}`)),
        buttons: item
          .querySelectorAll('.notification-list-item-buttons-container .monaco-button')
          .map(plainText),
      };
    });
  }

  /** Waits until one is shown, and returns it; one that has left the screen is found behind the bell. */
  async expect(text: string | RegExp): Promise<Notification> {
    let asked = 0;
    return waitFor(`notification ${String(text)}, there are: ${this.#history.join(' | ')}`, async () => {
      if (asked++ === 40 && this.#history.some(past => matches(past, text))) {
        await this.#openCenter();
      }
      return (await this.shown()).find(notification => matches(notification.text, text));
    });
  }

  /** Waits for a notification and clicks one of its buttons. */
  async click(text: string | RegExp, button: string): Promise<void> {
    await this.expect(text);
    await this.#item(text).getByRole('button', { name: button, exact: true }).first().click();
  }

  /** Takes all notifications off the screen; one may leave by itself in the meantime. */
  async clear(): Promise<void> {
    await eventually(async () => {
      for (const item of await this.#page.locator(ITEMS).all()) {
        await item.hover({ timeout: AT_ONCE_MS });
        await item.locator('.codicon-notifications-clear').first().click({ timeout: AT_ONCE_MS });
      }
      if ((await this.shown()).length > 0) throw new Error('Notifications are still shown.');
    });
  }

  #item(text: string | RegExp): Locator {
    const pattern = typeof text === 'string' ? new RegExp(`^${escaped(text)}$`) : text;
    const message = this.#page.locator('.notification-list-item-message', { hasText: pattern });
    return this.#page.locator(ITEMS).filter({ has: message }).first();
  }

  async #openCenter(): Promise<void> {
    if (!(await this.#page.locator('.notifications-center.visible').isVisible())) {
      await this.#page.locator('[id="status.notifications"] a').click();
    }
  }
}
