// What the explanation panel does when the world changes below it: in VS Code's own webview panels.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TokenFailure } from '../../src/tokens/tokenFailure.ts';
import { walkingExplanation } from '../../src/explanations/diagnosis.ts';
import { Explainer } from '../../src/workbench/explainer.ts';
import { toPanelView } from '../../src/workbench/panel/panelView.ts';
import { TestWindow } from './window.ts';

const MINUTE = 60_000;

describe('the explainer', () => {
  let window: TestWindow;
  let explainer: Explainer;
  let id: string;
  beforeEach(async () => {
    window = new TestWindow();
    id = await window.add('Acme');
    const { clock, servers, owners, activities, roster } = window;
    const extensionUri = vscode.Uri.file('/nowhere');
    const hasToken = (): boolean => roster.row(id)?.token !== undefined;
    explainer = new Explainer({ clock, servers, owners, activities, roster, extensionUri, hasToken });
  });
  afterEach(() => {
    explainer.dispose();
  });

  const rowOf = (): NonNullable<ReturnType<TestWindow['roster']['row']>> =>
    window.roster.row(id) ?? assert.fail();
  const refused = (errorCode: string, phase: 'token' | 'api'): TokenFailure => ({
    kind: 'refused',
    phase,
    host: 'platform.ringcentral.com',
    at: window.clock.now(),
    answeredAt: window.clock.now(),
    status: 400,
    contentType: 'application/json',
    requestId: undefined,
    retryAfterSeconds: undefined,
    rateLimit: {},
    errors: [{ errorCode, parameters: [] }],
  });

  const ruleShown = (): string | undefined => explainer.panel.view?.rule;

  function fail(errorCode: string, phase: 'token' | 'api' = 'token'): void {
    explainer.show(explainer.explainFailure(refused(errorCode, phase), rowOf()), id);
  }

  /** A token comes as the token service keeps it: stored, then the activity ends. */
  async function getToken(): Promise<void> {
    await window.add('Acme', 60 * MINUTE);
    window.activities.set(id, { running: false, failure: undefined });
  }

  it('shows the gates open once a token came that was asked for after the failure', async () => {
    fail('OAU-251');
    assert.equal(ruleShown(), 'OAU-251.token');
    window.clock.advance(MINUTE);
    await getToken();
    assert.equal(ruleShown(), 'diagnosis.mended');
  });

  it('takes no token for a mend that was there before', async () => {
    await getToken();
    window.clock.advance(MINUTE);
    fail('OAU-213', 'api');
    window.activities.set(id, { running: true, failure: undefined });
    window.activities.set(id, { running: false, failure: undefined });
    assert.equal(ruleShown(), 'OAU-213.api');
  });

  it('takes no token for a mend of what no token opens', async () => {
    fail('CMN-408', 'api');
    window.clock.advance(MINUTE);
    await getToken();
    assert.equal(explainer.panel.view?.closedBy, 'user-permission');
  });

  it('keeps nothing of a profile that is deleted', async () => {
    fail('OAU-251');
    await window.changes.delete(id);
    assert.equal(explainer.panel.view, undefined);
    assert.ok(!explainer.showLast());
  });

  it('restores what was shown, but not of a profile that is gone', async () => {
    fail('OAU-251');
    const state = explainer.panel.view;
    explainer.panel.close();
    const restore = (kept: unknown): vscode.WebviewPanel => {
      const panel = vscode.window.createWebviewPanel('test', 'Test', vscode.ViewColumn.Active);
      explainer.panel.restore(panel, JSON.parse(JSON.stringify(kept)));
      return panel;
    };
    restore(state);
    assert.deepEqual(explainer.panel.view, state);
    explainer.panel.close();
    await window.changes.delete(id);
    let isClosed = false;
    const panel = vscode.window.createWebviewPanel('test', 'Test', vscode.ViewColumn.Active);
    panel.onDidDispose(() => {
      isClosed = true;
    });
    explainer.panel.restore(panel, JSON.parse(JSON.stringify(state)));
    assert.ok(isClosed);
    assert.equal(explainer.panel.view, undefined);
  });

  it('says of a check that a reload interrupted that it was, and offers it again', () => {
    const explanation = walkingExplanation(explainer.knownProfile(rowOf()), {});
    const state = toPanelView(explanation, { profileId: id, deciding: ['application'] });
    const panel = vscode.window.createWebviewPanel('test', 'Test', vscode.ViewColumn.Active);
    explainer.panel.restore(panel, JSON.parse(JSON.stringify(state)));
    const { view } = explainer.panel;
    assert.equal(view?.rule, 'diagnosis.interrupted');
    assert.equal(view.phase, 'done');
    assert.deepEqual(
      view.buttons.map(({ action }) => action.kind),
      ['try-again'],
    );
    assert.notEqual(view.id, state.id);
  });

  it('lets go of its turn when something else is shown', () => {
    const explanation = walkingExplanation(explainer.knownProfile(rowOf()), {});
    const first = explainer.panel.show({ explanation, profileId: id });
    const second = explainer.panel.show({ explanation, profileId: id });
    assert.ok(!explainer.panel.update(first, { explanation }));
    explainer.panel.close(first);
    assert.ok(explainer.panel.view);
    assert.ok(explainer.panel.update(second, { explanation }));
    explainer.panel.close(second);
    assert.equal(explainer.panel.view, undefined);
  });
});
