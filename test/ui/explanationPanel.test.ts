// The explanation panel as a person uses it: by keyboard, in every theme, after a reload; and the commands that open it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, afterEach, before, describe, it } from 'mocha';
import * as v from 'valibot';
import type { SampleProfile } from '../simulator/samples.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { eventually } from './eventually.ts';
import { useVsCode } from './fixture.ts';
import { keepForReadme } from './readmePictures.ts';
import { addProfile, fillStep, selectProfile, simulatorSettings } from './profileSteps.ts';
import { untilKept } from './storedState.ts';

const COMMAND = 'RingCentral JWT: ';
const NOT_PERMITTED = 'Other apps only';
const HEALTHY = 'Call reports';
const ELSEWHERE = 'Of the sandbox';

/** What was selected in a file: an answer as a tool prints it, with a token that must not be shown. */
const ANSWER = `HTTP/1.1 403 Forbidden
Content-Type: application/json
RCRequestId: 6e0b2e4c-1111-2222-3333-444455556666
Authorization: Bearer U0pDMTJQMDFQQVMwMHxBQUFSZXhhbXBsZXRva2VuMDEyMzQ1Njc4OQ

{"errorCode":"CMN-401","message":"In order to call this API endpoint, application needs to have [ReadCallLog] permission","errors":[{"errorCode":"CMN-401","message":"In order to call this API endpoint, application needs to have [ReadCallLog] permission","permissionName":"ReadCallLog"}],"permissionName":"ReadCallLog"}
`;

const axeResults = v.object({
  violations: v.array(
    v.object({ id: v.string(), nodes: v.array(v.object({ html: v.string(), failureSummary: v.string() })) }),
  ),
});

describe('the explanation panel', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator();
  });
  after(() => simulator.close());
  const code = useVsCode(() => ({
    settings: simulatorSettings(simulator),
    files: { 'answer.http': ANSWER, 'notes.txt': 'Nothing to see here.\n' },
  }));

  const sample = (name: string): SampleProfile => {
    const found = simulator.sampleRefusals.find(
      refusal => refusal.name === name && refusal.environment === 'production',
    );
    assert.ok(found, name);
    return found;
  };
  const requests = (): string[] =>
    simulator.production.requests.map(({ method, path }) => `${method} ${path}`);

  before(async () => {
    const { workbench } = code;
    const [healthy] = simulator.sampleProfiles;
    assert.ok(healthy);
    await workbench.runCommand(`${COMMAND}Explain Last Failure`);
    const { buttons } = await workbench.notifications.expect(/^Nothing has failed/);
    assert.deepEqual(buttons, ['Diagnose Profile']);
    await addProfile(workbench, healthy, HEALTHY);
    await addProfile(workbench, sample('JWT for other apps only'), NOT_PERMITTED);
    await workbench.tree.open();
  });

  afterEach(async () => {
    simulator.production.reset();
    await code.workbench.page.setViewportSize({ width: 1280, height: 800 });
    await code.workbench.notifications.clear();
  });

  it('opens by a click on the status bar after a failure, and by the keyboard does what its buttons say', async () => {
    const { workbench } = code;
    await selectProfile(workbench, NOT_PERMITTED);
    await workbench.runCommand(`${COMMAND}Get Access Token`);
    const { buttons } = await workbench.notifications.expect(new RegExp(`^${NOT_PERMITTED}: `));
    assert.equal(buttons.length, 2);
    assert.equal(buttons[1], 'Explain');
    await workbench.notifications.clear();
    await workbench.statusBar.expect(/^\$\(error\) .* · failed$/);
    await workbench.statusBar.click();
    await workbench.panel.expect('OAU-473.token');
    await workbench.panel.focus();
    await workbench.panel.tabTo('Copy Client ID');
    await workbench.page.keyboard.press('Enter');
    await workbench.notifications.expect(/client ID/i);
    assert.equal(await workbench.readClipboard(), sample('JWT for other apps only').clientId);
    // The gates are one stop of the tab key; arrows lead from one to the next.
    await workbench.panel.focus();
    await workbench.panel.tabToGate();
    await workbench.page.keyboard.press('Home');
    await workbench.panel.expectStrip(/^Credential/);
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.panel.expectStrip(/^Environment/);
  });

  it('copies a report that holds no secret', async () => {
    const { workbench } = code;
    await workbench.panel.press('Copy Report');
    await workbench.notifications.expect(/^Copied the report/);
    const report = await workbench.readClipboard();
    assert.match(report, /OAU-473/);
    assert.match(report, /^- Application: \*\*failed\*\*/m);
    const { jwt, clientSecret } = sample('JWT for other apps only');
    assert.ok(!report.includes(jwt) && !report.includes(clientSecret));
  });

  it('opens the page of a step, and no other', async () => {
    const { workbench } = code;
    await workbench.panel.pressStep(0);
    const { message, detail } = await workbench.dialog.expect(/open the external website/i);
    assert.match(`${message} ${detail}`, /https:\/\/developers\.ringcentral\.com\//);
    await workbench.dialog.click('Cancel');
  });

  for (const [theme, kind] of [
    ['Dark Modern', 'vs-dark'],
    ['Light Modern', 'vs'],
    ['Default High Contrast', 'hc-black'],
    ['Default High Contrast Light', 'hc-light'],
  ] as const) {
    it(`has nothing for axe-core to find in ${theme}`, async () => {
      const { workbench, vsCode } = code;
      await vsCode.writeSettings({ ...simulatorSettings(simulator), 'workbench.colorTheme': theme });
      await eventually(async () => {
        const classes = await workbench.page.locator('.monaco-workbench').first().getAttribute('class');
        assert.ok(classes?.split(' ').includes(kind), String(classes));
      });
      await workbench.panel.expect('OAU-473.token');
      const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      const found = v.parse(
        axeResults,
        await workbench.panel.evaluate(
          `${axe}; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
        ),
      );
      const picture = await workbench.screenshot(`panel in ${theme}`);
      if (kind === 'vs-dark') await keepForReadme(picture, 'explanation.png');
      assert.deepEqual(
        found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.failureSummary).join(' ')}`),
        [],
      );
    });
  }

  it('fits a narrow column, and a wide one', async () => {
    const { workbench } = code;
    const widths = [640, 900, 1900];
    for (const width of widths) {
      await workbench.page.setViewportSize({ width, height: 1000 });
      await eventually(async () => {
        const overflow = await workbench.panel.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        assert.ok(overflow <= 0, `${overflow} pixels too much at ${width}`);
      });
      await workbench.screenshot(`panel at ${width}`);
    }
  });

  it('is there again after a reload, with the same explanation', async () => {
    const { workbench } = code;
    const before = await workbench.panel.expect('OAU-473.token');
    await untilKept(workbench.page, before.explanation);
    await workbench.reload();
    // An editor that was closed only now may be open again, and in front.
    await workbench.page.locator('.tab', { hasText: 'app not permitted' }).first().click();
    const state = await workbench.panel.expect('OAU-473.token');
    assert.deepEqual(state, before);
    await workbench.panel.press('Copy Client ID');
    await workbench.notifications.expect(/client ID/i);
  });

  it('opens before anything is sent when the JWT is of another environment, and moves the profile', async () => {
    const { workbench } = code;
    const stranger = sample('JWT of the other environment');
    await workbench.runCommand(`${COMMAND}Add Credential Profile…`);
    await fillStep(workbench, '1/5', stranger.jwt);
    await workbench.quickInput.expect({ step: '2/5' });
    await workbench.quickInput.pick('Production');
    await workbench.quickInput.expect({ placeholder: /was created for Sandbox/ });
    await workbench.quickInput.pick('Keep Production');
    await fillStep(workbench, '3/5', stranger.clientId);
    await fillStep(workbench, '4/5', stranger.clientSecret);
    await fillStep(workbench, '5/5', ELSEWHERE);
    await workbench.notifications.expect(/was added to/);
    await selectProfile(workbench, ELSEWHERE);
    await workbench.runCommand(`${COMMAND}Get Access Token`);
    const state = await workbench.panel.expect('wrong-environment');
    assert.equal(state.closedBy, 'environment');
    assert.deepEqual(
      state.gates.map(gate => gate.state),
      ['passed', 'failed', ...Array<string>(6).fill('not-reached')],
    );
    assert.deepEqual(requests(), []);
    await workbench.tree.expectDescription('✓ failed: JWT is for Sandbox', 'Production', ELSEWHERE);
    await workbench.screenshot('wrong environment');
    await workbench.panel.press('Try Anyway');
    await eventually(() => {
      assert.deepEqual(requests(), ['POST /restapi/oauth/token']);
    });
    await workbench.notifications.click(/but Production was asked for a token/, 'Explain');
    const refused = await workbench.panel.expect('wrong-environment.token');
    assert.equal(refused.closedBy, 'environment');
    await workbench.panel.press('Change the Server');
    await workbench.editor.expectOpen('Settings');
    await workbench.runCommand('View: Close Editor');
    await workbench.panel.expect('wrong-environment.token');
    await workbench.panel.press(/^Use the Other Environment/);
    await workbench.tree.expect('Sandbox', ELSEWHERE);
    await workbench.notifications.expect(/The environment of .* was changed/);
    assert.equal(requests().length, 1);
  });

  it('walks the gates for Diagnose, with one call that needs no permission, and uses a live token again', async () => {
    const { workbench } = code;
    await selectProfile(workbench, HEALTHY);
    await workbench.runCommand(`${COMMAND}Diagnose Profile`);
    const state = await workbench.panel.expect('diagnosis.open');
    assert.equal(state.closedBy, 'none');
    assert.deepEqual(
      state.gates.map(gate => gate.state),
      ['passed', 'passed', 'passed', 'passed', 'passed', 'unknown', 'unknown', 'unknown'],
    );
    await workbench.screenshot('diagnosed');
    const owner = 'GET /restapi/v1.0/account/~/extension/~';
    const probe = `${owner}/authz-profile`;
    assert.deepEqual(requests().sort(), [owner, probe, 'POST /restapi/oauth/token']);
    assert.match(state.text, /Integration Service, extension \d+, User/, 'whose token it is');
    await workbench.tree.expand('Production', HEALTHY);
    await workbench.tree.expand('Production', HEALTHY, 'JWT');
    await workbench.tree.expectDescription(/^Integration Service/, 'Production', HEALTHY, 'JWT', 'Owner');
    await workbench.runCommand(`${COMMAND}Diagnose Profile`);
    await eventually(() => {
      assert.deepEqual(requests().sort(), [owner, owner, probe, probe, 'POST /restapi/oauth/token']);
    });
  });

  it('shows the way through the gates to whoever asked last, and closes with its profile', async () => {
    const { workbench } = code;
    const [healthy] = simulator.sampleProfiles;
    assert.ok(healthy);
    await addProfile(workbench, { ...healthy, clientSecret: '0'.repeat(44) }, 'Short-lived');
    await selectProfile(workbench, 'Short-lived');
    simulator.production.faults.once('token', { kind: 'hang' });
    await workbench.runCommand(`${COMMAND}Diagnose Profile`);
    await workbench.panel.expect('diagnosis.walking');
    await workbench.runCommand(`${COMMAND}Diagnose Profile`);
    await workbench.panel.expect('OAU-146.token');
    await workbench.runCommand(`${COMMAND}Delete Credential Profile…`);
    await workbench.dialog.expect(/Delete the credential profile Short-lived/);
    await workbench.dialog.click('Delete');
    await workbench.panel.expectClosed();
    await selectProfile(workbench, HEALTHY);
  });

  it('shows a token that RingCentral does not take any more, and gets a new one', async () => {
    const { workbench } = code;
    const body =
      '{"errorCode":"OAU-213","message":"Token not found","errors":[{"errorCode":"OAU-213","message":"Token not found"}]}';
    simulator.production.faults.once('api', {
      kind: 'reply',
      status: 401,
      headers: { 'content-type': 'application/json' },
      body,
    });
    await workbench.runCommand(`${COMMAND}Diagnose Profile`);
    const state = await workbench.panel.expect('OAU-213.api');
    assert.equal(state.closedBy, 'token');
    assert.deepEqual(
      state.gates.map(gate => gate.state),
      ['passed', 'passed', 'passed', 'passed', 'failed', 'not-reached', 'not-reached', 'not-reached'],
    );
    await workbench.panel.press('Get a New Token');
    await workbench.notifications.expect(new RegExp(`^${HEALTHY} has a token until`));
    assert.ok(requests().includes('POST /restapi/oauth/token'));
    const mended = await workbench.panel.expect('diagnosis.mended');
    assert.equal(mended.closedBy, 'none');
    assert.deepEqual(
      mended.gates.map(gate => gate.state),
      [...Array<string>(4).fill('passed'), ...Array<string>(4).fill('unknown')],
    );
  });

  it('lets Diagnose be cancelled, and then shows nothing', async () => {
    const { workbench } = code;
    simulator.production.faults.once('api', { kind: 'hang' });
    await workbench.runCommand(`${COMMAND}Diagnose Profile`);
    const walking = await workbench.panel.expect('diagnosis.walking');
    assert.equal(walking.gates[0]?.state, 'passed');
    await workbench.screenshot('walking');
    await workbench.notifications.expect(/Diagnosing/);
    await workbench.notifications.click(/Diagnosing/, 'Cancel');
    await workbench.panel.expectClosed();
  });

  it('explains what is selected in an editor, offline, and shows no secret of it', async () => {
    const { workbench } = code;
    await workbench.editor.open('answer.http');
    await workbench.page.keyboard.press('ControlOrMeta+A');
    await workbench.runCommand(`${COMMAND}Explain Error Response…`);
    const state = await workbench.panel.expect('CMN-401.api');
    assert.equal(state.closedBy, 'app-permission');
    assert.match(state.headline, /ReadCallLog/);
    assert.match(state.text, /6e0b2e4c-1111/);
    assert.ok(!(await workbench.panel.html()).includes('U0pDMTJQ'));
    await workbench.screenshot('explained a selection');
    assert.deepEqual(requests(), []);
  });

  it('explains what is pasted, and says so when there is no error in it', async () => {
    const { workbench } = code;
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand(`${COMMAND}Explain Error Response…`);
    await workbench.quickInput.answer({ title: /Explain Error Response/ }, 'just a note');
    const { buttons } = await workbench.notifications.expect(/No error of RingCentral’s was found/);
    assert.deepEqual(buttons, ['Try Again']);
    await workbench.writeClipboard(ANSWER);
    await workbench.runCommand(`${COMMAND}Explain Error Response…`);
    await workbench.quickInput.expect({ title: /Explain Error Response/ });
    await workbench.quickInput.press('Paste from the Clipboard');
    await workbench.panel.expect('CMN-401.api');
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand(`${COMMAND}Explain Last Failure`);
    await workbench.panel.expect('CMN-401.api');
  });

  it('says what a JWT says of itself, and never the JWT', async () => {
    const { workbench } = code;
    await workbench.runCommand(`${COMMAND}Inspect JWT Credential`);
    await workbench.quickInput.expect({ title: /JWT Credential/ });
    const rows = await workbench.quickInput.rows();
    const labels = rows.map(({ label }) => label).join(' ');
    for (const fact of ['Environment', 'Owner', 'Issued', 'Expires']) assert.match(labels, new RegExp(fact));
    await workbench.screenshot('inspected');
    const [healthy] = simulator.sampleProfiles;
    assert.ok(healthy && !(await workbench.dom()).includes(healthy.jwt.slice(0, 60)));
    await workbench.quickInput.pick(/Environment$/);
    await workbench.notifications.expect('Copied: Production');
    assert.equal(await workbench.readClipboard(), 'Production');
  });

  it('leads to the field to change: the JWT, straight from its button', async () => {
    const { workbench } = code;
    await selectProfile(workbench, NOT_PERMITTED);
    const body = '{"error":"invalid_grant"}';
    const headers = { 'content-type': 'application/json' };
    simulator.production.faults.once('token', { kind: 'reply', status: 400, headers, body });
    await workbench.runCommand(`${COMMAND}Diagnose Profile`);
    await workbench.panel.expect('jwt-not-accepted.token');
    await workbench.panel.press('Paste JWT Again');
    const { message } = await workbench.quickInput.expect({ title: /Edit Credential Profile/ });
    assert.match(message, /The new JWT credential/);
    await workbench.quickInput.escape();
  });

  it('closes with everything else that is removed', async () => {
    const { workbench } = code;
    await workbench.panel.expect('jwt-not-accepted.token');
    await workbench.runCommand(`${COMMAND}Remove All Stored Data…`);
    await workbench.dialog.expect(/^Remove all/);
    await workbench.dialog.click('Remove All');
    await workbench.notifications.expect(/^All stored data was removed\./);
    await workbench.panel.expectClosed();
  });
});
