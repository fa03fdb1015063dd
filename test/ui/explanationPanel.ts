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
    const gates = await root.locator('[data-gate]').all();
    return {
      explanation: (await root.getAttribute('data-explanation')) ?? '',
      closedBy: (await root.getAttribute('data-closed-by')) ?? '',
      headline: await root.locator('h1').innerText(),
      gates: await Promise.all(
        gates.map(async gate => ({
          id: (await gate.getAttribute('data-gate')) ?? '',
          state: (await gate.getAttribute('data-state')) ?? '',
        })),
      ),
      text: await root.innerText(),
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

  #root(): Locator {
    return this.#frame().locator('[data-explanation]');
  }

  #frame(): FrameLocator {
    return this.#page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
  }
}
