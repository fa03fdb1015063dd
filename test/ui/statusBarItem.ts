// One item of the status bar: what it says, how it is coloured, its tooltip, and a click on it.
import type { Locator, Page } from 'playwright-core';
import { matches, waitFor } from './eventually.ts';
import { snapshot, textWithIcons } from './snapshot.ts';

export interface StatusBarState {
  /** With its icons, as `$(key) Acme · production · no token`. */
  readonly text: string;
  readonly background: 'error' | 'warning' | 'none';
  readonly ariaLabel: string;
}

export class StatusBarItem {
  readonly #page: Page;
  readonly #item: Locator;

  /** @param id the extension's id and the item's: `publisher.name.item` */
  constructor(page: Page, id: string) {
    this.#page = page;
    this.#item = page.locator(`.part.statusbar [id="${id}"]`);
  }

  /** What it shows at this moment; undefined while it is hidden. */
  async state(): Promise<StatusBarState | undefined> {
    const item = await snapshot(this.#item);
    return item === undefined
      ? undefined
      : {
          text: textWithIcons(item.querySelector('.statusbar-item-label')),
          background:
            (['error', 'warning'] as const).find(kind => item.classList.contains(`${kind}-kind`)) ?? 'none',
          ariaLabel: item.getAttribute('aria-label') ?? '',
        };
  }

  /** Waits until it shows the text, and returns its state. */
  async expect(text: string | RegExp): Promise<StatusBarState> {
    return waitFor(`status bar item ${String(text)}`, async () => {
      const state = await this.state();
      return state !== undefined && matches(state.text, text) ? state : undefined;
    });
  }

  async expectHidden(): Promise<void> {
    await this.#item.waitFor({ state: 'detached' });
  }

  async click(): Promise<void> {
    await this.#item.locator('a').first().click();
  }

  /** The text of its tooltip, with the pointer over it. */
  async tooltip(): Promise<string> {
    await this.#page.mouse.move(0, 0);
    await this.#item.hover();
    const hover = this.#page.locator('.workbench-hover-container .monaco-hover').last();
    await hover.waitFor();
    return (await hover.innerText()).trim();
  }
}
