// The view Credential Profiles: its rows, their inline actions and context menus, and the welcome text of an empty view.
import type { HTMLElement } from 'node-html-parser';
import type { Locator, Page } from 'playwright-core';
import { escaped, eventually, matches, waitFor } from './eventually.ts';
import { iconOf, plainText, snapshot, snapshots } from './snapshot.ts';

export interface TreeRow {
  readonly label: string;
  readonly description: string;
  readonly ariaLabel: string;
  /** The labels from the top of the tree to this row. */
  readonly path: readonly string[];
  /** Undefined for a row without children. */
  readonly expanded: boolean | undefined;
  /** The codicon's name. */
  readonly icon: string | undefined;
  /** The labels of the inline actions. */
  readonly actions: readonly string[];
  readonly selected: boolean;
}

/** A row that does not react within this was missed: it has moved. */
const REACTS_WITHIN_MS = 2_000;

export interface ViewNames {
  readonly container: string;
  readonly view: string;
}

export class ProfilesTree {
  readonly #page: Page;
  readonly #names: ViewNames;
  readonly #tree: Locator;

  constructor(page: Page, names: ViewNames = { container: 'RingCentral JWT', view: 'Credential Profiles' }) {
    this.#page = page;
    this.#names = names;
    this.#tree = page.locator(`.part.sidebar [role="tree"][aria-label="${names.view}"]`);
  }

  /** Opens the view container, when it is not open. */
  async open(): Promise<void> {
    const action = this.#page.locator('.activitybar .action-item').filter({
      has: this.#page.locator(`[aria-label^="${this.#names.container}"]`),
    });
    const tab = action.first();
    await tab.waitFor();
    const content = '.part.sidebar :is(.tree-explorer-viewlet-tree-view, .welcome-view-content):visible';
    // A window that is just being restored may still open it by itself, and a click then closes it.
    await eventually(async () => {
      if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
      await this.#page.locator(content).first().waitFor({ timeout: REACTS_WITHIN_MS });
    });
  }

  /** The rows in sight at this moment, from top to bottom. */
  async rows(): Promise<readonly TreeRow[]> {
    const elements = await snapshots(this.#tree.locator('.monaco-list-row'));
    const path: string[] = [];
    return elements
      .sort((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')))
      .map(element => {
        const label = plainText(element.querySelector('.label-name'));
        path.length = Number(element.getAttribute('aria-level')) - 1;
        path.push(label);
        return toRow(element, label, [...path]);
      });
  }

  /** Waits for a row, named by the labels from the top or by the last ones only, and returns it. */
  async expect(...path: readonly (string | RegExp)[]): Promise<TreeRow> {
    const what = `row ${path.map(String).join(' > ')} in the tree`;
    return waitFor(what, async () => (await this.#find(path))?.row);
  }

  /** Waits until a row has the description, and returns it. */
  async expectDescription(
    description: string | RegExp,
    ...path: readonly (string | RegExp)[]
  ): Promise<TreeRow> {
    return eventually(async () => {
      const row = await this.expect(...path);
      if (!matches(row.description, description)) {
        throw new Error(`The row's description is "${row.description}", not ${String(description)}`);
      }
      return row;
    });
  }

  /** Opens a row's children. */
  async expand(...path: readonly (string | RegExp)[]): Promise<void> {
    await this.#toggle(true, path);
  }

  async click(...path: readonly (string | RegExp)[]): Promise<void> {
    await (await this.#row(path)).locator('.label-name').click();
  }

  /** Clicks an inline action of a row; rows may move until it is clicked. */
  async clickAction(action: string, ...path: readonly (string | RegExp)[]): Promise<void> {
    const name = new RegExp(`^${escaped(action)}( \\(|$)`);
    await eventually(async () => {
      const row = await this.#row(path);
      await row.hover({ timeout: REACTS_WITHIN_MS });
      await row.getByRole('button', { name }).click({ timeout: REACTS_WITHIN_MS });
    });
  }

  /** Opens a row's context menu, and returns the labels in it. */
  async openContextMenu(...path: readonly (string | RegExp)[]): Promise<readonly string[]> {
    await (await this.#row(path)).locator('.label-name').click({ button: 'right' });
    await this.#menuItems().first().waitFor();
    return this.#menuItems().allInnerTexts();
  }

  /** A row's tooltip, with the pointer over its label. */
  async tooltip(...path: readonly (string | RegExp)[]): Promise<string> {
    await this.#page.mouse.move(0, 0);
    await (await this.#row(path)).locator('.label-name').hover();
    const hover = this.#page.locator('.workbench-hover-container .monaco-hover').last();
    await hover.waitFor();
    return (await hover.innerText()).trim();
  }

  /** The welcome text of the empty view, a line for each paragraph and button; undefined when it has rows. */
  async welcome(): Promise<string | undefined> {
    const welcome = await snapshot(this.#page.locator('.part.sidebar .welcome-view-content:visible'));
    return welcome?.structuredText;
  }

  /** Clicks a link or button of the welcome text. */
  async clickWelcome(name: string): Promise<void> {
    const welcome = this.#page.locator('.part.sidebar .welcome-view-content');
    await welcome.locator('a', { hasText: new RegExp(`^${escaped(name)}$`) }).click();
  }

  #menuItems(): Locator {
    return this.#page.locator('.monaco-menu .action-item:not(.disabled) .action-label:not(.separator)');
  }

  /** Rows may move between the look and the click, so a click that had no effect is made again. */
  async #toggle(expanded: boolean, path: readonly (string | RegExp)[]): Promise<void> {
    const isDone = async (): Promise<true | undefined> =>
      (await this.#find(path))?.row.expanded === expanded ? true : undefined;
    await eventually(async () => {
      await this.expect(...path);
      if ((await isDone()) === true) return;
      await (await this.#row(path)).locator('.monaco-tl-twistie').click();
      await waitFor(`row ${path.map(String).join(' > ')} toggled`, isDone, REACTS_WITHIN_MS);
    });
  }

  async #row(path: readonly (string | RegExp)[]): Promise<Locator> {
    const what = `row ${path.map(String).join(' > ')} in the tree`;
    const { index } = await waitFor(what, () => this.#find(path));
    return this.#tree.locator(`.monaco-list-row[data-index="${index}"]`);
  }

  async #find(
    path: readonly (string | RegExp)[],
  ): Promise<{ readonly row: TreeRow; readonly index: number } | undefined> {
    const rows = await this.rows();
    const index = rows.findIndex(row => {
      const end = row.path.slice(-path.length);
      return end.length === path.length && path.every((wanted, i) => matches(end[i] ?? '', wanted));
    });
    const row = rows[index];
    return row === undefined ? undefined : { row, index };
  }
}

function toRow(element: HTMLElement, label: string, path: readonly string[]): TreeRow {
  const expanded = element.getAttribute('aria-expanded');
  return {
    label,
    path,
    description: plainText(element.querySelector('.label-description')),
    ariaLabel: element.getAttribute('aria-label') ?? '',
    expanded: expanded === undefined ? undefined : expanded === 'true',
    icon: iconOf(element.querySelector('.custom-view-tree-node-item-icon')),
    actions: element
      .querySelectorAll('.actions .action-label')
      .map(action => action.getAttribute('aria-label') ?? ''),
    selected: element.getAttribute('aria-selected') === 'true',
  };
}
