// The explanation panel in the editor area: its root's attributes, its gates, texts and buttons.
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { escaped, eventually } from './eventually.ts';

export interface PanelState {
  readonly explanation: string;
  readonly closedBy: string;
  readonly headline: string;
  /** In their order. */
  readonly gates: readonly { readonly id: string; readonly state: string }[];
  readonly text: string;
}

export class ExplanationPanel {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** What is in the panel now; undefined while it is not drawn. */
  async state(): Promise<PanelState | undefined> {
    const root = this.#root();
    if ((await root.count()) === 0) return undefined;
    // It may close or draw anew between two looks; then it is looked at again.
    return this.#stateOf(root).catch(() => undefined);
  }

  async #stateOf(root: Locator): Promise<PanelState> {
    const soon = { timeout: 2_000 };
    const gates = await root.locator('[data-gate]').all();
    return {
      explanation: (await root.getAttribute('data-explanation', soon)) ?? '',
      closedBy: (await root.getAttribute('data-closed-by', soon)) ?? '',
      headline: await root.locator('h1').innerText(soon),
      gates: await Promise.all(
        gates.map(async gate => ({
          id: (await gate.getAttribute('data-gate', soon)) ?? '',
          state: (await gate.getAttribute('data-state', soon)) ?? '',
        })),
      ),
      text: await root.innerText(soon),
    };
  }

  /** Waits until the panel shows the rule, and returns it. */
  async expect(rule: string | RegExp): Promise<PanelState> {
    return eventually(async () => {
      const state = await this.state();
      const isIt =
        state !== undefined &&
        (typeof rule === 'string' ? state.explanation === rule : rule.test(state.explanation));
      if (!isIt) throw new Error(`The panel shows ${state?.explanation ?? 'nothing'}, not ${String(rule)}`);
      return state;
    });
  }

  /** Presses a button by its title. */
  async press(title: string | RegExp): Promise<void> {
    const name = typeof title === 'string' ? new RegExp(`^${escaped(title)}`) : title;
    await this.#frame().getByRole('button', { name }).first().click();
  }

  /** Waits until there is no panel. */
  async expectClosed(): Promise<void> {
    await eventually(async () => {
      const state = await this.state();
      if (state !== undefined) throw new Error(`The panel is still open, and shows ${state.explanation}`);
    });
  }

  /** Puts the focus on the page, before everything that the tab key reaches. */
  async focus(): Promise<void> {
    await this.#root().locator('h1').click();
  }

  /** Presses the tab key until the button with this title has the focus. */
  async tabTo(title: string): Promise<void> {
    await this.#tabUntil(title, `document.activeElement?.textContent?.trim() === ${JSON.stringify(title)}`);
  }

  /** Presses the tab key until one of the gates has the focus. */
  async tabToGate(): Promise<void> {
    await this.#tabUntil('a gate', "document.activeElement?.hasAttribute('data-gate')");
  }

  /** Waits until the strip below the gates tells of this. */
  async expectStrip(text: RegExp): Promise<void> {
    await eventually(async () => {
      const shown = await this.#root().locator('.strip').innerText();
      if (!text.test(shown)) throw new Error(`The strip says: ${shown}`);
    });
  }

  /** Presses the button of the first step that has a page, or of a later one. */
  async pressStep(index: number): Promise<void> {
    await this.#root().locator('.steps vscode-button').nth(index).click();
  }

  /** The page's markup, to search it for what must not be there. */
  async html(): Promise<string> {
    return this.#frame().locator('html').innerHTML();
  }

  /** Something in the panel. */
  locator(selector: string): Locator {
    return this.#frame().locator(selector);
  }

  /** The document of the panel, to run a script in. */
  async evaluate<Value>(script: string): Promise<Value> {
    return this.#frame()
      .locator('body')
      .evaluate((_, code) => (0, eval)(code) as Value, script);
  }

  async #tabUntil(what: string, condition: string): Promise<void> {
    for (let presses = 0; presses < 40; presses += 1) {
      await this.#page.keyboard.press('Tab');
      if (await this.evaluate<boolean>(condition)) return;
    }
    throw new Error(`The tab key does not reach ${what}`);
  }

  #root(): Locator {
    return this.#frame().locator('[data-explanation]');
  }

  #frame(): FrameLocator {
    return this.#page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
  }
}
