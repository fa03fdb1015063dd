// A working day with three profiles in two environments: everything that a person does with credentials, in one window.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { after, afterEach, before, describe, it } from 'mocha';
import type { SampleProfile } from '../simulator/samples.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { eventually } from './eventually.ts';
import { useVsCode } from './fixture.ts';
import { rowOf } from '../support/samples.ts';
import { addProfile, editField, selectProfile, simulatorSettings } from './profileSteps.ts';
import { storeRoster } from './storedState.ts';

const REQUEST = 'GET https://platform.ringcentral.com/restapi/v1.0/account/~\nAccept: application/json\n';
/** Not synchronous: the simulator answers from this process. */
const run = promisify(execFile);
const command = (title: string): string => `RingCentral JWT: ${title}`;

describe('a working day', () => {
  let simulator: Simulator;
  let acme: SampleProfile;
  let beta: SampleProfile;
  let gamma: SampleProfile;
  before(async () => {
    simulator = await startSimulator();
    const production = simulator.sampleProfiles.filter(({ environment }) => environment === 'production');
    const sandbox = simulator.sampleProfiles.find(({ environment }) => environment === 'sandbox');
    assert.ok(production[0] && production[1] && sandbox);
    [acme, gamma, beta] = [production[0], production[1], sandbox];
  });
  after(() => simulator.close());
  const code = useVsCode(() => ({
    settings: simulatorSettings(simulator),
    files: { 'requests.http': REQUEST, '.env': '', '.gitignore': '.env\n', 'notes.txt': 'one\ntwo\n' },
  }));
  before(async () => {
    await run('git', ['init', '--quiet'], { cwd: code.vsCode.folder });
    await code.workbench.tree.open();
  });
  afterEach(async () => {
    await code.workbench.notifications.clear();
  });

  const sent = (path: 'token' | 'revoke'): number =>
    simulator.production.requests.filter(request => request.path === `/restapi/oauth/${path}`).length;

  async function works(authorization: string, url = simulator.production.url): Promise<boolean> {
    const answer = await fetch(`${url}/restapi/v1.0/account/~/extension/~/authz-profile`, {
      headers: { Authorization: authorization },
    });
    return answer.ok;
  }

  it('begins with three profiles in two environments', async () => {
    const { workbench } = code;
    await addProfile(workbench, acme, 'Acme');
    await addProfile(workbench, beta, 'Beta');
    await addProfile(workbench, gamma, 'Gamma');
    await workbench.tree.expectDescription('2', 'Production');
    await workbench.tree.expectDescription('1', 'Sandbox');
    await workbench.tree.expectDescription('✓ no token', 'Production', 'Acme');
  });

  it('renames a profile, which keeps its token', async () => {
    const { workbench } = code;
    await workbench.runCommand(command('Get Access Token'));
    await workbench.tree.expectDescription(/^✓ 5\d min left$/, 'Production', 'Acme');
    await editField(workbench, 'Acme', 'Name', 'Zenith');
    await workbench.notifications.expect('Acme was renamed to Zenith.');
    await workbench.tree.expectDescription(/^✓ 5\d min left$/, 'Production', 'Zenith');
    const rows = (await workbench.tree.rows()).filter(({ path }) => path.length === 2);
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['Gamma', 'Zenith', 'Beta'],
    );
    assert.equal(sent('revoke'), 0);
  });

  it('refuses a name in use, and keeps a secret that is left blank', async () => {
    const { workbench } = code;
    const { quickInput } = workbench;
    await workbench.runCommand(command('Edit Credential Profile…'));
    await quickInput.pick('Name');
    await quickInput.expect({ placeholder: 'Name' });
    await quickInput.fill('gamma');
    await quickInput.expectValidation(/in use in Production/);
    await quickInput.press('Back');
    await quickInput.pick('Client secret');
    assert.ok((await quickInput.expect({ placeholder: 'Client secret' })).isPassword);
    assert.equal(await quickInput.value(), '', 'a stored secret is not shown');
    await quickInput.accept();
    await quickInput.expectClosed();
    await workbench.tree.expectDescription(/min left/, 'Production', 'Zenith');
    assert.equal(sent('revoke'), 0);
  });

  it('revokes the token when the client secret changes, and explains that the wrong one is refused', async () => {
    const { workbench } = code;
    await editField(workbench, 'Zenith', 'Client secret', 'not-the-secret-of-this-app');
    await workbench.notifications.expect('The client secret of Zenith was changed. Its token was revoked.');
    assert.equal(sent('revoke'), 1);
    assert.equal(simulator.production.sessions.live().length, 0);
    await workbench.tree.expectDescription('✓ no token', 'Production', 'Zenith');
    await workbench.runCommand(command('Get Access Token'));
    await workbench.notifications.expect(/^Zenith: .*\(OAU-146\)$/);
    await workbench.tree.expectDescription(/^✓ failed: /, 'Production', 'Zenith');
    await workbench.statusBar.expect('$(error) Zenith · production · failed');
    await editField(workbench, 'Zenith', 'Client secret', acme.clientSecret);
    await workbench.tree.expectDescription('✓ no token', 'Production', 'Zenith');
  });

  it('warns before a JWT of the other environment is kept, and takes the environment with it on demand', async () => {
    const { workbench } = code;
    const { quickInput } = workbench;
    await editField(workbench, 'Zenith', 'JWT', beta.jwt);
    await quickInput.expect({ placeholder: /This JWT was created for Sandbox/ });
    await quickInput.pick('Use Sandbox');
    await workbench.notifications.expect('The JWT of Zenith was changed.');
    await workbench.tree.expect('Sandbox', 'Zenith');
    await editField(workbench, 'Zenith', 'JWT', acme.jwt);
    await quickInput.pick('Use Production');
    await workbench.tree.expect('Production', 'Zenith');
  });

  it('duplicates a profile without its token, and deletes the copy after a question that names it', async () => {
    const { workbench } = code;
    const menu = await workbench.tree.openContextMenu('Sandbox', 'Beta');
    for (const title of ['Edit', 'Duplicate', 'Delete'].map(verb => `${verb} Credential Profile…`)) {
      assert.ok(menu.includes(title), menu.join(', '));
    }
    await workbench.page.keyboard.press('Escape');
    await selectProfile(workbench, 'Beta');
    await workbench.runCommand(command('Duplicate Credential Profile…'));
    await workbench.quickInput.expect({ title: /Duplicate Credential Profile: Beta/ });
    assert.equal(await workbench.quickInput.value(), 'Beta copy');
    await workbench.quickInput.accept();
    await workbench.tree.expectDescription('no token', 'Sandbox', 'Beta copy');
    await selectProfile(workbench, 'Beta copy');
    await workbench.runCommand(command('Get Access Token'));
    await workbench.tree.expectDescription(/min left/, 'Sandbox', 'Beta copy');
    await workbench.runCommand(command('Delete Credential Profile…'));
    await workbench.dialog.expect('Delete the credential profile Beta copy (Sandbox)?');
    await workbench.dialog.click('Cancel');
    await workbench.tree.expect('Sandbox', 'Beta copy');
    await workbench.runCommand(command('Delete Credential Profile…'));
    await workbench.dialog.expect(/Beta copy/);
    await workbench.dialog.click('Delete');
    await workbench.notifications.expect('Beta copy was deleted. Its token was revoked.');
    assert.equal(simulator.sandbox.sessions.live().length, 0);
    await workbench.tree.expectDescription('1', 'Sandbox');
  });

  it('copies the client ID, from the row of the tree that shows it too', async () => {
    const { workbench } = code;
    await selectProfile(workbench, 'Gamma');
    await workbench.runCommand(command('Copy Client ID'));
    await workbench.notifications.expect(/^Copied the client ID of Gamma\./);
    assert.equal(await workbench.readClipboard(), gamma.clientId);
    await workbench.tree.expand('Beta');
    await workbench.tree.clickAction('Copy Client ID', 'Beta', 'Client ID');
    await eventually(async () => {
      assert.equal(await workbench.readClipboard(), beta.clientId);
    });
  });

  it('copies the token in the form that is picked, covered in the list', async () => {
    const { workbench } = code;
    await workbench.runCommand(command('Copy Token As…'));
    await workbench.quickInput.expect({ title: /Copy Token As · Gamma/ });
    const rows = await workbench.quickInput.rows();
    assert.match(rows.map(({ detail }) => detail).join('\n'), /Bearer ••••••/);
    await workbench.screenshot('copy token as');
    await workbench.quickInput.pick('cURL');
    await workbench.notifications.expect(/^Copied the cURL command of Gamma, valid until /);
    const curl = await workbench.readClipboard();
    assert.match((await run('bash', ['-c', `${curl} -sS`])).stdout, /"permissions"/);
    await workbench.runCommand(command('Copy Token As…'));
    await workbench.quickInput.pick('RingCentral SDK (Python)');
    await workbench.notifications.expect(/^Copied the Python snippet\. It reads RC_SERVER_URL/);
    assert.doesNotMatch(await workbench.readClipboard(), /Bearer [\w-]{20,}/);
  });

  it('asks before it inserts a production token into a file that git would take, and inserts it as one step', async () => {
    const { workbench } = code;
    const { editor, dialog } = workbench;
    await editor.open('requests.http');
    await editor.goTo(3);
    await workbench.runCommand(command('Insert Bearer Token'));
    const { detail } = await dialog.expect('Insert a production token into requests.http?');
    assert.match(detail, /Git does not ignore this file/);
    await dialog.click('Cancel');
    assert.equal((await editor.text()).trimEnd(), REQUEST.trimEnd());
    await workbench.runCommand(command('Insert Bearer Token'));
    await dialog.expect(/requests\.http/);
    await dialog.click('Insert');
    await workbench.notifications.expect(
      /^Inserted the Bearer token of Gamma into requests\.http, valid until /,
    );
    const header = /^Authorization: (Bearer \S+)$/m.exec(await editor.text());
    assert.ok(await works(header?.[1] ?? ''));
    await workbench.screenshot('inserted');
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await eventually(async () => {
      assert.equal((await editor.text()).trimEnd(), REQUEST.trimEnd());
    });
  });

  it('asks nothing for a file that git ignores, and writes the variable there', async () => {
    const { workbench } = code;
    await workbench.editor.open('.env');
    await workbench.runCommand(command('Insert Bearer Token'));
    await workbench.notifications.expect(/^Inserted the Bearer token of Gamma into \.env/);
    assert.match(await workbench.editor.text(), /^RC_ACCESS_TOKEN=\S{20,}$/);
    await workbench.page.keyboard.press('ControlOrMeta+Z');
  });

  it('asks nothing for a sandbox token', async () => {
    const { workbench } = code;
    await selectProfile(workbench, 'Beta');
    await workbench.editor.open('notes.txt');
    await workbench.editor.goTo(1, 1);
    await workbench.runCommand(command('Insert Bearer Token'));
    await workbench.notifications.expect(/^Inserted the Bearer token of Beta into notes\.txt/);
    const bearer = /^(Bearer \S+)one$/m.exec(await workbench.editor.text());
    assert.ok(await works(bearer?.[1] ?? '', simulator.sandbox.url));
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await workbench.runCommand('View: Revert and Close Editor');
  });

  it('says what to do when there is no editor to insert into', async () => {
    const { workbench } = code;
    await workbench.runCommand('View: Close All Editors');
    await eventually(async () => {
      if ((await workbench.dialog.state()) !== undefined) await workbench.dialog.click("Don't Save");
      assert.equal(await workbench.editor.title(), undefined);
    });
    await workbench.runCommand(command('Insert Bearer Token'));
    const { buttons } = await workbench.notifications.expect(/^Open a file and put the cursor/);
    assert.deepEqual(buttons, ['Copy Bearer Token']);
  });

  it('clears the clipboard by the setting, and only what it put there', async () => {
    const { workbench } = code;
    await code.vsCode.writeSettings({ 'ringcentralJwt.clipboard.clearAfterSeconds': 2 });
    await workbench.runCommand(command('Copy Bearer Token'));
    await workbench.notifications.expect(/The clipboard is cleared in 2 s\.$/);
    await eventually(async () => {
      assert.equal(await workbench.readClipboard(), '');
    });
    await workbench.notifications.clear();
    await workbench.runCommand(command('Copy Bearer Token'));
    await workbench.notifications.expect(/cleared in 2 s\.$/);
    await workbench.writeClipboard('mine');
    await workbench.page.waitForTimeout(3_000);
    assert.equal(await workbench.readClipboard(), 'mine');
    await workbench.notifications.clear();
    await code.vsCode.writeSettings({ 'ringcentralJwt.clipboard.clearAfterSeconds': 0 });
    await workbench.runCommand(command('Copy Bearer Token'));
    await workbench.notifications.expect(/^Copied the Bearer token of Beta, valid until [^.]*\.$/);
    await workbench.page.waitForTimeout(3_000);
    assert.match(await workbench.readClipboard(), /^Bearer /);
  });

  it('keeps profiles and tokens over a reload', async () => {
    const { workbench } = code;
    const before = simulator.sandbox.requests.length;
    await workbench.reload();
    await workbench.tree.open();
    await workbench.tree.expectDescription(/^✓ 5\d min left$/, 'Sandbox', 'Beta');
    await workbench.tree.expectDescription(/^5\d min left$/, 'Production', 'Gamma');
    await workbench.runCommand(command('Copy Bearer Token'));
    await workbench.notifications.expect(/^Copied the Bearer token of Beta/);
    assert.equal(simulator.sandbox.requests.length, before);
  });

  it('survives a lost keyring: the rows stay, say so, and take the JWT again', async () => {
    const { workbench } = code;
    const { quickInput } = workbench;
    await workbench.page.evaluate("localStorage.removeItem('secrets.provider')");
    await workbench.reload();
    await workbench.tree.open();
    for (const path of [
      ['Production', 'Gamma'],
      ['Production', 'Zenith'],
    ]) {
      const row = await workbench.tree.expectDescription('credential missing', ...path);
      assert.equal(row.icon, 'warning');
    }
    await workbench.tree.expectDescription('✓ credential missing', 'Sandbox', 'Beta');
    await workbench.screenshot('credential missing');
    await workbench.runCommand(command('Copy Bearer Token'));
    const { buttons } = await workbench.notifications.expect(/^Beta: The stored credential is gone/);
    assert.deepEqual(buttons, ['Paste JWT Again', 'Explain']);
    await workbench.notifications.click(/^Beta: The stored credential is gone/, 'Paste JWT Again');
    await quickInput.answer({ title: 'Paste JWT Again: Beta', step: '1/2' }, beta.jwt);
    await quickInput.answer({ step: '2/2' }, beta.clientSecret);
    await workbench.notifications.expect('Beta has its credential again.');
    await workbench.tree.expectDescription('✓ no token', 'Sandbox', 'Beta');
    await workbench.tree.expand('Gamma');
    await workbench.tree.click('Gamma', 'JWT');
    await quickInput.answer({ title: 'Paste JWT Again: Gamma', step: '1/2' }, gamma.jwt);
    await quickInput.answer({ step: '2/2' }, gamma.clientSecret);
    await workbench.tree.expectDescription('no token', 'Production', 'Gamma');
    await workbench.runCommand(command('Copy Bearer Token'));
    await workbench.notifications.expect(/^Copied the Bearer token of Beta/);
    assert.ok(await works(await workbench.readClipboard(), simulator.sandbox.url));
  });

  it('removes everything after a question, and leaves nothing', async () => {
    const { workbench } = code;
    const bearer = await workbench.readClipboard();
    await workbench.runCommand(command('Remove All Stored Data…'));
    await workbench.dialog.expect('Remove all 3 credential profiles and everything else that is stored?');
    await workbench.dialog.click('Remove All');
    await workbench.notifications.expect('All stored data was removed.');
    assert.ok(!(await works(bearer, simulator.sandbox.url)), 'the token is revoked');
    await workbench.statusBar.expectHidden();
    await eventually(async () => {
      assert.match((await workbench.tree.welcome()) ?? '', /Add Credential Profile/);
    });
    await workbench.reload();
    await workbench.tree.open();
    await eventually(async () => {
      assert.match((await workbench.tree.welcome()) ?? '', /Add Credential Profile/);
    });
  });

  it('finds one of a hundred profiles', async () => {
    const { workbench } = code;
    await storeRoster(
      workbench.page,
      Array.from({ length: 100 }, (_, index) => ({
        ...rowOf({ id: `row-${index}`, name: `Client ${index}`, clientId: `client-id-${index}` }),
        environment: index % 3 === 0 ? 'sandbox' : 'production',
      })),
    );
    await workbench.reload();
    await workbench.tree.open();
    await workbench.tree.expectDescription('66', 'Production');
    await workbench.tree.expect('Production', 'Client 1');
    for (const [typed, found] of [
      ['Client 77', 'Client 77'],
      ['client-id-42', 'Client 42'],
    ] as const) {
      await workbench.runCommand(command('Select Active Profile…'));
      await workbench.quickInput.fill(typed);
      await eventually(async () => {
        const rows = await workbench.quickInput.rows();
        assert.deepEqual(
          rows.map(({ label }) => label),
          [`$(warning) ${found}`],
        );
      });
      await workbench.quickInput.accept();
      await workbench.statusBar.expect(new RegExp(` ${found} · `));
    }
    await workbench.screenshot('a hundred profiles');
  });

  it('shows no secret anywhere on the page or in a notification', async () => {
    const { workbench } = code;
    const shown = [await workbench.dom(), ...workbench.notifications.history].join('\n');
    for (const sample of [acme, beta, gamma]) {
      assert.ok(!shown.includes(sample.jwt));
      assert.ok(!shown.includes(sample.clientSecret));
    }
  });
});
