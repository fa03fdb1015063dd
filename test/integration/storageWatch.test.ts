// What is read of the secret storage after the start, and at a hint that it changed.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { StorageWatch } from '../../src/workbench/storageWatch.ts';
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

  it('has a row drawn anew at a hint though the shared memento holds the other window’s row already', async () => {
    const id = await window.add('Acme', 600_000);
    await start();
    const changed: string[] = [];
    window.roster.onDidChange(ids => changed.push(...ids));
    await window.secrets.store(`token:${id}`, window.secrets.entries.get(`token:${id}`) ?? '');
    await turns();
    assert.deepEqual(changed, [id]);
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
