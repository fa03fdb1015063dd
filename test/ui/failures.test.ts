import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { SampleProfile } from '../simulator/samples.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { eventually } from './eventually.ts';
import { useVsCode } from './fixture.ts';
import { addProfile, simulatorSettings } from './profileSteps.ts';

const GET = 'RingCentral JWT: Get Access Token';

describe('when there is no token', () => {
  let simulator: Simulator;
  let sample: SampleProfile;
  before(async () => {
    simulator = await startSimulator();
    const [first] = simulator.sampleProfiles;
    assert.ok(first);
    sample = first;
  });
  after(() => simulator.close());
  const code = useVsCode(() => ({ settings: simulatorSettings(simulator) }));
  before(async () => {
    await addProfile(code.workbench, sample, 'Acme');
    await code.workbench.tree.open();
  });
  afterEach(async () => {
    simulator.production.reset();
    await code.workbench.notifications.clear();
  });

  const requests = (): number => simulator.production.requests.length;

  it('says why in one notification, in the row and in the status bar', async () => {
    const { workbench } = code;
    const refusal = simulator.sampleRefusals.find(({ expect }) => expect === 'OAU-251');
    assert.ok(refusal);
    await addProfile(workbench, refusal, 'NoFlow');
    await workbench.runCommand('RingCentral JWT: Select Active Profile…');
    await workbench.quickInput.pick('NoFlow');
    await workbench.runCommand(GET);
    const { buttons, severity } = await workbench.notifications.expect(
      'NoFlow: The app does not have the JWT auth flow. (OAU-251)',
    );
    assert.equal(severity, 'error');
    assert.deepEqual(buttons, ['Open Apps', 'Explain']);
    const row = await workbench.tree.expectDescription('✓ failed: JWT flow is off', 'Production', 'NoFlow');
    assert.equal(row.icon, 'error');
    const item = await workbench.statusBar.expect('$(error) NoFlow · production · failed');
    assert.equal(item.background, 'error');
    assert.equal(requests(), 1);
    await workbench.screenshot('refused');
    await workbench.runCommand('RingCentral JWT: Select Active Profile…');
    await workbench.quickInput.pick('Acme');
  });

  it('tries again only when the user says so', async () => {
    const { workbench } = code;
    simulator.production.faults.once('token', { kind: 'reset' });
    await workbench.runCommand(GET);
    const { buttons } = await workbench.notifications.expect(/^Acme: The connection to .* broke off/);
    assert.deepEqual(buttons, ['Try Again', 'Explain']);
    assert.equal(requests(), 1);
    await workbench.notifications.click(/broke off/, 'Try Again');
    await workbench.notifications.expect(/^Acme has a token until/);
    assert.equal(requests(), 2);
    await workbench.statusBar.expect(/^\$\(verified\) Acme/);
    await workbench.runCommand('RingCentral JWT: Revoke Access Token');
    await workbench.notifications.expect(/^Revoked/);
  });

  it('shows a progress that can be cancelled, and says nothing of a cancelled command', async () => {
    const { workbench } = code;
    await code.vsCode.forgetRequests();
    simulator.production.faults.once('token', { kind: 'hang' });
    await workbench.runCommand(GET);
    await workbench.statusBar.expect(/^\$\(sync~spin\) Acme · production/);
    const progress = await workbench.notifications.expect(/Getting an access token for Acme/);
    assert.deepEqual(progress.buttons, ['Cancel']);
    await workbench.screenshot('in progress');
    const told = workbench.notifications.history.length;
    await workbench.notifications.click(/Getting an access token/, 'Cancel');
    await workbench.statusBar.expect('$(key) Acme · production · no token');
    assert.equal(workbench.notifications.history.length, told);
  });

  it('ends at the time limit of the setting', async () => {
    const { workbench, vsCode } = code;
    await vsCode.writeSettings({
      ...simulatorSettings(simulator),
      'ringcentralJwt.requestTimeoutSeconds': 1,
    });
    simulator.production.faults.always('token', { kind: 'hang' });
    await eventually(async () => {
      await workbench.runCommand(GET);
      await workbench.notifications.expect(/^Acme: No complete answer came from .* within 1 s/);
    });
    await workbench.tree.expectDescription('✓ failed: timed out', 'Production', 'Acme');
    await vsCode.writeSettings(simulatorSettings(simulator));
  });

  it('sends nothing while RingCentral’s penalty runs, and counts it down, over a reload too', async () => {
    const { workbench } = code;
    await code.vsCode.forgetRequests();
    simulator.production.limits.configure({ auth: 0 });
    await workbench.runCommand(GET);
    await workbench.notifications.expect(/rate limit is exceeded. Nothing can be sent until \d/);
    await workbench.notifications.click(/rate limit is exceeded/, 'Try Again');
    await workbench.notifications.expect(/^Not before .* Nothing was sent/);
    await workbench.runCommand(GET);
    await workbench.notifications.expect(/penalty runs until .* Nothing was sent/);
    await workbench.tree.expectDescription(/^✓ failed: wait \d+ s$/, 'Production', 'Acme');
    await workbench.statusBar.expect(/^\$\(error\) Acme · production · failed · wait \d+ s$/);
    await workbench.notifications.clear();
    await workbench.statusBar.click();
    await workbench.panel.expect('CMN-301.token');
    await eventually(async () => {
      assert.match((await workbench.panel.state())?.text ?? '', /Try Again in \d+ s/);
    });
    await workbench.screenshot('penalty');
    await workbench.reload();
    await workbench.tree.open();
    await workbench.tree.expectDescription(/^✓ no token · wait \d+ s$/, 'Production', 'Acme');
    await workbench.statusBar.expect(/^\$\(key\) Acme · production · no token · wait \d+ s$/);
    await workbench.runCommand(GET);
    await workbench.notifications.expect(/penalty runs until .* Nothing was sent/);
    assert.equal(requests(), 1);
    await code.vsCode.forgetRequests();
  });

  it('tells of a setting that can’t be used, and opens it', async () => {
    const { workbench, vsCode } = code;
    await vsCode.writeSettings({
      ...simulatorSettings(simulator),
      'ringcentralJwt.requestTimeoutSeconds': 500,
      'ringcentralJwt.servers.production': 'http://platform.ringcentral.com',
    });
    await workbench.notifications.expect(
      /requestTimeoutSeconds must be a number from 1 to 120. Until then 15/,
    );
    const { buttons } = await workbench.notifications.expect(/servers.production: Only https/);
    assert.deepEqual(buttons, ['Open Setting']);
    await workbench.notifications.clear();
    await workbench.runCommand(GET);
    await workbench.notifications.expect(/servers.production: Only https/);
    assert.equal(requests(), 0);
    await vsCode.writeSettings(simulatorSettings(simulator));
  });

  it('asks once before a credential goes to a host that is not RingCentral’s, and sends nothing without consent', async () => {
    const { workbench, vsCode } = code;
    await vsCode.writeSettings({
      ...simulatorSettings(simulator),
      'ringcentralJwt.servers.production': 'https://ringcentral.com.invalid',
    });
    await eventually(async () => {
      await workbench.runCommand(GET);
      await workbench.dialog.expect('Send this profile’s credential to ringcentral.com.invalid?');
    });
    await workbench.screenshot('foreign host');
    await workbench.dialog.click('Cancel');
    await workbench.statusBar.expect(/Acme · production/);
    assert.equal(requests(), 0);
    await workbench.runCommand(GET);
    await workbench.dialog.expect(/Send this profile’s credential/);
    await workbench.dialog.click('Use This Server');
    // A name that never resolves: the request is tried, and nobody receives it.
    await workbench.notifications.expect(
      /^Acme: No address was found for the name ringcentral\.com\.invalid/,
    );
    await workbench.notifications.clear();
    await workbench.runCommand(GET);
    await workbench.notifications.expect(
      /^Acme: No address was found for the name ringcentral\.com\.invalid/,
    );
    assert.equal(await workbench.dialog.state(), undefined, 'the consent is remembered');
    assert.equal(requests(), 0);
    await vsCode.writeSettings(simulatorSettings(simulator));
  });

  it('hides the status bar item when the setting says so', async () => {
    const { workbench, vsCode } = code;
    await vsCode.writeSettings({
      ...simulatorSettings(simulator),
      'ringcentralJwt.statusBar.enabled': false,
    });
    await workbench.statusBar.expectHidden();
    await vsCode.writeSettings(simulatorSettings(simulator));
    await workbench.statusBar.expect(/Acme/);
  });
});
