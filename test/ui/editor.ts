// The active text editor: opening a file, moving in it, typing, pasting, and reading what is in sight.
import type { Locator, Page } from 'playwright-core';
import { basename, join } from 'node:path';
import { eventually, waitFor } from './eventually.ts';
import type { QuickInput } from './quickInput.ts';
import { plainText, snapshot, snapshots } from './snapshot.ts';

/** A list of files that was opened too early stays empty; it is opened again after this. */
const LISTED_WITHIN_MS = 5_000;

export class Editor {
  readonly #page: Page;
  readonly #quickInput: QuickInput;
  readonly #group: Locator;
  readonly #folder: string;

  constructor(page: Page, quickInput: QuickInput, folder: string) {
    this.#page = page;
    this.#folder = folder;
    this.#quickInput = quickInput;
    this.#group = page.locator('.part.editor .editor-group-container.active');
  }

  /** Opens a file by its path inside the workspace, and puts the cursor into it. */
  async open(path: string): Promise<void> {
    const name = basename(path);
    await waitFor(`file ${path} in the list of files`, async () => {
      await this.#page.keyboard.press('ControlOrMeta+P');
      await this.#quickInput.expect({ placeholder: /Search files by name/ });
      await this.#quickInput.fill(join(this.#folder, path)); // A whole path needs no search.
      const picked = await waitFor(
        name,
        async () => ((await this.#quickInput.pickIfListed(name)) ? true : undefined),
        LISTED_WITHIN_MS,
      ).catch(() => undefined);
      if (picked === undefined) {
        await this.#quickInput.escape();
      }
      return picked;
    });
    await this.expectOpen(name);
    await this.#group.locator('.monaco-editor').first().waitFor();
  }

  /** Waits until the active tab has this title. */
  async expectOpen(title: string): Promise<void> {
    await waitFor(`editor ${title}`, async () => ((await this.title()) === title ? true : undefined));
  }

  /** The title of the active tab; undefined when no editor is open. */
  async title(): Promise<string | undefined> {
    const tab = await snapshot(this.#group.locator('.tab.active .monaco-icon-label-container'));
    // The name, and what VS Code keeps apart of it so that a long one is cut before its ending.
    const parts = tab?.querySelectorAll('.label-name, .label-suffix').map(plainText);
    return parts?.join('');
  }

  async isDirty(): Promise<boolean> {
    return (await this.#group.locator('.tab.active.dirty').count()) > 0;
  }

  /** The lines in sight, which are all of a short file. */
  async text(): Promise<string> {
    const lines = await snapshots(this.#group.locator('.monaco-editor .view-lines .view-line'));
    const top = (style = ''): number => Number(/top:\s*(-?[\d.]+)px/.exec(style)?.[1] ?? 0);
    return lines
      .sort((a, b) => top(a.getAttribute('style')) - top(b.getAttribute('style')))
      .map(line => line.text.replaceAll('\u00a0', ' '))
      .join('\n');
  }

  /** Puts the cursor at a place, both counted from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    await eventually(async () => {
      await this.#page.keyboard.press('Control+G');
      await this.#quickInput.expect({ placeholder: /line number/i });
      await this.#quickInput.fill(`:${line}:${column}`);
    });
    await this.#quickInput.accept();
    await this.#quickInput.expectClosed();
  }

  async goToEndOfLine(): Promise<void> {
    await this.#page.keyboard.press('End');
  }

  /** Puts a text in place of the selection, in one piece: typed, suggestions and closing brackets would come between. */
  async insert(text: string): Promise<void> {
    const before = await this.#page.evaluate<string>('navigator.clipboard.readText()');
    await this.#page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await this.paste();
    await this.#page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(before)})`);
  }

  /** Pastes the clipboard, and waits until the text is another. */
  async paste(): Promise<void> {
    const before = await this.text();
    await this.#page.keyboard.press('ControlOrMeta+V');
    await waitFor('a pasted text', async () => ((await this.text()) === before ? undefined : true));
  }

  /** Replaces the whole text. */
  async replaceAll(text: string): Promise<void> {
    await this.#group.locator('.monaco-editor .view-lines').first().click();
    await this.#page.keyboard.press('ControlOrMeta+A');
    await this.insert(text);
  }

  /** Saves a changed text, and waits until it is done. */
  async save(): Promise<void> {
    await waitFor('a change to save', async () => ((await this.isDirty()) ? true : undefined));
    await this.#page.keyboard.press('ControlOrMeta+S');
    await waitFor('a saved editor', async () => ((await this.isDirty()) ? undefined : true));
  }
}
