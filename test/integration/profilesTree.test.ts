// The tree's rows and when they are drawn anew (product, section 3).
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { ThemeIcon, type TreeItem } from 'vscode';
import { ProfilesTree, type TreeNode } from '../../src/workbench/profilesTree.ts';
import { CREDENTIAL_ID, NOW, profileOf } from '../support/samples.ts';
import { FakeView, TestWindow } from './window.ts';

const MINUTE = 60_000;

describe('the tree', () => {
  let window: TestWindow;
  let tree: ProfilesTree;
  let view: FakeView;
  /** What was drawn anew: profiles by id, `all` for the whole view. */
  let redrawn: string[];
  beforeEach(() => {
    window = new TestWindow();
    tree = new ProfilesTree(window);
    view = new FakeView();
    tree.follow(view);
    redrawn = [];
    tree.onDidChangeTreeData(node => redrawn.push(node?.kind === 'profile' ? node.profileId : 'all'));
  });
  afterEach(() => {
    tree.dispose();
  });

  /** Asks for all rows, as VS Code does, and returns the items of the profiles by name. */
  async function draw(): Promise<Map<string, TreeItem>> {
    const items = new Map<string, TreeItem>();
    const visit = async (node?: TreeNode): Promise<void> => {
      for (const child of await tree.getChildren(node)) {
        const item = tree.getTreeItem(child);
        if (child.kind === 'profile') items.set(typeof item.label === 'string' ? item.label : '', item);
        await visit(child);
      }
    };
    await visit();
    return items;
  }

  it('has no row at all without a profile, so that the welcome shows', async () => {
    assert.deepEqual(await tree.getChildren(), []);
  });

  it('has both groups with their numbers, and profiles by name', async () => {
    for (const name of ['Zeta 10', 'alpha', 'Zeta 9']) await window.add(name);
    const groups = (await tree.getChildren()).map(group => tree.getTreeItem(group));
    assert.deepEqual(
      groups.map(({ label, description }) => [label, description]),
      [
        ['Production', '3'],
        ['Sandbox', '0'],
      ],
    );
    assert.deepEqual([...(await draw()).keys()], ['alpha', 'Zeta 9', 'Zeta 10']);
  });

  it('reads no secret for drawing', async () => {
    await window.add('Acme', 10 * MINUTE);
    window.secrets.reads.length = 0;
    await draw();
    assert.deepEqual(window.secrets.reads, []);
  });

  it('counts a penalty down in the rows that it concerns, while it is visible', async () => {
    await window.add('Acme');
    await window.add('Beta', 10.5 * MINUTE);
    await draw();
    const client = { server: 'https://platform.ringcentral.com', clientId: profileOf().clientId };
    const { clock, penalties } = window;
    view.setVisible(true);
    penalties.note(client, { at: clock.now(), up: clock.uptime(), lasts: 60_000 });
    assert.equal((await draw()).get('Acme')?.description, 'no token · wait 60 s');
    assert.equal((await draw()).get('Beta')?.description, '10 min left');
    redrawn.length = 0;
    clock.advance(15_000);
    assert.equal((await draw()).get('Acme')?.description, 'no token · wait 45 s');
    assert.deepEqual(new Set(redrawn), new Set(['id-Acme']));
    view.setVisible(false);
    redrawn.length = 0;
    clock.advance(15_000);
    assert.deepEqual(redrawn, []);
    view.setVisible(true);
    clock.advance(30_000);
    assert.equal((await draw()).get('Acme')?.description, 'no token');
  });

  it('redraws only the row that a change concerns', async () => {
    const id = await window.add('Acme');
    await window.add('Beta');
    await draw();
    redrawn.length = 0;
    await window.tokenStore.write(id, {
      accessToken: 'x',
      obtainedAt: 0,
      expiresAt: window.clock.now() + 10 * MINUTE,
      server: 'https://platform.ringcentral.com',
      clientId: 'c',
      clientSecret: 's',
      credential: CREDENTIAL_ID,
      scopes: [],
      ownerId: undefined,
    });
    assert.deepEqual(redrawn, [id]);
    await window.add('Gamma');
    assert.deepEqual(redrawn, [id, 'all']);
  });

  it('moves the minutes once a minute, only in the row they are in, and only while it is visible', async () => {
    const id = await window.add('Acme', 42 * MINUTE + 10_000);
    await window.add('Beta');
    view.setVisible(true);
    assert.equal((await draw()).get('Acme')?.description, '42 min left');
    redrawn.length = 0;
    window.clock.advance(10_001);
    assert.deepEqual(redrawn, [id]);
    assert.equal((await draw()).get('Acme')?.description, '41 min left');
    redrawn.length = 0;
    view.setVisible(false);
    window.clock.advance(5 * MINUTE);
    assert.deepEqual(redrawn, []);
    assert.equal(window.clock.timers, 0);
    view.setVisible(true);
    assert.deepEqual(redrawn, [id]);
    assert.equal((await draw()).get('Acme')?.description, '36 min left');
  });

  it('moves the mark of a JWT that ends soon', async () => {
    const id = await window.add('Acme');
    await window.roster.change(id, { jwtExpiresAt: window.clock.now() + 3 * 24 * 60 * MINUTE - MINUTE });
    view.setVisible(true);
    assert.equal((await draw()).get('Acme')?.description, 'no token · JWT expires in 2 days');
    redrawn.length = 0;
    window.clock.set(window.clock.now() + 24 * 60 * MINUTE);
    window.clock.advance(MINUTE);
    assert.deepEqual(redrawn, [id]);
    assert.equal((await draw()).get('Acme')?.description, 'no token · JWT expires in 1 day');
  });

  it('has no timer while there is nothing to count', async () => {
    await window.add('Acme');
    view.setVisible(true);
    assert.equal(window.clock.timers, 0);
  });

  it('tells each state by the shape of its icon', async () => {
    await window.add('Few', 4 * MINUTE);
    await window.add('Live', 40 * MINUTE);
    await window.add('None');
    await window.add('Over', 0);
    await window.add('Gone');
    window.secrets.entries.delete('profile:id-Gone');
    await window.profiles.reconcile();
    const shapes = [...(await draw())].map(([name, { iconPath, description }]) => [
      name,
      iconPath instanceof ThemeIcon ? iconPath.id : undefined,
      description,
    ]);
    assert.deepEqual(shapes, [
      ['Few', 'clock', '4 min left'],
      ['Gone', 'warning', 'credential missing'],
      ['Live', 'verified', '40 min left'],
      ['None', 'key', 'no token'],
      ['Over', 'history', 'expired'],
    ]);
  });

  it('marks the active profile, for the eye and for a screen reader', async () => {
    await window.active.choose(await window.add('Acme'));
    const item = (await draw()).get('Acme');
    assert.equal(item?.description, '✓ no token');
    assert.equal(item.accessibilityInformation?.label, 'Acme, Production, active, no token');
  });

  it('says above the rows that there are entries that can’t be read, and not where the welcome shows', async () => {
    window.secrets.entries.set('profile:broken', '{');
    await window.profiles.reconcile();
    assert.equal(view.message, '');
    await window.add('Acme');
    assert.match(view.message, /can’t be read/);
    window.secrets.entries.delete('profile:broken');
    await window.profiles.follow('broken');
    assert.equal(view.message, '');
  });

  it('offers in place of a lost JWT to paste it again, by a click', async () => {
    const id = await window.add('Acme');
    window.secrets.entries.clear();
    await window.profiles.reconcile();
    const [group] = await tree.getChildren();
    const [row] = await tree.getChildren(group);
    const items = (await tree.getChildren(row)).map(node => tree.getTreeItem(node));
    const jwt = items.find(({ label }) => label === 'JWT');
    assert.deepEqual(jwt?.command?.arguments, [id]);
    assert.equal(jwt.command.command, 'ringcentralJwt.editProfile');
  });

  it('counts again at once after the clock was set back or forth, or the machine slept', async () => {
    const id = await window.add('Acme', 42 * MINUTE);
    view.setVisible(true);
    await draw();
    for (const [set, expected] of [
      [10 * MINUTE, '31 min left'],
      [-5 * MINUTE, '46 min left'],
      [60 * MINUTE, 'expired'],
    ] as const) {
      redrawn.length = 0;
      window.clock.set(NOW + set);
      window.clock.advance(MINUTE);
      assert.deepEqual(redrawn, [id]);
      assert.equal((await draw()).get('Acme')?.description, expected);
    }
  });

  it('moves the minutes below a row whose renewal has failed', async () => {
    const id = await window.add('Acme', 42 * MINUTE);
    window.activities.set(id, {
      running: false,
      failure: {
        kind: 'network',
        phase: 'token',
        host: 'h',
        at: NOW + 1,
        code: 'ENOTFOUND',
        systemCall: undefined,
      },
    });
    view.setVisible(true);
    await draw();
    redrawn.length = 0;
    window.clock.advance(1);
    assert.deepEqual(redrawn, [id]);
  });

  it('marks a JWT as soon as it has 14 days left, though nothing else moves', async () => {
    const id = await window.add('Acme');
    const DAY = 24 * 60 * MINUTE;
    await window.roster.change(id, { jwtExpiresAt: NOW + 15 * DAY });
    view.setVisible(true);
    assert.equal((await draw()).get('Acme')?.description, 'no token');
    redrawn.length = 0;
    window.clock.advance(DAY - 1);
    assert.deepEqual(redrawn, []);
    window.clock.advance(2);
    assert.deepEqual(redrawn, [id]);
    assert.equal((await draw()).get('Acme')?.description, 'no token · JWT expires in 13 days');
  });

  it('gives every row a tooltip', async () => {
    await window.add('Acme', 10 * MINUTE);
    const visit = async (node?: TreeNode): Promise<void> => {
      for (const child of await tree.getChildren(node)) {
        assert.ok(tree.getTreeItem(child).tooltip, JSON.stringify(child));
        await visit(child);
      }
    };
    await visit();
  });
});
