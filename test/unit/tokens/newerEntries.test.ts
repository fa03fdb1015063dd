// What a newer version of the extension stored is left exactly as it is, by everything but the deletion of its profile.
import assert from 'node:assert/strict';
import { explain, problemOf } from '../../../src/explanations/explain.ts';
import { StorageFailed } from '../../../src/profiles/storage.ts';
import { Bank } from '../../support/bank.ts';
import { knownProfileOf } from '../../support/cases.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memoryStorage.ts';
import { Rooms } from '../../support/rooms.ts';
import { NOW, profileOf } from '../../support/samples.ts';

const NEWER = '{"version":2,"sealed":"x"}';
const CHANGES = [
  { name: 'Other' },
  { clientId: 'another' },
  { clientSecret: 'another' },
  { jwt: 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln' },
  { server: 'https://platform.ringcentral.biz' },
  { environment: 'sandbox' },
] as const;

describe('what a newer version of the extension stored', () => {
  let secrets: MemorySecrets;
  let globalState: MemoryMemento;
  let bank: Bank;
  let rooms: Rooms<MemorySecrets>;

  const open = (): Rooms<MemorySecrets> =>
    new Rooms({
      secrets,
      globalState,
      now: () => NOW,
      endpoint: bank.endpoint(),
      serverFor: async ({ server }) => Promise.resolve(server ?? 'https://platform.ringcentral.com'),
    });

  beforeEach(async () => {
    secrets = new MemorySecrets();
    globalState = new MemoryMemento();
    bank = new Bank(() => NOW);
    rooms = open();
    await rooms.profiles.write(profileOf({ id: 'p1' }));
  });

  const newer = (kind: string): void => {
    secrets.entries.set(`${kind}:p1`, NEWER);
  };

  const isLeft = (kind: string): boolean => secrets.entries.get(`${kind}:p1`) === NEWER;

  async function startAgain(): Promise<void> {
    rooms = open();
    await rooms.profiles.reconcile();
    await rooms.tokenStore.reconcile();
    await rooms.profiles.pruneMarks();
  }

  describe('as a token', () => {
    beforeEach(() => {
      newer('token');
    });

    for (const get of ['obtain', 'renew'] as const) {
      it(`sends nothing when another is to be got (${get}), and says why`, async () => {
        const got = await rooms.tokens[get]('p1', undefined, { tryAnyway: true });
        assert.ok(!got.ok);
        assert.deepEqual(got.failure, { kind: 'credential', trouble: 'newer' });
        assert.equal(bank.opened.size, 0);
        assert.ok(isLeft('token'));
        const problem = problemOf({ kind: 'credential', trouble: 'newer' }, NOW);
        const { rule, closedBy, happened } = explain({ problem, profile: knownProfileOf(), now: NOW });
        assert.deepEqual([rule, closedBy], ['credential-newer', 'credential']);
        assert.match(happened.join(' '), /token.*Nothing was sent/);
      });
    }

    it('is not revoked, which is told', async () => {
      assert.deepEqual(await rooms.tokens.revoke('p1'), { kind: 'newer' });
      assert.ok(isLeft('token'));
    });

    for (const change of CHANGES) {
      it(`stays when the ${Object.keys(change).join()} changes, which is told where tokens depend on it`, async () => {
        const revoked = { kind: 'name' in change ? 'no-token' : 'newer' };
        assert.deepEqual(await rooms.changes.edit('p1', change), { kind: 'changed', revoked });
        assert.ok(isLeft('token'));
      });
    }

    it('stays when the profile’s lost credential is pasted again', async () => {
      secrets.entries.delete('profile:p1');
      await rooms.changes.restore(profileOf({ id: 'p1', credentialId: 'restored' }));
      assert.ok(isLeft('token'));
    });

    it('stays over a start, and shows no token', async () => {
      await startAgain();
      assert.ok(isLeft('token'));
      assert.equal(rooms.roster.row('p1')?.token, undefined);
    });

    it('goes with its profile, which is told', async () => {
      assert.deepEqual(await rooms.changes.delete('p1'), { kind: 'newer' });
      assert.deepEqual([...secrets.entries.keys()], ['deleted:p1']);
    });

    it('goes with everything, which is told', async () => {
      assert.deepEqual(await rooms.removeEverything(), [{ name: 'Acme', expiresAt: undefined }]);
      assert.equal(secrets.entries.size, 0);
    });

    it('is not replaced by an exchange during which it came: the session that was opened ends', async () => {
      secrets.entries.delete('token:p1');
      const got = rooms.tokens.obtain('p1');
      while (bank.opened.size === 0) await Promise.resolve();
      newer('token');
      await assert.rejects(got, StorageFailed);
      await Promise.resolve();
      assert.ok(isLeft('token'));
      assert.equal(bank.live.size, 0);
    });

    it('is not replaced by one that an edit puts back', async () => {
      secrets.entries.delete('token:p1');
      const got = await rooms.tokens.obtain('p1');
      assert.ok(got.ok);
      newer('token');
      await assert.rejects(rooms.tokenStore.putBack('p1', got.value), StorageFailed);
      await rooms.tokenStore.delete('p1');
      await rooms.tokenStore.deleteIf('p1', got.value);
      assert.ok(isLeft('token'));
    });
  });

  describe('as a profile', () => {
    beforeEach(() => {
      newer('profile');
    });

    it('is neither used nor changed nor replaced, which is told', async () => {
      const trouble = { kind: 'credential', trouble: 'newer' } as const;
      for (const get of ['obtain', 'renew'] as const) {
        assert.deepEqual(await rooms.tokens[get]('p1'), { ok: false, failure: trouble });
      }
      for (const change of CHANGES) {
        assert.deepEqual(await rooms.changes.edit('p1', change), { kind: 'trouble', trouble: 'newer' });
      }
      const restored = await rooms.changes.restore(profileOf({ id: 'p1' }));
      assert.deepEqual(restored, { kind: 'trouble', trouble: 'newer' });
      assert.deepEqual(await rooms.tokens.revoke('p1'), { kind: 'no-token' });
      await startAgain();
      assert.equal(bank.opened.size, 0);
      assert.ok(isLeft('profile'));
    });

    it('is not replaced by an edit during which it came', async () => {
      secrets.entries.delete('profile:p1');
      await rooms.profiles.write(profileOf({ id: 'p1' }));
      assert.ok((await rooms.tokens.obtain('p1')).ok);
      const edit = rooms.changes.edit('p1', { clientSecret: 'another' });
      while (bank.revoked.length === 0) await Promise.resolve();
      newer('profile');
      await assert.rejects(edit, StorageFailed);
      assert.ok(isLeft('profile'));
    });

    it('keeps its token', async () => {
      newer('token');
      await startAgain();
      await rooms.tokens.obtain('p1');
      await rooms.tokens.revoke('p1');
      assert.ok(isLeft('profile') && isLeft('token'));
    });

    it('goes when it is deleted', async () => {
      newer('token');
      assert.deepEqual(await rooms.changes.delete('p1'), { kind: 'newer' });
      assert.deepEqual([...secrets.entries.keys()], ['deleted:p1']);
    });
  });

  describe('as the mark of a deletion', () => {
    it('stays over a start, and keeps its profile deleted', async () => {
      newer('deleted');
      await startAgain();
      assert.deepEqual([...secrets.entries], [['deleted:p1', NEWER]]);
      assert.deepEqual(rooms.roster.rows(), []);
    });

    it('goes with everything', async () => {
      newer('deleted');
      await rooms.removeEverything();
      assert.equal(secrets.entries.size, 0);
    });
  });
});

describe('a token that the storage does not keep', () => {
  for (const [what, forget] of [
    ['forgets', (entries: Map<string, string>, key: string) => entries.delete(key)],
    ['does not take', () => undefined],
  ] as const) {
    it(`is told at once by a storage that ${what} it, and its session ends`, async () => {
      const secrets = new MemorySecrets();
      const bank = new Bank(() => NOW);
      const rooms = new Rooms({
        secrets,
        now: () => NOW,
        endpoint: bank.endpoint(),
        serverFor: async () => Promise.resolve('https://platform.ringcentral.com'),
      });
      await rooms.profiles.write(profileOf({ id: 'p1' }));
      secrets.isForgetful = true;
      secrets.onDidChange(({ key }) => forget(secrets.entries, key));
      await assert.rejects(rooms.tokens.obtain('p1'), StorageFailed);
      assert.equal(bank.opened.size, 1);
      assert.equal(bank.live.size, 0);
      assert.equal(rooms.roster.row('p1')?.token, undefined);
    });
  }
});
