// The quick input of the real workbench: input boxes, quick picks, the palette, and wizards made of them.
import type { Locator, Page } from 'playwright-core';
import { escaped, eventually, matches, waitFor } from './eventually.ts';
import { isHidden, plainText, snapshot, textWithIcons } from './snapshot.ts';

export interface QuickPickRow {
  /** With its icons, as `$(server) Production`. */
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  /** The separator's label at this row, mostly empty. */
  readonly group: string;
  readonly focused: boolean;
  readonly buttons: readonly string[];
}

export interface QuickInputState {
  /** Without the step. */
  readonly title: string;
  /** As `1/5`, or empty. */
  readonly step: string;
  readonly placeholder: string;
  readonly isPassword: boolean;
  readonly isBusy: boolean;
  /** The prompt, or the validation message. */
  readonly message: string;
  /** Undefined while what is typed is fine. */
  readonly severity: 'error' | 'warning' | 'info' | undefined;
  /** The labels of the buttons in the title: `Back` and what the extension added. */
  readonly buttons: readonly string[];
  /** The rows of a quick pick that are drawn: with a long list those in sight. */
  readonly rows: readonly QuickPickRow[];
}

/** What identifies a step. */
export interface ExpectedInput {
  readonly title?: string | RegExp;
  readonly step?: string;
  readonly placeholder?: string | RegExp;
}

/** What is open can be filled in and clicked within this; otherwise it has closed. */
const AT_ONCE_MS = 5_000;

/** A list that has no such row so often may be too long to be drawn whole. */
const ASKED_BEFORE_TYPING = 20;

export class QuickInput {
  readonly #page: Page;
  readonly #widget: Locator;
  readonly #input: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#widget = page.locator('.quick-input-widget');
    this.#input = this.#widget.locator('.quick-input-box input');
  }

  /** What is on the screen at this moment; undefined when no quick input is open. */
  async state(): Promise<QuickInputState | undefined> {
    const root = await snapshot(this.#widget);
    const input = root?.querySelector('.quick-input-box input');
    if (root === undefined || input === null || input === undefined || isHidden(root)) {
      return undefined;
    }
    const title = root.querySelector('.quick-input-title');
    const [, text = '', step = ''] =
      /^(.*?)(?: \((\d+\/\d+)\))?$/.exec(title === null || isHidden(title) ? '' : plainText(title)) ?? [];
    const message = root.querySelector('.quick-input-message');
    const box = root.querySelector('.quick-input-box .monaco-inputbox');
    const progress = root.querySelector('.quick-input-progress');
    const buttons = root.querySelectorAll(
      '.quick-input-titlebar .action-label, .quick-input-inline-action-bar .action-label',
    );
    return {
      title: text,
      step,
      placeholder: input.getAttribute('placeholder') ?? '',
      isPassword: input.getAttribute('type') === 'password',
      isBusy: progress?.classList.contains('active') ?? false,
      message: message === null || isHidden(message) ? '' : plainText(message),
      severity: (['error', 'warning', 'info'] as const).find(kind => box?.classList.contains(kind)),
      buttons: buttons.map(button => buttonName(button.getAttribute('aria-label') ?? '')),
      rows: root
        .querySelectorAll('.quick-input-list .monaco-list-row')
        .filter(row => !isHidden(row))
        .sort((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')))
        .map(row => {
          const [first, second] = row.querySelectorAll('.quick-input-list-row');
          return {
            label: textWithIcons(first?.querySelector('.label-name')),
            description: textWithIcons(first?.querySelector('.label-description')),
            detail: textWithIcons(second?.querySelector('.label-name')),
            group: textWithIcons(row.querySelector('.quick-input-list-separator')),
            focused: row.classList.contains('focused'),
            buttons: row
              .querySelectorAll('.quick-input-list-entry-action-bar .action-label')
              .map(button => button.getAttribute('aria-label') ?? ''),
          };
        }),
    };
  }

  /** Waits until a quick input is open that is the expected one, and returns it. */
  async expect(expected: ExpectedInput = {}): Promise<QuickInputState> {
    const what = `quick input ${Object.values(expected).map(String).join(' ')}`;
    return waitFor(what, async () => {
      const state = await this.state();
      const found =
        state !== undefined &&
        (expected.title === undefined || matches(state.title, expected.title)) &&
        (expected.step === undefined || state.step === expected.step) &&
        (expected.placeholder === undefined || matches(state.placeholder, expected.placeholder));
      return found ? state : undefined;
    });
  }

  /** Waits until no quick input is open. */
  async expectClosed(): Promise<void> {
    await this.#widget.waitFor({ state: 'hidden' });
  }

  /** Waits for a validation message, or for its end (`undefined`), and returns it. */
  async expectValidation(wanted: string | RegExp | undefined): Promise<string | undefined> {
    return eventually(async () => {
      const state = await this.expect();
      const message = state.severity === undefined ? undefined : state.message;
      const fits =
        message === undefined || wanted === undefined ? message === wanted : matches(message, wanted);
      if (!fits) {
        throw new Error(`The validation message is ${String(message)}, not ${String(wanted)}`);
      }
      return message;
    });
  }

  async value(): Promise<string> {
    return this.#input.inputValue();
  }

  /** Replaces what is typed. */
  async fill(text: string): Promise<void> {
    await this.#input.fill(text, { timeout: AT_ONCE_MS });
  }

  async accept(): Promise<void> {
    await this.#input.press('Enter');
  }

  /** Cancels with Escape; a wizard stores nothing then. */
  async escape(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.expectClosed();
  }

  /** Waits for a step, fills it in and accepts it. */
  async answer(expected: ExpectedInput, text: string): Promise<void> {
    await this.expect(expected);
    await this.fill(text);
    await this.expectValidation(undefined);
    await this.accept();
  }

  /** Presses a button in the title: `Back`, or one of the extension's. */
  async press(name: string): Promise<void> {
    const label = new RegExp(`^${escaped(name)}( \\(|$)`);
    await this.#widget.getByRole('button', { name: label }).first().click();
  }

  /** The rows, once there are any. */
  async rows(): Promise<readonly QuickPickRow[]> {
    return waitFor('rows of a quick pick', async () => {
      const rows = (await this.state())?.rows ?? [];
      return rows.length > 0 ? rows : undefined;
    });
  }

  /** Picks the row with the label, which may leave out the icons; one that is not drawn yet is looked for by typing. */
  async pick(label: string | RegExp): Promise<void> {
    let asked = 0;
    await waitFor(`row ${String(label)}`, async () => {
      if (await this.pickIfListed(label)) {
        return true;
      }
      const isList = ((await this.state())?.rows ?? []).length > 0;
      if (typeof label === 'string' && isList && ++asked === ASKED_BEFORE_TYPING) {
        await this.fill(label);
      }
      return undefined;
    });
  }

  /** Picks the row if it is drawn now, and says whether it was. */
  async pickIfListed(label: string | RegExp): Promise<boolean> {
    const rows = (await this.state())?.rows ?? [];
    const index = rows.findIndex(
      row => matches(row.label, label) || matches(row.label.replace(/\$\([^)]*\)\s*/g, ''), label),
    );
    if (index < 0) {
      return false;
    }
    const row = this.#widget
      .locator('.quick-input-list .monaco-list-row')
      .and(this.#page.locator(`[data-index="${index}"]`));
    await row.locator('.quick-input-list-label').click({ timeout: AT_ONCE_MS });
    return true;
  }
}

/** An action's label without its keyboard shortcut: `Back (Alt+LeftArrow)` is `Back`. */
function buttonName(label: string): string {
  return label.replace(/ \([^()]*\)$/, '');
}
