import assert from 'node:assert/strict';
import { DeletionMarks } from '../../../src/profiles/deletionMarks.ts';
import { GuardedSecrets } from '../../../src/profiles/guardedSecrets.ts';
import { LiveSecrets } from '../../../src/profiles/liveSecrets.ts';
import { ProfileStore } from '../../../src/profiles/profileStore.ts';
import { Roster } from '../../../src/profiles/roster.ts';
import { ProfileDeleted, StorageFailed } from '../../../src/profiles/storage.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memoryStorage.ts';
import { NOW, profileOf, rowOf } from '../../support/samples.ts';

function setUp(): { secrets: MemorySecrets; memento: MemoryMemento; roster: Roster; store: ProfileStore } {
  const secrets = new MemorySecrets();
  const memento = new MemoryMemento();
  const roster = new Roster(memento);
  return { secrets, memento, roster, store: storeOf(secrets, roster) };
}

function storeOf(secrets: MemorySecrets, roster: Roster): ProfileStore {
  return new ProfileStore(secrets, roster, new DeletionMarks(secrets, () => NOW));
}

async function remove(store: ProfileStore, id: string): Promise<void> {
  await store.markDeleted(id);
  await store.finishDeletion(id);
}

const profile = profileOf();
const key = `profile:${profile.id}`;

describe('ProfileStore', () => {
  it('keeps a profile as one secret, and reads it back', async () => {
    const { secrets, store } = setUp();
    await store.write(profile);
    assert.deepEqual([...secrets.entries.keys()], [key]);
    assert.deepEqual(await store.read(profile.id), { ok: true, value: profile });
  });

  it('lists it in the roster, without a secret', async () => {
    const { memento, roster, store } = setUp();
    await store.write(profile);
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
    await assert.rejects(store.write(profile), StorageFailed);
    assert.deepEqual(roster.rows(), []);
  });

  it('lists nothing when the secret storage refuses to store', async () => {
    const { secrets, roster, store } = setUp();
    secrets.failing = (_key, call) => call === 'store';
    await assert.rejects(store.write(profile), StorageFailed);
    assert.deepEqual(roster.rows(), []);
  });

  it('finds by its key a profile that the roster lacks', async () => {
    const { secrets, store } = setUp();
    await store.write(profile);
    const roster = new Roster(new MemoryMemento());
    await storeOf(secrets, roster).reconcile();
    assert.equal(roster.row(profile.id)?.name, 'Acme');
  });

  it('reads no secret of profiles that the roster knows', async () => {
    const { secrets, store } = setUp();
    await store.write(profile);
    secrets.reads.length = 0;
    await store.reconcile();
    assert.deepEqual(secrets.reads, []);
  });

  it('keeps the row of a profile whose secret is gone, and says so until it is back', async () => {
    const { secrets, roster, store } = setUp();
    await store.write(profile);
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
      await store.reconcile();
      assert.deepEqual(store.aside(), [profile.id]);
      assert.deepEqual(await store.read(profile.id), { ok: false, failure: trouble });
      assert.equal(store.troubleOf(profile.id), trouble);
      assert.equal(secrets.entries.get(key), entry);
      assert.deepEqual(roster.rows(), []);
    });
  }

  it('lists the good profiles beside an unreadable one', async () => {
    const { secrets, roster, store } = setUp();
    await store.write(profile);
    secrets.entries.set('profile:broken', 'x');
    await store.reconcile();
    assert.deepEqual(
      roster.rows().map(row => row.name),
      ['Acme'],
    );
  });

  it('lets an error of the secret storage through, and changes nothing', async () => {
    const { secrets, roster, store } = setUp();
    await store.write(profile);
    secrets.failure = new Error('locked');
    await assert.rejects(store.read(profile.id), /locked/);
    await assert.rejects(store.reconcile(), /locked/);
    assert.equal(roster.rows().length, 1);
    assert.equal(store.troubleOf(profile.id), undefined);
  });
});

describe('a deleted profile', () => {
  const other = profileOf({ id: 'other', name: 'Other' });

  it('is marked first, and leaves nothing but the mark', async () => {
    const { secrets, roster, store } = setUp();
    await store.write(profile);
    const writes: string[] = [];
    secrets.onDidChange(({ key: changed }) => writes.push(changed));
    await remove(store, profile.id);
    assert.deepEqual(writes, [`deleted:${profile.id}`, key]);
    assert.deepEqual([...secrets.entries.keys()], [`deleted:${profile.id}`]);
    assert.equal(secrets.entries.get(`deleted:${profile.id}`), `{"version":1,"deletedAt":${NOW}}`);
    assert.deepEqual(roster.rows(), []);
  });

  it('is not deleted when its mark can’t be written', async () => {
    const { secrets, roster, store } = setUp();
    await store.write(profile);
    secrets.failing = (changed, call) => call === 'store' && changed.startsWith('deleted:');
    await assert.rejects(remove(store, profile.id));
    assert.ok(roster.row(profile.id));
    assert.ok((await store.read(profile.id)).ok);
  });

  it('does not come back by a roster that still has it, and an interrupted deletion is finished', async () => {
    const { secrets, memento, store } = setUp();
    await store.write(profile);
    await store.write(other);
    secrets.failing = (changed, call) => call === 'delete' && changed === key;
    const remembered = structuredClone(memento.get('roster'));
    await assert.rejects(remove(store, profile.id));
    secrets.failing = () => false;
    const later = new MemoryMemento();
    later.values.set('roster', remembered);
    const roster = new Roster(later);
    await storeOf(secrets, roster).reconcile();
    assert.deepEqual(
      roster.rows().map(({ name }) => name),
      ['Other'],
    );
    assert.deepEqual([...secrets.entries.keys()].sort(), [`deleted:${profile.id}`, 'profile:other']);
  });

  it('stays deleted when another window saves it afterwards, which is told', async () => {
    const { secrets, roster, store } = setUp();
    await store.write(profile);
    secrets.entries.set(`deleted:${profile.id}`, '{"version":1,"deletedAt":1}');
    await assert.rejects(store.write({ ...profile, name: 'Renamed' }), ProfileDeleted);
    assert.ok(!secrets.entries.has(key));
    assert.deepEqual(roster.rows(), []);
  });

  it('is let go of at the hint of another window', async () => {
    const { secrets, roster, store } = setUp();
    await store.write(profile);
    secrets.entries.delete(key);
    secrets.entries.set(`deleted:${profile.id}`, '{"version":1,"deletedAt":1}');
    await store.follow(profile.id, true);
    assert.deepEqual(roster.rows(), []);
    assert.equal(store.troubleOf(profile.id), undefined);
  });

  it('is let go of also when its mark is gone again at the time of the hint', async () => {
    const { secrets, roster, store } = setUp();
    await store.write(profile);
    secrets.entries.clear();
    await store.follow(profile.id, true);
    assert.deepEqual(roster.rows(), []);
  });

  it('has its mark pruned after 90 days, and a mark that can’t be read dated anew', async () => {
    const { secrets, store } = setUp();
    const DAY = 24 * 60 * 60 * 1000;
    secrets.entries.set('deleted:old', `{"version":1,"deletedAt":${NOW - 90 * DAY - 1}}`);
    secrets.entries.set('deleted:new', `{"version":1,"deletedAt":${NOW - 90 * DAY}}`);
    secrets.entries.set('deleted:odd', 'x');
    await store.pruneMarks();
    assert.deepEqual([...secrets.entries.keys()], ['deleted:new', 'deleted:odd']);
    assert.equal(secrets.entries.get('deleted:odd'), `{"version":1,"deletedAt":${NOW}}`);
  });
});

describe('a deletion mark', () => {
  it('does not come back when it goes while old ones are looked for', async () => {
    const { secrets, store } = setUp();
    secrets.entries.set('deleted:gone', '{"version":1,"deletedAt":1}');
    const pruned = store.pruneMarks();
    await Promise.resolve();
    secrets.entries.clear();
    await pruned;
    assert.deepEqual([...secrets.entries.keys()], []);
  });

  it('of a newer version is left alone', async () => {
    const { secrets, store } = setUp();
    secrets.entries.set('deleted:new', '{"version":2,"when":"x"}');
    await store.pruneMarks();
    assert.equal(secrets.entries.get('deleted:new'), '{"version":2,"when":"x"}');
  });
});

describe('the secret storage behind its guard', () => {
  it('tells whatever goes wrong as one kind of error, without its words', async () => {
    const secrets = new MemorySecrets();
    secrets.failure = new Error('locked, and here is a secret');
    const guarded = new GuardedSecrets(secrets, new LiveSecrets());
    for (const [attempt, call] of [
      ['read', async () => guarded.keys()],
      ['read', async () => guarded.get('k')],
      ['write', async () => guarded.store('k', 'v')],
      ['write', async () => guarded.delete('k')],
    ] as const) {
      const error: unknown = await call().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof StorageFailed);
      assert.equal(error.attempt, attempt);
      assert.doesNotMatch(error.message, /here is a secret/);
    }
  });
});

describe('a profile that another window changed', () => {
  it('has its new row at the hint, and keeps what is known of its token', async () => {
    const { secrets, roster, store } = setUp();
    await store.write(profile);
    const token = { obtainedAt: NOW, expiresAt: NOW + 1, scopes: [], server: 's', credential: 'c' };
    await roster.change(profile.id, { token });
    const elsewhere = storeOf(secrets, new Roster(new MemoryMemento()));
    await elsewhere.write({ ...profile, name: 'Renamed' });
    await store.follow(profile.id);
    assert.partialDeepStrictEqual(roster.row(profile.id), { name: 'Renamed', token });
  });

  it('has its row mended when it is read, however old the roster is', async () => {
    const { secrets, roster, store } = setUp();
    await store.write(profile);
    await storeOf(secrets, new Roster(new MemoryMemento())).write({ ...profile, clientId: 'New' });
    await store.read(profile.id);
    assert.equal(roster.row(profile.id)?.clientId, 'New');
  });

  it('draws nothing anew and writes nothing at a hint that comes twice', async () => {
    const { memento, roster, store } = setUp();
    await store.write(profile);
    const kept = memento.get('roster');
    const changed: unknown[] = [];
    roster.onDidChange(ids => changed.push(ids));
    await store.follow(profile.id);
    await store.follow(profile.id);
    assert.deepEqual(changed, []);
    assert.equal(memento.get('roster'), kept);
  });
});

describe('Roster', () => {
  it('loses no row to what an earlier version knew of its token', () => {
    const memento = new MemoryMemento();
    const row = rowOf({ credentialId: undefined });
    const token = { obtainedAt: NOW, expiresAt: NOW + 1, scopes: [] };
    memento.values.set('roster', { version: 1, rows: [{ ...row, token }] });
    assert.deepEqual(
      new Roster(memento).rows().map(({ name, token: known }) => [name, known]),
      [['Acme', undefined]],
    );
  });

  it('takes anything that is no roster for an empty one', () => {
    for (const value of [undefined, null, 7, 'x', [], { version: 2, rows: [] }, { version: 1, rows: 'x' }]) {
      const memento = new MemoryMemento();
      memento.values.set('roster', value);
      assert.deepEqual(new Roster(memento).rows(), []);
    }
  });

  it('leaves out a row that does not parse and keeps the others', async () => {
    const { memento, store } = setUp();
    await store.write(profile);
    const value = memento.get('roster') as { rows: unknown[] };
    memento.values.set('roster', { version: 1, rows: [{ id: 5 }, ...value.rows] });
    assert.equal(new Roster(memento).rows().length, 1);
  });
});
