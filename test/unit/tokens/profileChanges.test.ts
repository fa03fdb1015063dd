import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { changedProfile, type Profile } from '../../../src/profiles/profile.ts';
import { ProfileDeleted, StorageFailed } from '../../../src/profiles/storage.ts';
import { RemovalFailed } from '../../../src/tokens/removeEverything.ts';
import type { LeftSession } from '../../../src/tokens/sessionEnder.ts';
import { tokenStateOf } from '../../../src/tokens/tokenState.ts';
import { ManualClock } from '../../simulator/clock.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { MemorySecrets } from '../../support/memoryStorage.ts';
import { Rooms } from '../../support/rooms.ts';
import { CREDENTIAL_ID } from '../../support/samples.ts';

describe('ProfileChanges', () => {
  let simulator: Simulator;
  const clock = new ManualClock();
  let rooms: Rooms<MemorySecrets>;
  let profile: Profile;
  before(async () => {
    simulator = await startSimulator({ clock });
  });
  after(() => simulator.close());
  beforeEach(async () => {
    const [sample] = simulator.sampleProfiles;
    assert.ok(sample);
    profile = { id: 'p1', credentialId: CREDENTIAL_ID, server: null, ...sample };
    rooms = open();
    await rooms.profiles.write(profile);
  });
  afterEach(async () => {
    await wait(20); // What was begun beside the test's own path comes to its end.
    simulator.production.reset();
  });

  function open(secrets = new MemorySecrets()): Rooms<MemorySecrets> {
    return new Rooms({
      secrets,
      now: () => clock.now(),
      serverFor: async ({ server }) => Promise.resolve(server ?? simulator.production.url),
    });
  }

  const sent = (path: 'token' | 'revoke'): { authorization: string | undefined }[] =>
    simulator.production.requests
      .filter(request => request.path.endsWith(path))
      .map(({ headers }) => ({ authorization: headers['authorization'] }));

  async function tokenOf(id = 'p1'): Promise<string> {
    const got = await rooms.tokens.obtain(id);
    assert.ok(got.ok);
    return got.value.accessToken;
  }

  async function works(token: string): Promise<boolean> {
    const url = `${simulator.production.url}/restapi/v1.0/account/~/extension/~/authz-profile`;
    return (await fetch(url, { headers: { Authorization: `Bearer ${token}` } })).ok;
  }

  for (const [what, change] of [
    ['client ID', { clientId: 'another' }],
    ['client secret', { clientSecret: 'another' }],
    ['JWT', { jwt: 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln' }],
    ['server', { server: 'https://platform.ringcentral.biz' }],
    ['environment', { environment: 'sandbox' }],
  ] as const) {
    it(`revokes the token with the old values when the ${what} changes`, async () => {
      const token = await tokenOf();
      const outcome = await rooms.changes.edit('p1', change);
      assert.deepEqual(outcome, { kind: 'changed', revoked: { kind: 'revoked' } });
      const basic = Buffer.from(`${profile.clientId}:${profile.clientSecret}`).toString('base64');
      assert.deepEqual(sent('revoke'), [{ authorization: `Basic ${basic}` }]);
      assert.ok(!(await works(token)));
      const changed = await rooms.profiles.read('p1');
      assert.ok(changed.ok);
      assert.notEqual(changed.value.credentialId, CREDENTIAL_ID);
      assert.deepEqual(changed.value, { ...profile, ...change, credentialId: changed.value.credentialId });
      assert.ok(!rooms.secrets.entries.has('token:p1'));
      assert.equal(rooms.roster.row('p1')?.token, undefined);
    });
  }

  it('keeps the token when only the name changes', async () => {
    const token = await tokenOf();
    assert.deepEqual(await rooms.changes.edit('p1', { name: 'Other' }), {
      kind: 'changed',
      revoked: { kind: 'no-token' },
    });
    assert.equal(rooms.roster.row('p1')?.name, 'Other');
    assert.equal(await tokenOf(), token);
    assert.deepEqual(sent('revoke'), []);
  });

  it('writes nothing when nothing changes', async () => {
    await tokenOf();
    const written: string[] = [];
    rooms.secrets.onDidChange(({ key }) => written.push(key));
    const same = { name: profile.name, jwt: profile.jwt };
    assert.deepEqual(await rooms.changes.edit('p1', same), { kind: 'unchanged' });
    assert.deepEqual(written, []);
  });

  it('forgets how the last exchange failed', async () => {
    simulator.production.faults.once('token', { kind: 'reset' });
    await rooms.tokens.obtain('p1');
    assert.ok(rooms.activities.of('p1').failure);
    await rooms.changes.edit('p1', { clientSecret: 'another' });
    assert.equal(rooms.activities.of('p1').failure, undefined);
  });

  it('changes the profile all the same when the token can’t be revoked, and says so', async () => {
    await tokenOf();
    simulator.production.faults.once('revoke', { kind: 'reset' });
    const outcome = await rooms.changes.edit('p1', { clientSecret: 'another' });
    assert.partialDeepStrictEqual(outcome, {
      kind: 'changed',
      revoked: { kind: 'not-revoked', failure: { kind: 'network' } },
    });
    assert.ok(!rooms.secrets.entries.has('token:p1'));
    assert.equal(sent('revoke').length, 1, 'a revoke is never repeated');
  });

  it('does not wait for an exchange that is under way, which is discarded and revoked when it comes back', async () => {
    simulator.production.faults.once('token', { kind: 'delay', milliseconds: 150 });
    const exchange = rooms.tokens.obtain('p1');
    await until(() => sent('token').length === 1);
    await rooms.changes.edit('p1', { clientSecret: 'another' });
    assert.ok(rooms.activities.of('p1').running, 'the edit was faster');
    assert.partialDeepStrictEqual(await exchange, {
      ok: false,
      failure: { kind: 'cancelled', by: 'profile-changed' },
    });
    await until(() => sent('revoke').length === 1);
    await until(() => simulator.production.sessions.live().length === 0);
    assert.ok(!rooms.secrets.entries.has('token:p1'));
  });

  it('leaves the profile as it was when the keyring does not keep the change, without a dead token', async () => {
    await tokenOf();
    rooms.secrets.failing = (key, call) => key === 'profile:p1' && call === 'store';
    await assert.rejects(rooms.changes.edit('p1', { clientSecret: 'another' }), StorageFailed);
    assert.deepEqual(await rooms.profiles.read('p1'), { ok: true, value: profile });
    assert.ok(!rooms.secrets.entries.has('token:p1'));
  });

  it('changes nothing of a profile that can’t be read', async () => {
    rooms.secrets.entries.set('profile:p1', '{"version":2}');
    assert.deepEqual(await rooms.changes.edit('p1', { name: 'x' }), { kind: 'trouble', trouble: 'newer' });
    assert.equal(rooms.secrets.entries.get('profile:p1'), '{"version":2}');
  });

  it('restores a profile whose credential was lost, and lists it as before', async () => {
    rooms.secrets.entries.delete('profile:p1');
    await rooms.profiles.reconcile();
    assert.equal(rooms.profiles.troubleOf('p1'), 'missing');
    await rooms.changes.restore(profile);
    assert.equal(rooms.profiles.troubleOf('p1'), undefined);
    assert.ok(await works(await tokenOf()));
  });

  it('deletes a profile with every trace but the mark, and revokes its token', async () => {
    const token = await tokenOf();
    await rooms.active.choose('p1');
    assert.deepEqual(await rooms.changes.delete('p1'), { kind: 'revoked' });
    assert.deepEqual([...rooms.secrets.entries.keys()], ['deleted:p1']);
    assert.deepEqual(rooms.roster.rows(), []);
    assert.equal(rooms.globalState.get('activeProfile'), undefined);
    assert.ok(!(await works(token)));
  });

  it('deletes a profile offline, and says what goes on', async () => {
    await tokenOf();
    simulator.production.faults.always('revoke', { kind: 'reset' });
    assert.equal((await rooms.changes.delete('p1')).kind, 'not-revoked');
    assert.deepEqual([...rooms.secrets.entries.keys()], ['deleted:p1']);
  });

  it('says nothing of a token that has expired long ago', async () => {
    await tokenOf();
    clock.advance(24 * 3600);
    assert.deepEqual(await rooms.changes.delete('p1'), { kind: 'no-token' });
    assert.deepEqual(sent('revoke'), []);
  });

  it('ends the session though the keyring does not let go of the profile, and is finished later', async () => {
    const token = await tokenOf();
    rooms.secrets.failing = (key, call) => key === 'profile:p1' && call === 'delete';
    await assert.rejects(rooms.changes.delete('p1'));
    assert.ok(!(await works(token)));
    rooms.secrets.failing = () => false;
    await rooms.profiles.reconcile();
    assert.deepEqual([...rooms.secrets.entries.keys()], ['deleted:p1']);
  });

  it('keeps a token that was stored though the keyring can’t be read after that', async () => {
    const old = await tokenOf();
    let isStored = false;
    rooms.secrets.onDidChange(({ key }) => {
      isStored ||= key === 'token:p1';
    });
    rooms.secrets.failing = (key, call) => isStored && key === 'profile:p1' && call === 'get';
    const got = await rooms.tokens.renew('p1');
    rooms.secrets.failing = () => false;
    assert.ok(got.ok);
    assert.ok(await works(got.value.accessToken));
    await until(() => simulator.production.sessions.live().length === 1);
    assert.ok(!(await works(old)));
  });

  it('says that a profile was deleted in another window, rather than that its credential is gone', async () => {
    const other = open(rooms.secrets);
    await other.profiles.reconcile();
    await other.changes.delete('p1');
    await assert.rejects(rooms.changes.edit('p1', { name: 'x' }), ProfileDeleted);
  });

  it('discards the refusal of a credential that was corrected meanwhile', async () => {
    await rooms.changes.edit('p1', { clientSecret: 'wrong' });
    simulator.production.faults.once('token', { kind: 'delay', milliseconds: 100 });
    const exchange = rooms.tokens.obtain('p1');
    await until(() => sent('token').length === 1);
    await rooms.changes.edit('p1', { clientSecret: profile.clientSecret });
    assert.partialDeepStrictEqual(await exchange, {
      ok: false,
      failure: { kind: 'cancelled', by: 'profile-changed' },
    });
    assert.equal(rooms.activities.of('p1').failure, undefined);
    assert.ok(await works(await tokenOf()));
  });

  it('hands out no token whose session an edit has ended, though the old values come back', async () => {
    const token = await tokenOf();
    await rooms.changes.edit('p1', { clientSecret: 'typo' });
    await rooms.changes.edit('p1', { clientSecret: profile.clientSecret });
    const now = await tokenOf();
    assert.notEqual(now, token);
    assert.ok(await works(now));
    assert.equal(sent('revoke').length, 1);
  });

  it('ends a token of the old client ID with the client that it was got with', async () => {
    // As in another window that has not noticed the edit yet: the token lies there beside the new profile.
    const token = await tokenOf();
    const entry = rooms.secrets.entries.get('token:p1') ?? '';
    const other = open(rooms.secrets);
    await other.profiles.reconcile();
    const edited = changedProfile(profile, { clientId: 'another' });
    await other.profiles.write(edited);
    assert.equal(rooms.secrets.entries.get('token:p1'), entry);
    await other.tokens.discardStale(edited);
    await until(() => sent('revoke').length === 1);
    assert.ok(!(await works(token)));
  });

  it('keeps an edit though the token can’t be looked at afterwards, and counts that token no more', async () => {
    await tokenOf();
    simulator.production.faults.once('revoke', { kind: 'reset' });
    let isWritten = false;
    rooms.secrets.onDidChange(({ key }) => {
      isWritten ||= key === 'profile:p1';
    });
    rooms.secrets.failing = key => isWritten && key === 'token:p1';
    assert.equal((await rooms.changes.edit('p1', { clientSecret: 'another' })).kind, 'changed');
    const row = rooms.roster.row('p1');
    assert.ok(row);
    const state = tokenStateOf(
      row,
      undefined,
      rooms.activities.of('p1'),
      simulator.production.url,
      clock.now(),
    );
    assert.deepEqual(state, { kind: 'none' });
  });

  it('leaves alone what a newer version stored while the JWT was fetched', async () => {
    rooms.secrets.entries.set('profile:p1', '{"version":2}');
    assert.deepEqual(await rooms.changes.restore(profile), { kind: 'trouble', trouble: 'newer' });
    assert.equal(rooms.secrets.entries.get('profile:p1'), '{"version":2}');
  });

  it('ends the session of a deleted profile whose token another window has cleared away', async () => {
    const token = await tokenOf();
    rooms.secrets.onDidChange(({ key }) => {
      if (key === 'deleted:p1') rooms.secrets.entries.delete('token:p1');
    });
    assert.deepEqual(await rooms.changes.delete('p1'), { kind: 'revoked' });
    assert.ok(!(await works(token)));
  });

  it('keeps a token though the roster can’t be written', async () => {
    rooms.globalState.update = async () => Promise.reject(new Error('disk full'));
    const token = await tokenOf();
    assert.ok(await works(token));
    assert.equal(await tokenOf(), token);
  });

  it('asks RingCentral later for a revoke that was never sent', async () => {
    const token = await tokenOf();
    rooms.secrets.failing = (key, call) => key === 'profile:p1' && call === 'store';
    const left: LeftSession[] = [];
    rooms.sessions.onDidLeaveSession(session => left.push(session));
    const cancelled = AbortSignal.abort();
    await assert.rejects(rooms.changes.edit('p1', { clientSecret: 'another' }, cancelled), StorageFailed);
    assert.deepEqual(sent('revoke'), []);
    assert.deepEqual(left, [], 'the token is still there, and used');
    rooms.secrets.failing = () => false;
    assert.equal(await tokenOf(), token, 'nothing was changed, and the token lives');
    assert.deepEqual(await rooms.tokens.revoke('p1'), { kind: 'revoked' });
    assert.ok(!(await works(token)));
  });

  it('tells once of a token whose revoke the limit holds back, and leaves it at that', async () => {
    for (const id of ['p2', 'p3', 'p4', 'p5']) {
      await rooms.profiles.write({ ...profile, id, name: id });
      await tokenOf(id);
    }
    await tokenOf();
    const left: LeftSession[] = [];
    rooms.sessions.onDidLeaveSession(session => left.push(session));
    const outcome = await rooms.changes.edit('p1', { clientSecret: 'another' });
    assert.partialDeepStrictEqual(outcome, {
      revoked: { kind: 'not-revoked', failure: { kind: 'penalty' } },
    });
    await wait(20);
    assert.deepEqual(left, []);
    assert.deepEqual(sent('revoke'), []);
  });

  it('brings no profile back whose deletion was interrupted while its token was on the way', async () => {
    simulator.production.faults.once('token', { kind: 'delay', milliseconds: 100 });
    const exchange = rooms.tokens.obtain('p1');
    await until(() => sent('token').length === 1);
    rooms.secrets.failing = (key, call) => key === 'profile:p1' && call === 'delete';
    await assert.rejects(rooms.changes.delete('p1'), StorageFailed);
    rooms.secrets.failing = () => false;
    assert.ok(!(await exchange).ok);
    assert.deepEqual(rooms.roster.rows(), []);
    await until(() => simulator.production.sessions.live().length === 0);
  });

  it('discards an exchange that comes back for a deleted profile', async () => {
    simulator.production.faults.once('token', { kind: 'delay', milliseconds: 150 });
    const exchange = rooms.tokens.obtain('p1');
    await until(() => sent('token').length === 1);
    await rooms.changes.delete('p1');
    assert.ok(!(await exchange).ok);
    await until(() => simulator.production.sessions.live().length === 0);
    assert.deepEqual([...rooms.secrets.entries.keys()], ['deleted:p1']);
    assert.deepEqual(rooms.roster.rows(), []);
  });

  describe('Remove All Stored Data', () => {
    it('leaves nothing, whether it can be read or not, and no session', async () => {
      await tokenOf();
      await rooms.profiles.write({ ...profile, id: 'p2', name: 'Other' });
      await tokenOf('p2');
      rooms.secrets.entries.set('profile:p3', 'unreadable');
      rooms.secrets.entries.set('profile:p4', '{"version":9}');
      rooms.secrets.entries.set('deleted:p6', 'x');
      rooms.secrets.entries.set('something else', 'x');
      assert.deepEqual(await rooms.removeEverything(), []);
      assert.deepEqual([...rooms.secrets.entries.keys()], []);
      assert.deepEqual(rooms.roster.rows(), []);
      assert.equal(rooms.globalState.get('roster'), undefined);
      assert.deepEqual(simulator.production.sessions.live(), []);
    });

    it('works offline, and says which sessions go on', async () => {
      await tokenOf();
      simulator.production.faults.always('revoke', { kind: 'reset' });
      const open_ = await rooms.removeEverything();
      assert.partialDeepStrictEqual(open_, [{ name: profile.name, expiresAt: clock.now() + 3_600_000 }]);
      assert.deepEqual([...rooms.secrets.entries.keys()], []);
    });

    it('tells also of a token that ends within a minute, and of one that can’t be read', async () => {
      await tokenOf();
      clock.advance(3570);
      rooms.secrets.entries.set('token:p5', 'x');
      const left = await rooms.removeEverything();
      assert.deepEqual(
        left.map(({ name, expiresAt }) => [
          name,
          expiresAt === undefined ? undefined : expiresAt - clock.now(),
        ]),
        [
          [profile.name, 30_000],
          [undefined, undefined],
        ],
      );
      assert.deepEqual(sent('revoke'), []);
    });

    it('revokes within the limit of five requests a minute, and says what it left', async () => {
      for (const id of ['p1', 'p2', 'p3']) {
        if (id !== 'p1') await rooms.profiles.write({ ...profile, id, name: id });
        await tokenOf(id);
      }
      const left = await rooms.removeEverything();
      assert.equal(sent('token').length + sent('revoke').length, 5);
      assert.equal(left.length, 1);
      assert.match(rooms.logged.join('\n'), /revoke: skipped, because of the budget/);
    });

    it('keeps whole what it can’t remove, and finds it the next time', async () => {
      await tokenOf();
      rooms.secrets.failing = (key, call) => key === 'profile:p1' && call === 'get';
      await assert.rejects(rooms.removeEverything(), StorageFailed);
      rooms.secrets.failing = () => false;
      assert.ok(rooms.secrets.entries.has('profile:p1'));
      assert.deepEqual(await rooms.removeEverything(), []);
      assert.deepEqual(simulator.production.sessions.live(), []);
      assert.deepEqual([...rooms.secrets.entries.keys()], []);
    });

    it('says which sessions go on though it could not remove everything', async () => {
      await tokenOf();
      await rooms.profiles.write({ ...profile, id: 'p2', name: 'Other' });
      simulator.production.faults.once('revoke', { kind: 'reset' });
      rooms.secrets.failing = (key, call) => key === 'deleted:p2' && call === 'store';
      const failure: unknown = await rooms.removeEverything().catch((error: unknown) => error);
      assert.ok(failure instanceof RemovalFailed);
      assert.deepEqual(failure.open, [{ name: profile.name, expiresAt: clock.now() + 3_600_000 }]);
    });

    it('discards an exchange that comes back, and waits for an edit that is under way', async () => {
      await rooms.profiles.write({ ...profile, id: 'p2', name: 'Other' });
      await tokenOf('p2');
      simulator.production.faults.once('token', { kind: 'delay', milliseconds: 100 });
      const exchange = rooms.tokens.obtain('p1');
      await until(() => sent('token').length === 2);
      simulator.production.faults.once('revoke', { kind: 'delay', milliseconds: 60 });
      const edit = rooms.changes.edit('p2', { clientSecret: 'another' });
      await until(() => sent('revoke').length === 1);
      await Promise.all([rooms.removeEverything(), exchange, edit]);
      await until(() => simulator.production.sessions.live().length === 0);
      assert.deepEqual([...rooms.secrets.entries.keys()], []);
      assert.deepEqual(rooms.roster.rows(), []);
    });

    it('is finished by the next start when it is interrupted', async () => {
      await rooms.profiles.write({ ...profile, id: 'p2', name: 'Other' });
      rooms.secrets.failing = (key, call) => key === 'profile:p2' && call === 'delete';
      await assert.rejects(rooms.removeEverything());
      rooms.secrets.failing = () => false;
      const later = open(rooms.secrets);
      await later.profiles.reconcile();
      assert.deepEqual(later.roster.rows(), []);
      assert.deepEqual(
        [...rooms.secrets.entries.keys()].filter(key => key.startsWith('profile:')),
        [],
      );
    });
  });
});

/** Waits for a condition, one turn of the event loop at a time; mocha's time limit ends it. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(1);
}
