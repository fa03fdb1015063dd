// The page: all parts of an explanation in their order.
import type { Button, PanelView } from '../panelView.ts';
import type { PageMessage } from '../panelMessages.ts';
import { button, element } from './dom.ts';
import { ladder } from './ladder.ts';

/** Takes a message for the host. */
export type Post = (message: PageMessage) => void;

/** The parts of the page, and what ends them. */
export interface Page {
  readonly parts: readonly HTMLElement[];
  /** Stops the countdowns. */
  dispose(): void;
}

/** Builds the page of a view. */
export function page(view: PanelView, post: Post): Page {
  const { labels } = view;
  const countdowns: Countdown[] = [];
  const happened = part(
    'happened',
    labels.happened,
    view.happened.map(text => element('p', {}, text)),
  );
  const why = part('why', labels.why, view.causes.length === 0 ? [] : [causes(view)]);
  const fix = part('fix', labels.fix, [
    ...(view.steps.length === 0 ? [] : [steps(view, post)]),
    ...(view.buttons.length === 0 ? [] : [buttons(view, post, countdowns)]),
  ]);
  const sides = [[happened, why], [fix]].map(side => side.filter(one => one !== undefined));
  return {
    parts: [
      head(view),
      ladder(view),
      element(
        'div',
        { class: 'sides' },
        ...sides.filter(side => side.length > 0).map(side => element('div', { class: 'side' }, ...side)),
      ),
      ...body(view),
      ...evidence(view, post),
    ],
    dispose: () => {
      for (const countdown of countdowns) countdown.stop();
    },
  };
}

function head({ subject, headline, isGuess, labels }: PanelView): HTMLElement {
  // The code that ends a headline is for looking it up, and is not what the eye should land on.
  const code = /\s\([A-Z]{2,5}-\d{1,5}\)$/.exec(headline)?.[0];
  return element(
    'header',
    { class: 'head' },
    subject === undefined ? undefined : element('p', { class: 'subject' }, subject),
    element(
      'h1',
      { id: 'headline', tabindex: '-1' },
      code === undefined ? headline : headline.slice(0, -code.length),
      code === undefined ? undefined : element('span', { class: 'code' }, code),
    ),
    isGuess
      ? element(
          'p',
          { class: 'guess', role: 'note' },
          element('strong', {}, labels.guess),
          ` ${labels.guessWhy}`,
        )
      : undefined,
  );
}

function part(id: string, heading: string, content: readonly HTMLElement[]): HTMLElement | undefined {
  if (content.length === 0) return undefined;
  return element(
    'section',
    { class: `part ${id}`, 'aria-labelledby': `${id}-heading` },
    element('h2', { id: `${id}-heading` }, heading),
    ...content,
  );
}

function causes({ causes, labels }: PanelView): HTMLElement {
  return element(
    'ol',
    { class: 'causes', role: 'list' },
    ...causes.map(({ text, evidence }) =>
      element(
        'li',
        {},
        element('p', {}, text),
        evidence === undefined
          ? undefined
          : element('p', { class: 'speaks' }, element('span', {}, labels.speaksForIt), ` ${evidence}`),
      ),
    ),
  );
}

function steps({ id: view, steps, labels }: PanelView, post: Post): HTMLElement {
  return element(
    'ol',
    { class: 'steps', role: 'list' },
    ...steps.map(({ text, whoWord, page }, i) =>
      element(
        'li',
        {},
        element('p', { id: `step-${i}-text` }, text),
        element(
          'div',
          { class: 'doing' },
          element('span', { class: 'who' }, element('span', { class: 'sr-only' }, `${labels.who} `), whoWord),
          page === undefined
            ? undefined
            : button(
                { id: `step-${i}`, secondary: '', 'aria-describedby': `step-${i}-text` },
                page.title,
                () => {
                  post({ type: 'open', view, step: i });
                },
              ),
        ),
      ),
    ),
  );
}

function buttons({ id: view, buttons }: PanelView, post: Post, countdowns: Countdown[]): HTMLElement {
  return element(
    'div',
    { class: 'buttons' },
    ...buttons.map((one, i) => {
      const id = `action-${i}`;
      const made = button({ id, secondary: one.isPrimary ? undefined : '' }, one.title, () => {
        if (made.ariaDisabled !== 'true') post({ type: 'action', view, index: i });
      });
      countdowns.push(new Countdown(made, one));
      return made;
    }),
  );
}

/** Keeps a button from being pressed before its time, and says how long that is. */
class Countdown {
  readonly #made: HTMLElement;
  readonly #button: Button;
  #timer: number | undefined;

  constructor(made: HTMLElement, button: Button) {
    this.#made = made;
    this.#button = button;
    this.#tick();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #tick(): void {
    const { action, title, waitingTitle, isPrimary } = this.#button;
    const at = action.kind === 'try-again' ? action.at : undefined;
    const left = at === undefined || waitingTitle === undefined ? 0 : Math.ceil((at - Date.now()) / 1000);
    const mustWait = left > 0;
    this.#made.textContent = mustWait ? (waitingTitle ?? title).replace('{0}', String(left)) : title;
    this.#made.toggleAttribute('secondary', mustWait || !isPrimary);
    if (mustWait) this.#made.setAttribute('aria-disabled', 'true');
    else this.#made.removeAttribute('aria-disabled');
    if (mustWait) {
      this.#timer = window.setTimeout(() => {
        this.#tick();
      }, 1000);
    }
  }
}

/** Text only, and within its own scrolling frame, however long it is. */
function body({ body, labels }: PanelView): HTMLElement[] {
  if (body === undefined) return [];
  const heading = element('h2', { id: 'body-heading' }, labels.body);
  const frame = { tabindex: '0', role: 'region', 'aria-labelledby': 'body-heading' };
  return [
    element(
      'section',
      { class: 'answer', 'aria-labelledby': 'body-heading' },
      heading,
      element('pre', frame, body),
    ),
  ];
}

function evidence({ id: view, evidence, labels, phase }: PanelView, post: Post): HTMLElement[] {
  if (phase === 'running') return [];
  const lines = evidence.map(({ label, value }) =>
    element('div', {}, element('dt', {}, label), element('dd', {}, value)),
  );
  return [
    element(
      'section',
      { class: 'evidence', 'aria-labelledby': 'evidence-heading' },
      element(
        'details',
        { open: '' },
        element('summary', { id: 'evidence' }, element('h2', { id: 'evidence-heading' }, labels.evidence)),
        element('dl', {}, ...lines),
      ),
    ),
    element(
      'div',
      { class: 'report' },
      button({ id: 'copy-report', secondary: '' }, labels.copyReport, () => {
        post({ type: 'copy-report', view });
      }),
    ),
  ].slice(lines.length === 0 ? 1 : 0);
}
