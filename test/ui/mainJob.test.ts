// The main job as a user does it: from the welcome over a profile and a token to the clipboard, and back to no token.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { SampleProfile } from '../simulator/samples.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { eventually } from './eventually.ts';
import { useVsCode } from './fixture.ts';
import { addProfile, simulatorSettings } from './profileSteps.ts';

describe('the main job', () => {
  let simulator: Simulator;
  let sample: SampleProfile;
  let other: SampleProfile;
  before(async () => {
    simulator = await startSimulator();
    const [first] = simulator.sampleProfiles;
    const sandbox = simulator.sampleProfiles.find(({ environment }) => environment === 'sandbox');
    assert.ok(first && sandbox);
    sample = first;
    other = sandbox;
  });
  after(() => simulator.close());
  const code = useVsCode(() => ({ settings: simulatorSettings(simulator) }));

  const tokenRequests = (): number =>
    simulator.production.requests.filter(({ path }) => path === '/restapi/oauth/token').length;

  /** Whether RingCentral takes what is on the clipboard. */
  async function clipboardWorks(): Promise<boolean> {
    const url = `${simulator.production.url}/restapi/v1.0/account/~/extension/~/authz-profile`;
    const answer = await fetch(url, { headers: { Authorization: await code.workbench.readClipboard() } });
    return answer.ok;
  }

  it('begins with a welcome and no status bar item', async () => {
    const { workbench } = code;
    await workbench.tree.open();
    const welcome = await eventually(async () => {
      const text = await workbench.tree.welcome();
      assert.match(text ?? '', /Add Credential Profile/);
      return text;
    });
    assert.match(welcome ?? '', /Developer Console/);
    assert.match(welcome ?? '', /Get started/);
    await workbench.statusBar.expectHidden();
    await workbench.screenshot('welcome');
  });

  it('says that there is no profile yet, and offers to add one', async () => {
    const { workbench } = code;
    await workbench.runCommand('RingCentral JWT: Copy Bearer Token');
    const { buttons } = await workbench.notifications.expect(/no RingCentral credential profile yet/);
    assert.deepEqual(buttons, ['Add Credential Profile…']);
    await workbench.notifications.clear();
  });

  it('adds a profile, which becomes the active one', async () => {
    const { workbench } = code;
    await workbench.tree.clickWelcome('Add Credential Profile');
    await workbench.quickInput.expect({ step: '1/5' });
    await workbench.quickInput.escape();
    await addProfile(workbench, sample, 'Acme');
    const row = await workbench.tree.expect('Production', 'Acme');
    assert.equal(row.description, '✓ no token');
    assert.equal(row.icon, 'key');
    assert.equal(row.ariaLabel, 'Acme, Production, active, no token');
    assert.equal((await workbench.tree.expect('Production')).description, '1');
    assert.equal((await workbench.tree.expect('Sandbox')).description, '0');
    const item = await workbench.statusBar.expect('$(key) Acme · production · no token');
    assert.equal(item.background, 'none');
    assert.equal(simulator.production.requests.length, 0, 'nothing is sent before it is asked for');
  });

  it('gets an access token', async () => {
    const { workbench } = code;
    await workbench.notifications.click(/^Acme was added/, 'Get Access Token');
    await workbench.notifications.expect(/^Acme has a token until .* \(59 min\)/);
    await workbench.tree.expectDescription('✓ 59 min left', 'Production', 'Acme');
    await workbench.statusBar.expect(/^\$\(verified\) Acme · production · 5\dm$/);
    assert.equal(tokenRequests(), 1);
  });

  it('copies the Bearer token without asking RingCentral again', async () => {
    const { workbench } = code;
    await workbench.runCommand('RingCentral JWT: Copy Bearer Token');
    await workbench.notifications.expect(/^Copied the Bearer token of Acme, valid until /);
    assert.match(await workbench.readClipboard(), /^Bearer [\w-]{20,}$/);
    assert.ok(await clipboardWorks());
    assert.equal(tokenRequests(), 1);
  });

  it('shows server, client ID, JWT and token below the row, each with a tooltip', async () => {
    const { tree } = code.workbench;
    await tree.expand('Acme');
    await tree.expand('Acme', 'JWT');
    await tree.expand('Acme', 'Access token');
    const values = [];
    for (const path of [
      ['Server'],
      ['Client ID'],
      ['JWT'],
      ['JWT', 'Owner'],
      ['JWT', 'Expires'],
      ['Access token'],
    ]) {
      values.push((await tree.expect('Acme', ...path)).description);
    }
    assert.deepEqual(values.slice(0, 3), [simulator.production.url, sample.clientId, 'no expiry set']);
    assert.match(values[3] ?? '', /^\d+$/);
    assert.equal(values[4], 'no expiry set');
    assert.match(values[5] ?? '', /^5\d min left$/);
    await tree.expect('Acme', 'Access token', 'ReadAccounts');
    await tree.expect('Acme', 'Access token', 'ReadCallLog');
    await eventually(async () => {
      assert.match(await tree.tooltip('Acme', 'Client ID'), /Whoever owns a JWT needs it/);
    });
    await eventually(async () => {
      assert.match(await tree.tooltip('Acme', 'Access token', 'ReadCallLog'), /app permission ReadCallLog/);
    });
  });

  it('offers two actions on a row, and the rest in its context menu', async () => {
    const { tree, page } = code.workbench;
    const { actions } = await tree.expect('Production', 'Acme');
    assert.deepEqual(actions, ['Get Access Token', 'Copy Bearer Token']);
    const menu = await tree.openContextMenu('Production', 'Acme');
    for (const title of [
      'Revoke Access Token',
      'Select Active Profile…',
      'Create JWT in Developer Console',
    ]) {
      assert.ok(menu.includes(title), menu.join(', '));
    }
    await page.keyboard.press('Escape');
  });

  it('tells profile, server, owner, scopes and expiry in the status bar’s tooltip, with links to its commands only', async () => {
    const { workbench } = code;
    await eventually(async () => {
      const tooltip = (await workbench.statusBar.tooltip())
        .replaceAll('\u2060', '')
        .replaceAll('\u00A0', ' ');
      for (const part of [
        /Acme/,
        /Production/,
        /127\.0\.0\.1/,
        /Owner: \d+/,
        /ReadAccounts, ReadCallLog/,
        /min left/,
      ]) {
        assert.match(tooltip, part);
      }
    });
    const links = [];
    for (const link of await workbench.page.locator('.monaco-hover a').all()) {
      links.push((await link.getAttribute('data-href')) ?? (await link.getAttribute('href')));
    }
    assert.deepEqual(links, [
      'command:ringcentralJwt.copyBearerToken',
      'command:ringcentralJwt.getToken',
      'command:ringcentralJwt.showActions',
    ]);
  });

  it('keeps profile and token over a reload, and asks RingCentral nothing', async () => {
    const { workbench } = code;
    const copied = await workbench.readClipboard();
    await workbench.writeClipboard('something else');
    await workbench.reload();
    await workbench.statusBar.expect(/^\$\(verified\) Acme · production · 5\dm$/);
    await workbench.runCommand('RingCentral JWT: Copy Bearer Token');
    await workbench.notifications.expect(/^Copied the Bearer token of Acme/);
    assert.equal(await workbench.readClipboard(), copied);
    assert.equal(tokenRequests(), 1);
  });

  it('says how long a token is still valid before it gets a new one, and revokes the old one then', async () => {
    const { workbench } = code;
    await workbench.notifications.clear();
    await workbench.runCommand('RingCentral JWT: Get Access Token');
    const { detail } = await workbench.dialog.expect(/The token of Acme is still valid for 5\d min/);
    assert.match(detail, /already pasted stop working/);
    await workbench.dialog.click('Cancel');
    assert.equal(tokenRequests(), 1);
    await workbench.runCommand('RingCentral JWT: Get Access Token');
    await workbench.dialog.expect(/The token of Acme/);
    await workbench.dialog.click('Get a New Token');
    await workbench.notifications.expect(/^Acme has a token until/);
    assert.equal(tokenRequests(), 2);
    await eventually(async () => {
      assert.ok(!(await clipboardWorks()), 'the old token is revoked');
    });
  });

  it('revokes the token', async () => {
    const { workbench } = code;
    await workbench.notifications.clear();
    await workbench.runCommand('RingCentral JWT: Copy Bearer Token');
    await workbench.notifications.expect(/^Copied/);
    assert.ok(await clipboardWorks());
    await workbench.runCommand('RingCentral JWT: Revoke Access Token');
    await workbench.notifications.expect(/^Revoked the token of Acme/);
    assert.ok(!(await clipboardWorks()));
    await workbench.statusBar.expect('$(key) Acme · production · no token');
    await workbench.notifications.clear();
    await workbench.runCommand('RingCentral JWT: Revoke Access Token');
    await workbench.notifications.expect(/^Acme has no token to revoke/);
  });

  it('keeps a further profile from pushing the active one aside, until it is selected', async () => {
    const { workbench } = code;
    await addProfile(workbench, other, 'Beta');
    await workbench.statusBar.expect(/Acme/);
    await workbench.tree.open();
    assert.equal((await workbench.tree.expect('Sandbox', 'Beta')).description, 'no token');
    await workbench.runCommand('RingCentral JWT: Select Active Profile…');
    await workbench.quickInput.expect({ placeholder: 'Select the active profile' });
    const rows = await workbench.quickInput.rows();
    assert.deepEqual(
      rows.map(({ label, description, group }) => [label, description, group]),
      [
        ['$(key) Acme', '✓ no token', 'Production'],
        ['$(key) Beta', 'no token', 'Sandbox'],
      ],
    );
    await workbench.quickInput.pick('Beta');
    await workbench.statusBar.expect('$(key) Beta · sandbox · no token');
    await workbench.tree.expectDescription('no token', 'Production', 'Acme');
  });

  it('opens its menu behind the status bar item', async () => {
    const { workbench } = code;
    await workbench.statusBar.click();
    await workbench.quickInput.expect({ title: /Beta · Sandbox/ });
    const rows = await workbench.quickInput.rows();
    const labels = rows.map(({ label }) => label.replace(/^\$\([\w-]+\) /, ''));
    assert.deepEqual(labels.slice(0, 6), [
      'Copy Bearer Token',
      'Copy Token As…',
      'Insert Bearer Token',
      'Get Access Token',
      'Diagnose Profile',
      'Check API Permission…',
    ]);
    await workbench.quickInput.escape();
  });

  it('opens the walkthrough', async () => {
    const { workbench } = code;
    await workbench.runCommand('RingCentral JWT: Get Started');
    await workbench.page.getByText('From a JWT credential to a Bearer token in one minute.').waitFor();
    await workbench.screenshot('walkthrough');
  });

  it('shows no secret anywhere on the page', async () => {
    const { workbench } = code;
    const dom = await workbench.dom();
    const shown = [...workbench.notifications.history].join('\n');
    for (const secret of [sample.jwt, sample.clientSecret, other.jwt, other.clientSecret]) {
      assert.ok(!dom.includes(secret));
      assert.ok(!shown.includes(secret));
    }
  });
});
