// What comes from the panel's page: its messages, and the view that VS Code kept of it over a reload.
import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { Action } from '../../../src/explanations/explanation.ts';
import { explain } from '../../../src/explanations/explain.ts';
import { reportOf } from '../../../src/explanations/report.ts';
import { parseJson } from '../../../src/ringcentral/json.ts';
import { HostMessageSchema, PageMessageSchema } from '../../../src/workbench/panel/panelMessages.ts';
import {
  interruptedView,
  PanelViewSchema,
  toExplanation,
  toPanelView,
  type PanelView,
} from '../../../src/workbench/panel/panelView.ts';
import { refusedOf } from '../../support/cases.ts';
import { jsonLike, LARGE_TEXTS } from '../arbitraries.ts';
import { target, type Outcome, type Target } from '../target.ts';

const MESSAGES = [
  { type: 'ready' },
  { type: 'action', view: 'id-1', index: 0 },
  { type: 'open', view: 'id-1', step: 2 },
  { type: 'copy-report', view: 'id-1' },
];

function checkMessage(json: string): Outcome {
  const { success, output } = v.safeParse(PageMessageSchema, parseJson(json));
  if (!success) return 'refused';
  const { type, ...rest } = output;
  const keys = { ready: [], action: ['view', 'index'], open: ['view', 'step'], 'copy-report': ['view'] }[
    type
  ];
  assert.deepEqual(Object.keys(rest), keys);
  for (const value of Object.values(rest)) {
    assert.ok(typeof value === 'string' || (Number.isInteger(value) && value >= 0));
  }
  return 'read';
}

/** Opens what is no safe page. */
const unsafe: Action = { kind: 'open-page', page: { title: 'Open', url: 'command:workbench.action.quit' } };

const VIEWS = [
  toPanelView(explain(refusedOf({ code: 'OAU-251' })), {
    profileId: 'id-1',
    retry: 'ringcentralJwt.getToken',
  }),
  toPanelView(explain(refusedOf({ code: 'CMN-301', status: 429, retryAfterSeconds: 30 })), {}),
  toPanelView(explain(refusedOf({ code: 'CMN-408', phase: 'api', status: 403 })), { deciding: ['token'] }),
  toPanelView({ ...explain(refusedOf({ code: 'OAU-251' })), actions: [unsafe] }),
];

function checkView(json: string): Outcome {
  const value = parseJson(json);
  const { success, output: view } = v.safeParse(PanelViewSchema, value);
  assert.equal(v.is(HostMessageSchema, { type: 'show', view: value }), success);
  if (!success) return 'refused';
  assertKept(view);
  const interrupted = interruptedView(view);
  assert.equal(interrupted.phase, 'done');
  assertKept(interrupted);
  for (const url of urlsOf(view)) assert.equal(new URL(url).protocol, 'https:');
  assert.notEqual(reportOf(toExplanation(view)), '');
  return 'read';
}

/** A view that is kept again and restored again is the same. */
function assertKept(view: PanelView): void {
  const kept: unknown = JSON.parse(JSON.stringify(view));
  assert.deepEqual(v.parse(PanelViewSchema, kept), view);
}

function urlsOf({ buttons, steps }: PanelView): string[] {
  return [
    ...buttons.flatMap(({ action }) => (action.kind === 'open-page' ? [action.page.url] : [])),
    ...steps.flatMap(({ page }) => (page === undefined ? [] : [page.url])),
  ];
}

const largeJson = Object.fromEntries(Object.entries(LARGE_TEXTS).filter(([, text]) => /^[[{]/.test(text())));

export const panelTargets: readonly Target[] = [
  target({
    name: 'a message of the panel',
    inputs: jsonLike(MESSAGES),
    check: checkMessage,
    large: largeJson,
  }),
  target({
    name: 'the panel’s view after a reload',
    inputs: jsonLike(VIEWS),
    check: checkView,
    large: {
      ...largeJson,
      'a large view': () =>
        JSON.stringify({ ...VIEWS[0], body: '`'.repeat(1_000_000), headline: '`'.repeat(100_000) }),
    },
  }),
];
