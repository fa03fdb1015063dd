// The modal dialog, which asks before something that cannot be undone.
import type { Page } from 'playwright-core';
import { matches, waitFor } from './eventually.ts';
import { plainText, snapshot } from './snapshot.ts';

export interface DialogState {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

export class Dialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** What is on the screen at this moment; undefined when no dialog is open. */
  async state(): Promise<DialogState | undefined> {
    const box = await snapshot(this.#page.locator('.monaco-dialog-box'));
    return box === undefined
      ? undefined
      : {
          message: plainText(box.querySelector('.dialog-message')),
          detail: plainText(box.querySelector('.dialog-message-detail')),
          buttons: box.querySelectorAll('.dialog-buttons .monaco-button').map(plainText),
        };
  }

  /** Waits for a dialog with the message, and returns it. */
  async expect(message: string | RegExp): Promise<DialogState> {
    return waitFor(`dialog ${String(message)}`, async () => {
      const state = await this.state();
      return state !== undefined && matches(state.message, message) ? state : undefined;
    });
  }

  /** Clicks a button, and waits until the dialog is gone. */
  async click(button: string): Promise<void> {
    const box = this.#page.locator('.monaco-dialog-box');
    await box.getByRole('button', { name: button, exact: true }).click();
    await box.waitFor({ state: 'detached' });
  }
}
