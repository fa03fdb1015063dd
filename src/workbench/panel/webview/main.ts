// The panel's script: shows what the host sends, keeps it for the next reload, and tells the host what was pressed.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import * as v from 'valibot';
import { HostMessageSchema } from '../panelMessages.ts';
import { PanelViewSchema, type PanelView } from '../panelView.ts';
import { page, type Page, type Post } from './page.ts';

/** What VS Code gives to a webview's script, once. */
declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const host = acquireVsCodeApi();
const post: Post = message => {
  host.postMessage(message);
};
const main = document.getElementById('panel');
const status = document.getElementById('status');

let shown: PanelView | undefined;
let current: Page | undefined;

function show(view: PanelView): void {
  if (main === null || view.id === shown?.id) return;
  const focused = document.activeElement?.id ?? '';
  const isAnother = shown !== undefined && (shown.rule !== view.rule || shown.profileId !== view.profileId);
  current?.dispose();
  current = page(view, post);
  main.dataset['explanation'] = view.rule;
  main.dataset['closedBy'] = view.closedBy;
  main.dataset['phase'] = view.phase;
  main.toggleAttribute('data-guess', view.isGuess);
  main.replaceChildren(...current.parts);
  // A key that is already on its way to a button must not press the one that takes its place.
  if (focused !== '') document.getElementById(isAnother ? 'headline' : focused)?.focus();
  if (isAnother) window.scrollTo(0, 0);
  if (status !== null && shown !== undefined) status.textContent = view.announcement;
  shown = view;
}

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = v.safeParse(HostMessageSchema, data);
  if (!message.success) return;
  const { view } = message.output;
  // What a call was answered with is nobody else's: it is not kept.
  const kept = { ...view };
  delete kept.body;
  host.setState(kept);
  show(view);
});

const restored = v.safeParse(PanelViewSchema, host.getState());
if (restored.success) show(restored.output);
post({ type: 'ready' });
