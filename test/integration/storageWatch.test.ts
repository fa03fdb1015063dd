// What is read of the secret storage after the start, and at a hint that it changed.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { StorageWatch } from '../../src/workbench/storageWatch.ts';
import { profileOf } from '../support/samples.ts';
import { TestWindow } from './window.ts';

describe('the watch over the secret storage', () => {
  let window: TestWindow;
  let watch: StorageWatch | undefined;
  beforeEach(() => {
    window = new TestWindow();
  });
  afterEach(() => {
    watch?.dispose();
  });

  async function start(): Promise<void> {
    window.secrets.reads.length = 0;
    watch = new StorageWatch(window);
    await turns();
  }

  it('reads the active profile’s token after the start, and no other secret', async () => {
    await window.add('Beta', 600_000);
    await window.active.choose(await window.add('Acme', 600_000));
    await start();
    assert.deepEqual(window.secrets.reads, ['token:id-Acme']);
  });

  it('reads nothing where no profile is active', async () => {
    await window.add('Acme', 600_000);
    await start();
    assert.deepEqual(window.secrets.reads, []);
  });

  it('lists a profile that another window added, and forgets a token that it revoked', async () => {
    const other = new TestWindow();
    await other.add('Beta');
    await window.active.choose(await window.add('Acme', 600_000));
    await start();
    await window.secrets.store('profile:id-Beta', other.secrets.entries.get('profile:id-Beta') ?? '');
    await window.secrets.delete('token:id-Acme');
    await turns();
    assert.equal(window.roster.row('id-Beta')?.name, 'Beta');
    assert.equal(window.roster.row('id-Acme')?.token, undefined);
  });

  it('follows another window’s edit and deletion', async () => {
    const id = await window.add('Acme', 600_000);
    await start();
    const other = new TestWindow();
    await other.profiles.write(profileOf({ id, name: 'Renamed' }));
    await window.secrets.store(`profile:${id}`, other.secrets.entries.get(`profile:${id}`) ?? '');
    await turns();
    assert.equal(window.roster.row(id)?.name, 'Renamed');
    await window.secrets.store(`deleted:${id}`, '{"version":1,"deletedAt":1}');
    await turns();
    assert.deepEqual(window.roster.rows(), []);
    assert.ok(!window.secrets.entries.has(`profile:${id}`), 'the deletion is finished');
  });

  it('draws nothing anew at a hint that says nothing new', async () => {
    const id = await window.add('Acme', 600_000);
    await start();
    const changed: string[] = [];
    window.roster.onDidChange(ids => changed.push(...ids));
    for (const key of [`token:${id}`, `profile:${id}`]) {
      await window.secrets.store(key, window.secrets.entries.get(key) ?? '');
    }
    await turns();
    assert.deepEqual(changed, []);
  });

  it('looks again when the window gets the focus, should a hint never have come', async () => {
    const id = await window.add('Acme');
    await start();
    window.secrets.entries.delete(`profile:${id}`);
    window.setFocus(false);
    await turns();
    assert.equal(window.profiles.troubleOf(id), undefined);
    window.setFocus(true);
    await turns();
    assert.equal(window.profiles.troubleOf(id), 'missing');
  });

  it('reads the profile again when its token is of another credential than the row’s', async () => {
    const id = await window.add('Acme', 600_000);
    await window.roster.change(id, { credentialId: 'an old one', name: 'Old' });
    await start();
    assert.equal(window.roster.row(id)?.name, 'Acme');
    assert.equal(window.roster.row(id)?.credentialId, window.roster.row(id)?.token?.credential);
  });

  it('prunes old deletion marks after the start', async () => {
    window.secrets.entries.set('deleted:old', '{"version":1,"deletedAt":1}');
    await start();
    assert.deepEqual([...window.secrets.entries.keys()], []);
  });

  it('leaves an entry that doesn’t parse as it is, and logs it once', async () => {
    window.secrets.entries.set('profile:broken', '{');
    await start();
    await window.secrets.store('profile:broken', '{');
    await turns();
    assert.equal(window.secrets.entries.get('profile:broken'), '{');
    assert.equal(window.logged.filter(line => line.includes('profile:broken')).length, 1);
  });

  it('survives a secret storage that throws', async () => {
    await window.add('Acme');
    window.secrets.failure = new Error('locked, and here is a secret');
    await start();
    assert.equal(window.roster.rows().length, 1);
    assert.equal(window.logged.length, 1);
    assert.doesNotMatch(window.logged.join(), /locked|here is a secret/);
  });
});

/** Lets everything that waits for nothing but promises come to its end. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
}
