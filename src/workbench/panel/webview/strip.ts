// The strip below the gates: tells of one gate at a time while they stand side by side.
import type { PanelView } from '../panelView.ts';
import { element } from './dom.ts';

/**
 * Shows what the gates' own words hide while there is no room for them; a screen reader hears those instead. At rest it
 * tells of the gate that is being decided or has failed, else of what ended the request beside the gates, else of the
 * last gate that is passed.
 */
export class Strip {
  readonly root = element('div', { class: 'strip', 'aria-hidden': 'true' });
  readonly #view: PanelView;
  readonly #resting: number;

  constructor(view: PanelView) {
    this.#view = view;
    const busy = view.gates.findIndex(({ isBusy }) => isBusy);
    const failed = view.gates.findIndex(({ state }) => state === 'failed');
    const reached =
      view.beside === undefined ? view.gates.findLastIndex(({ state }) => state === 'passed') : -1;
    this.#resting = [busy, failed].find(index => index >= 0) ?? reached;
    this.#show(this.#resting);
  }

  /** Tells of the gate under the pointer or with the focus. One of the gates can be tabbed to, arrows reach the others. */
  follow(items: readonly HTMLElement[]): void {
    items.forEach((item, i) => {
      item.tabIndex = i === Math.max(this.#resting, 0) ? 0 : -1;
      for (const event of ['focus', 'pointerenter']) {
        item.addEventListener(event, () => {
          this.#show(i);
        });
      }
      for (const event of ['blur', 'pointerleave']) {
        item.addEventListener(event, () => {
          const focused = items.findIndex(other => other === document.activeElement);
          this.#show(focused < 0 ? this.#resting : focused);
        });
      }
      item.addEventListener('keydown', event => {
        const next = items[nextIndex(event.key, i, items.length)];
        if (next === undefined) return;
        event.preventDefault();
        for (const other of items) other.tabIndex = other === next ? 0 : -1;
        next.focus();
      });
    });
  }

  #show(index: number): void {
    const { gates, beside, labels, closedBy } = this.#view;
    const gate = gates[index];
    if (gate === undefined) {
      this.root.dataset['state'] = closedBy === 'none' ? 'unknown' : 'failed';
      this.root.dataset['points'] = 'nowhere';
      const words = beside ?? { name: undefined, text: labels.hint };
      this.root.replaceChildren(
        ...(words.name === undefined ? [] : [element('p', {}, element('strong', {}, words.name))]),
        element('p', { class: words.name === undefined ? 'question' : 'reason' }, words.text),
      );
      return;
    }
    this.root.dataset['state'] = gate.state;
    this.root.dataset['points'] = index < gates.length / 2 ? 'before' : 'past';
    this.root.style.setProperty('--at', String(index));
    const state = element('span', { class: 'state' }, gate.isBusy ? labels.checking : gate.stateWord);
    this.root.replaceChildren(
      element('p', { class: 'title' }, element('strong', {}, gate.name), ' ', state),
      element('p', { class: 'question' }, gate.question),
      element('p', { class: 'reason' }, gate.reason),
    );
  }
}

function nextIndex(key: string, from: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(from + 1, count - 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(from - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}
