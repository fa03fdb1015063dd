import assert from 'node:assert/strict';
import * as v from 'valibot';
import {
  GATES,
  type Action,
  type ClosedBy,
  type Explanation,
  type GateState,
} from '../../../src/explanations/explanation.ts';
import { PageMessageSchema } from '../../../src/workbench/panel/panelMessages.ts';
import {
  PanelViewSchema,
  toExplanation,
  toPanelView,
  type PanelView,
} from '../../../src/workbench/panel/panelView.ts';
import { NOW } from '../../support/samples.ts';

const PAGE = { title: 'Open Apps', url: 'https://developers.ringcentral.com/my-account.html#/applications' };

function explanationOf(changes: Partial<Explanation> = {}): Explanation {
  const states: GateState[] = ['passed', 'passed', 'failed'];
  return {
    rule: 'OAU-251.token',
    closedBy: 'application',
    isGuess: false,
    subject: 'Acme',
    headline: 'The app does not have the JWT auth flow. (OAU-251)',
    short: 'JWT flow is off',
    gates: GATES.map((id, i) => ({ id, state: states[i] ?? 'not-reached', reason: `Reason of ${id}.` })),
    happened: ['First.', 'Second.'],
    causes: [{ text: 'Likely.', evidence: 'The code.' }, { text: 'Less likely.' }],
    steps: [
      { text: 'Switch it on.', who: 'app-owner', page: PAGE },
      { text: 'Or ask.', who: 'developer-admin' },
      { text: 'Or ask somebody else.', who: 'account-admin' },
      { text: 'Try again.', who: 'you' },
    ],
    actions: [{ kind: 'open-page', page: PAGE }, { kind: 'try-again' }],
    evidence: [
      { label: 'Host', value: 'platform.ringcentral.com' },
      { label: 'HTTP status', value: '400' },
    ],
    ...changes,
  };
}

/** A view as VS Code gives it back: by way of JSON. */
const kept = (view: PanelView): unknown => JSON.parse(JSON.stringify(view));

const titleOf = (action: Action): string | undefined =>
  toPanelView(explanationOf({ actions: [action] })).buttons[0]?.title;

describe('toPanelView', () => {
  const view = toPanelView(explanationOf(), { profileId: 'id-1' });

  it('keeps what the root’s attributes are made of', () => {
    assert.deepEqual([view.rule, view.closedBy, view.isGuess], ['OAU-251.token', 'application', false]);
    assert.deepEqual([view.subject, view.profileId], ['Acme', 'id-1']);
  });

  it('shows the eight gates in their order, each with its words, state and reason', () => {
    assert.deepEqual(
      view.gates.map(({ id }) => id),
      GATES,
    );
    assert.deepEqual(
      view.gates.map(({ name, stateWord }) => `${name}: ${stateWord}`),
      [
        'Credential: passed',
        'Environment: passed',
        'Application: failed',
        'Owner: not reached',
        'Access token: not reached',
        'App permission: not reached',
        'User permission: not reached',
        'Feature: not reached',
      ],
    );
    assert.equal(view.gates[2]?.reason, 'Reason of application.');
    assert.ok(view.gates.every(({ question }) => question.endsWith('?')));
    assert.equal(new Set(view.gates.map(({ question }) => question)).size, GATES.length);
  });

  it('keeps sentences, causes, steps, buttons and evidence in their order', () => {
    const explanation = explanationOf();
    assert.deepEqual(view.happened, explanation.happened);
    assert.deepEqual(view.causes, explanation.causes);
    assert.deepEqual(
      view.steps.map(({ text, whoWord }) => `${text} ${whoWord}`),
      [
        'Switch it on. The app’s owner',
        'Or ask. A Developer Admin',
        'Or ask somebody else. The account administrator',
        'Try again. You',
      ],
    );
    assert.deepEqual(
      view.steps.map(({ page }) => page?.url),
      [PAGE.url, undefined, undefined, undefined],
    );
    assert.deepEqual(
      view.buttons.map(({ title }) => title),
      ['Open Apps', 'Try Again'],
    );
    assert.deepEqual(view.evidence, explanation.evidence);
  });

  it('makes the first button the one primary button', () => {
    assert.deepEqual(
      view.buttons.map(({ isPrimary }) => isPrimary),
      [true, false],
    );
  });

  it('gives a button that must wait a title for that time, and no other', () => {
    const actions: Action[] = [{ kind: 'try-again', at: NOW }, { kind: 'try-again' }, { kind: 'show-log' }];
    assert.deepEqual(
      toPanelView(explanationOf({ actions })).buttons.map(({ waitingTitle }) => waitingTitle),
      ['Try Again in {0} s', undefined, undefined],
    );
  });

  it('names the environment and the setting that a button is about', () => {
    assert.equal(
      titleOf({ kind: 'use-environment', environment: 'sandbox' }),
      'Use the Other Environment (Sandbox)',
    );
    assert.equal(titleOf({ kind: 'open-setting', setting: 'servers' }), 'Change the Server');
    assert.equal(titleOf({ kind: 'edit-profile', part: 'server' }), 'Change the Server');
    assert.equal(titleOf({ kind: 'edit-profile' }), 'Edit Profile…');
    assert.equal(
      titleOf({ kind: 'open-setting', setting: 'systemCertificates' }),
      'Open Setting http.systemCertificates',
    );
  });

  for (const [closedBy, name] of [
    ['rate-limit', 'Rate limit'],
    ['service', 'Service'],
    ['network', 'Network'],
    ['none', undefined],
    ['owner', undefined],
  ] as const satisfies readonly (readonly [ClosedBy, string | undefined])[]) {
    it(`names ${name ?? 'nothing'} beside the gates when the request was ended by ${closedBy}`, () => {
      assert.equal(toPanelView(explanationOf({ closedBy })).beside?.name, name);
    });
  }

  it('is done, with no gate under way, unless somebody diagnoses', () => {
    assert.equal(view.phase, 'done');
    assert.ok(view.gates.every(({ isBusy }) => !isBusy));
    assert.equal(view.announcement, view.headline);
  });

  it('marks the gates that Diagnose is deciding, and says so', () => {
    const running = toPanelView(explanationOf(), { deciding: ['owner', 'token'] });
    assert.equal(running.phase, 'running');
    assert.deepEqual(
      running.gates.filter(({ isBusy }) => isBusy).map(({ id }) => id),
      ['owner', 'token'],
    );
    assert.equal(running.announcement, 'Checking: Owner, Access token');
    assert.equal(toPanelView(explanationOf(), { deciding: [] }).phase, 'running');
  });

  it('leaves out the profile where there is none', () => {
    const anonymous = toPanelView(explanationOf({ subject: undefined }));
    assert.ok(!('subject' in anonymous) && !('profileId' in anonymous));
  });
});

describe('a view that was kept', () => {
  const explanations: readonly Explanation[] = [
    explanationOf(),
    explanationOf({ subject: undefined, closedBy: 'none', causes: [], steps: [], actions: [] }),
    explanationOf({
      closedBy: 'rate-limit',
      actions: [
        { kind: 'try-again', at: NOW },
        { kind: 'use-environment', environment: 'production' },
        { kind: 'open-setting', setting: 'proxy' },
        { kind: 'copy-client-id' },
        { kind: 'edit-profile' },
        { kind: 'edit-profile', part: 'server' },
      ],
    }),
  ];

  it('comes back as it was', () => {
    for (const explanation of explanations) {
      const view = toPanelView(explanation, { profileId: 'id-1', deciding: ['feature'] });
      assert.deepEqual(v.parse(PanelViewSchema, kept(view)), view);
    }
  });

  it('gives back its explanation, for the report', () => {
    for (const explanation of explanations) {
      const view = v.parse(PanelViewSchema, kept(toPanelView(explanation)));
      assert.deepEqual(toExplanation(view), explanation);
    }
  });

  const view = toPanelView(explanationOf());
  const broken: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['a text', 'view'],
    ['an empty object', {}],
    ['a view without its rule', { ...view, rule: undefined }],
    ['a gate too few', { ...view, gates: view.gates.slice(1) }],
    ['gates in another order', { ...view, gates: view.gates.toReversed() }],
    ['a state that there is not', { ...view, gates: view.gates.map(gate => ({ ...gate, state: 'open' })) }],
    ['another closing', { ...view, closedBy: 'door' }],
    [
      'a button that does something else',
      { ...view, buttons: [{ title: 'x', isPrimary: true, action: { kind: 'run-command' } }] },
    ],
    [
      'a setting of somebody else’s',
      {
        ...view,
        buttons: [
          { title: 'x', isPrimary: true, action: { kind: 'open-setting', setting: 'terminal.shell' } },
        ],
      },
    ],
    ...['http://developers.ringcentral.com/', 'command:workbench.action.quit', 'file:///etc/passwd'].map(
      (url): [string, unknown] => [
        `a step’s page ${url}`,
        { ...view, steps: [{ ...view.steps[0], page: { ...PAGE, url } }] },
      ],
    ),
  ];
  for (const [what, state] of broken) {
    it(`is refused when it is ${what}`, () => {
      assert.ok(!v.is(PanelViewSchema, state));
    });
  }
});

describe('a message from the page', () => {
  for (const message of [
    { type: 'ready' },
    { type: 'action', view: 'a', index: 1 },
    { type: 'open', view: 'a', step: 0 },
    { type: 'copy-report', view: 'a' },
  ]) {
    it(`may be ${JSON.stringify(message)}`, () => {
      assert.deepEqual(v.parse(PageMessageSchema, message), message);
    });
  }

  for (const message of [
    undefined,
    { type: 'action' },
    { type: 'action', index: 1 },
    { type: 'action', view: 'a', index: -1 },
    { type: 'open', view: 'a', step: 0.5 },
    { type: 'run', command: 'x' },
  ]) {
    it(`may not be ${JSON.stringify(message)}`, () => {
      assert.ok(!v.is(PageMessageSchema, message));
    });
  }
});
