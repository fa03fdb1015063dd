// In a folder that nobody has trusted, tree and copying work (product, section 9).
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
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
    files: {
      '.vscode/settings.json': '{ "ringcentralJwt.servers.production": "http://127.0.0.1:9" }',
      '.gitignore': 'ignored.env\n',
      'ignored.env': '',
    },
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

  it('asks before it inserts a production token even into a file that git ignores: git can’t be asked', async () => {
    const { workbench } = code;
    await promisify(execFile)('git', ['init', '--quiet'], { cwd: code.vsCode.folder });
    code.vsCode.expectSecretIn('ignored.env'); // The editor is still open, and not saved, when the suite ends.
    await workbench.editor.open('ignored.env');
    await workbench.runCommand('RingCentral JWT: Insert Bearer Token');
    const { detail } = await workbench.dialog.expect('Insert a production token into ignored.env?');
    assert.match(detail, /Git could not be asked/);
    await workbench.dialog.click('Insert');
    await workbench.notifications.expect(/^Inserted the Bearer token of Acme into ignored\.env/);
    assert.match(await workbench.editor.text(), /^RC_ACCESS_TOKEN=\S{20,}$/);
  });
});
