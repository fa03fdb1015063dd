// The ladder of gates: a picture that is an ordered list.
import type { GateView, PanelView } from '../panelView.ts';
import { element } from './dom.ts';
import { gatePicture, tokenPicture } from './gatePicture.ts';
import { Strip } from './strip.ts';

/** As many gates lead to the token; the others lead through the call. */
const TO_TOKEN = 4;

/** The section with all gates. */
export function ladder(view: PanelView): HTMLElement {
  const { labels, beside } = view;
  // A view that comes back after a reload may have been in the middle of it.
  const isRunning = view.phase === 'running';
  const gates = view.gates.map(gate => ({ ...gate, isBusy: isRunning && gate.isBusy }));
  const items = gates.map(gate => gateItem(gate, labels.checking));
  const strip = new Strip({ ...view, gates });
  strip.follow(items);
  return element(
    'section',
    { class: 'ladder', 'aria-labelledby': 'gates-heading' },
    element('h2', { id: 'gates-heading', class: 'sr-only' }, labels.gates),
    isRunning ? element('vscode-progress-bar', { 'aria-label': labels.checking }) : undefined,
    element(
      'div',
      { class: 'road' },
      group(labels.toToken, items.slice(0, TO_TOKEN), 1),
      element('div', { class: 'joint', 'data-state': gates[TO_TOKEN - 1]?.state }, tokenPicture()),
      group(labels.throughCall, items.slice(TO_TOKEN), TO_TOKEN + 1),
    ),
    beside === undefined
      ? undefined
      : element('p', { class: 'beside' }, element('strong', {}, beside.name), ` ${beside.text}`),
    strip.root,
  );
}

function group(caption: string, items: readonly HTMLElement[], start: number): HTMLElement {
  const id = `gates-${start}`;
  return element(
    'div',
    { class: 'group' },
    element('p', { id, class: 'caption' }, element('span', {}, caption)),
    // Safari takes the list out of a list without bullets unless it is told again.
    element('ol', { role: 'list', start: String(start), 'aria-labelledby': id }, ...items),
  );
}

function gateItem(gate: GateView, checking: string): HTMLElement {
  const { id, name, question, state, stateWord, reason, isBusy } = gate;
  return element(
    'li',
    {
      id: `gate-${id}`,
      class: 'gate',
      'data-gate': id,
      'data-state': state,
      'data-busy': isBusy ? '' : undefined,
    },
    element('span', { class: 'stand' }, gatePicture(gate)),
    element(
      'div',
      { class: 'words' },
      element('span', { class: 'name' }, name),
      ' ',
      element('span', { class: 'state' }, isBusy ? checking : stateWord),
      element('p', { class: 'question' }, question),
      element('p', { class: 'reason' }, reason),
    ),
  );
}
