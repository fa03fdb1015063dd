// In a folder that nobody has trusted, tree and copying work (product, section 9).
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { useVsCode } from './fixture.ts';
import { addProfile, simulatorSettings } from './profileSteps.ts';

describe('in Restricted Mode', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator();
  });
  after(() => simulator.close());
  const code = useVsCode(() => ({
    settings: simulatorSettings(simulator),
    restrictedMode: true,
    // A workspace can set none of the settings, trusted or not.
    files: { '.vscode/settings.json': '{ "ringcentralJwt.servers.production": "http://127.0.0.1:9" }' },
  }));

  it('adds a profile, shows it, and copies a token from the user’s server', async () => {
    const { workbench } = code;
    const [sample] = simulator.sampleProfiles;
    assert.ok(sample);
    await workbench.page.locator('.part.statusbar').getByText('Restricted Mode').waitFor();
    await addProfile(workbench, sample, 'Acme');
    await workbench.tree.open();
    await workbench.tree.expect('Production', 'Acme');
    await workbench.runCommand('RingCentral JWT: Copy Bearer Token');
    await workbench.notifications.expect(/^Copied the Bearer token of Acme/);
    assert.match(await workbench.readClipboard(), /^Bearer [\w-]{20,}$/);
    assert.equal(simulator.production.requests.length, 1);
  });
});
