import assert from 'node:assert/strict';
import { ProfileStore } from '../../../src/profiles/profileStore.ts';
import { Roster } from '../../../src/profiles/roster.ts';
import { StorageFailed } from '../../../src/profiles/storage.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memoryStorage.ts';
import { profileOf } from '../../support/samples.ts';

function setUp(): { secrets: MemorySecrets; memento: MemoryMemento; roster: Roster; store: ProfileStore } {
  const secrets = new MemorySecrets();
  const memento = new MemoryMemento();
  const roster = new Roster(memento);
  return { secrets, memento, roster, store: new ProfileStore(secrets, roster) };
}

const profile = profileOf();
const key = `profile:${profile.id}`;

describe('ProfileStore', () => {
  it('keeps a profile as one secret, and reads it back', async () => {
    const { secrets, store } = setUp();
    await store.add(profile);
    assert.deepEqual([...secrets.entries.keys()], [key]);
    assert.deepEqual(await store.read(profile.id), { ok: true, value: profile });
  });

  it('lists it in the roster, without a secret', async () => {
    const { memento, roster, store } = setUp();
    await store.add(profile);
    assert.partialDeepStrictEqual(roster.row(profile.id), {
      name: 'Acme',
      environment: 'production',
      server: null,
      clientId: profile.clientId,
      ownerId: '62014500004',
      jwtExpiresAt: 'none-set',
    });
    const kept = JSON.stringify([...memento.values]);
    for (const secret of [profile.jwt, profile.clientSecret]) assert.ok(!kept.includes(secret));
  });

  it('lists nothing when the secret storage did not keep it', async () => {
    const { secrets, roster, store } = setUp();
    secrets.isForgetful = true;
    await assert.rejects(store.add(profile), StorageFailed);
    assert.deepEqual(roster.rows(), []);
  });

  it('lists nothing when the secret storage refuses to store', async () => {
    const { secrets, roster, store } = setUp();
    secrets.failing = (_key, call) => call === 'store';
    await assert.rejects(store.add(profile), StorageFailed);
    assert.deepEqual(roster.rows(), []);
  });

  it('finds by its key a profile that the roster lacks', async () => {
    const { secrets, store } = setUp();
    await store.add(profile);
    const roster = new Roster(new MemoryMemento());
    await new ProfileStore(secrets, roster).reconcile();
    assert.equal(roster.row(profile.id)?.name, 'Acme');
  });

  it('reads no secret of profiles that the roster knows', async () => {
    const { secrets, store } = setUp();
    await store.add(profile);
    secrets.reads.length = 0;
    await store.reconcile();
    assert.deepEqual(secrets.reads, []);
  });

  it('keeps the row of a profile whose secret is gone, and says so until it is back', async () => {
    const { secrets, roster, store } = setUp();
    await store.add(profile);
    const entry = secrets.entries.get(key) ?? '';
    const changed: (readonly string[])[] = [];
    roster.onDidChange(ids => changed.push(ids));
    secrets.entries.clear();
    await store.reconcile();
    assert.equal(store.troubleOf(profile.id), 'missing');
    assert.equal(roster.rows().length, 1);
    assert.deepEqual(await store.read(profile.id), { ok: false, failure: 'missing' });
    secrets.entries.set(key, entry);
    await store.reconcile();
    assert.equal(store.troubleOf(profile.id), undefined);
    assert.deepEqual(changed, [[profile.id], [profile.id]]);
  });

  for (const [what, entry, trouble] of [
    ['is no JSON', '{', 'unreadable'],
    ['lacks a field', '{"version":1,"name":"x"}', 'unreadable'],
    ['has a field of the wrong type', JSON.stringify({ ...profile, version: 1, jwt: 7 }), 'unreadable'],
    ['names no environment', JSON.stringify({ ...profile, version: 1, environment: 'moon' }), 'unreadable'],
    ['is of a newer version', '{"version":2,"secret":"x"}', 'newer'],
  ] as const) {
    it(`leaves alone an entry that ${what}, and says so`, async () => {
      const { secrets, roster, store } = setUp();
      secrets.entries.set(key, entry);
      assert.deepEqual(await store.reconcile(), [profile.id]);
      assert.deepEqual(await store.read(profile.id), { ok: false, failure: trouble });
      assert.equal(store.troubleOf(profile.id), trouble);
      assert.equal(secrets.entries.get(key), entry);
      assert.deepEqual(roster.rows(), []);
    });
  }

  it('lists the good profiles beside an unreadable one', async () => {
    const { secrets, roster, store } = setUp();
    await store.add(profile);
    secrets.entries.set('profile:broken', 'x');
    await store.reconcile();
    assert.deepEqual(
      roster.rows().map(row => row.name),
      ['Acme'],
    );
  });

  it('lets an error of the secret storage through, and changes nothing', async () => {
    const { secrets, roster, store } = setUp();
    await store.add(profile);
    secrets.failure = new Error('locked');
    await assert.rejects(store.read(profile.id), /locked/);
    await assert.rejects(store.reconcile(), /locked/);
    assert.equal(roster.rows().length, 1);
    assert.equal(store.troubleOf(profile.id), undefined);
  });
});

describe('Roster', () => {
  it('takes anything that is no roster for an empty one', () => {
    for (const value of [undefined, null, 7, 'x', [], { version: 2, rows: [] }, { version: 1, rows: 'x' }]) {
      const memento = new MemoryMemento();
      memento.values.set('roster', value);
      assert.deepEqual(new Roster(memento).rows(), []);
    }
  });

  it('leaves out a row that does not parse and keeps the others', async () => {
    const { memento, store } = setUp();
    await store.add(profile);
    const value = memento.get('roster') as { rows: unknown[] };
    memento.values.set('roster', { version: 1, rows: [{ id: 5 }, ...value.rows] });
    assert.equal(new Roster(memento).rows().length, 1);
  });

  it('sees what another window wrote', async () => {
    const { memento, store } = setUp();
    const other = new Roster(memento);
    assert.deepEqual(other.rows(), []);
    await store.add(profile);
    assert.equal(other.rows().length, 1);
  });
});
