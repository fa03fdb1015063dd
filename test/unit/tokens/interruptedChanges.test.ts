// Edits and removals that meet another window, a locked keyring, or a user who gives up waiting.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Profile } from '../../../src/profiles/profile.ts';
import { StorageFailed } from '../../../src/profiles/storage.ts';
import type { LeftSession } from '../../../src/tokens/sessionEnder.ts';
import { RemovalIncomplete } from '../../../src/tokens/profileChanges.ts';
import { removeEverything, RemovalFailed } from '../../../src/tokens/removeEverything.ts';
import { ManualClock } from '../../simulator/clock.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { MemorySecrets } from '../../support/memoryStorage.ts';
import { Rooms } from '../../support/rooms.ts';
import { CREDENTIAL_ID } from '../../support/samples.ts';
import { Queues } from '../../../src/profiles/queues.ts';

describe('a change of a profile', () => {
  let simulator: Simulator;
  const clock = new ManualClock();
  let profile: Profile;
  let here: Rooms<MemorySecrets>;
  let there: Rooms<MemorySecrets>;
  before(async () => {
    simulator = await startSimulator({ clock });
  });
  after(() => simulator.close());
  beforeEach(async () => {
    const [sample] = simulator.sampleProfiles;
    assert.ok(sample);
    profile = { id: 'p1', credentialId: CREDENTIAL_ID, server: null, ...sample };
    const secrets = new MemorySecrets();
    const locks = new Queues();
    const open = (): Rooms<MemorySecrets> =>
      new Rooms({
        secrets,
        lock: { hold: async (name, task) => locks.run(name, task) },
        now: () => clock.now(),
        serverFor: async ({ server }) => Promise.resolve(server ?? simulator.production.url),
      });
    here = open();
    await here.profiles.write(profile);
    there = open();
    await there.profiles.reconcile();
  });
  afterEach(async () => {
    await wait(20); // What was begun beside the test's own path comes to its end.
    simulator.production.reset();
  });

  const sent = (path: 'token' | 'revoke'): number =>
    simulator.production.requests.filter(request => request.path.endsWith(path)).length;

  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await wait(1);
  }

  async function works(token: string): Promise<boolean> {
    const url = `${simulator.production.url}/restapi/v1.0/account/~/extension/~/authz-profile`;
    return (await fetch(url, { headers: { Authorization: `Bearer ${token}` } })).ok;
  }

  it('takes the token away before its session ends, so that no other window hands it out meanwhile', async () => {
    const got = await here.tokens.obtain('p1');
    assert.ok(got.ok);
    simulator.production.faults.once('revoke', { kind: 'delay', milliseconds: 100 });
    const edit = here.changes.edit('p1', { clientSecret: 'another' });
    await until(() => sent('revoke') === 1);
    assert.ok(!here.secrets.entries.has('token:p1'));
    const other = await there.tokens.obtain('p1');
    assert.ok(!other.ok || other.value.accessToken !== got.value.accessToken);
    await edit;
  });

  it('takes the token away before its session ends, also while it is being renewed here', async () => {
    assert.ok((await here.tokens.obtain('p1')).ok);
    simulator.production.faults.once('token', { kind: 'delay', milliseconds: 200 });
    simulator.production.faults.once('revoke', { kind: 'delay', milliseconds: 100 });
    const renewal = here.tokens.renew('p1');
    await until(() => sent('token') === 2);
    const edit = here.changes.edit('p1', { clientSecret: 'another' });
    await until(() => sent('revoke') === 1);
    assert.ok(!here.secrets.entries.has('token:p1'));
    await Promise.all([edit, renewal]);
    await until(() => simulator.production.sessions.live().length === 0);
  });

  it('that is not kept puts a token back that was not revoked', async () => {
    const got = await here.tokens.obtain('p1');
    assert.ok(got.ok);
    const left: LeftSession[] = [];
    here.sessions.onDidLeaveSession(session => left.push(session));
    for (let request = 1; request < 5; request += 1) await here.budget.claim(got.value);
    here.secrets.failing = (key, call) => key === 'profile:p1' && call === 'store';
    await assert.rejects(here.changes.edit('p1', { clientSecret: 'another' }), StorageFailed);
    assert.equal(sent('revoke'), 0);
    const again = await here.tokens.obtain('p1');
    assert.equal(again.ok && again.value.accessToken, got.value.accessToken);
    assert.deepEqual(left, []);
  });

  it('sends no revoke where the token can’t be taken away: nothing is changed', async () => {
    const got = await here.tokens.obtain('p1');
    assert.ok(got.ok);
    here.secrets.failing = (key, call) => key === 'token:p1' && call === 'delete';
    await assert.rejects(here.changes.edit('p1', { clientSecret: 'another' }), StorageFailed);
    assert.equal(sent('revoke'), 0);
    assert.ok(await works(got.value.accessToken));
    const read = await here.profiles.read('p1');
    assert.equal(read.ok && read.value.clientSecret, profile.clientSecret);
  });

  it('waits for the exchange of another window no longer than the user does', async () => {
    simulator.production.faults.once('token', { kind: 'delay', milliseconds: 300 });
    const elsewhere = there.tokens.obtain('p1');
    await until(() => sent('token') === 1);
    const controller = new AbortController();
    let isDone = false;
    const edit = here.changes.edit('p1', { clientSecret: 'another' }, controller.signal).then(outcome => {
      isDone = true;
      return outcome;
    });
    await wait(20);
    assert.ok(!isDone, 'it waits');
    controller.abort();
    assert.equal((await edit).kind, 'changed');
    assert.ok(!here.secrets.entries.has('token:p1'), 'the exchange is still under way');
    const late = await elsewhere;
    assert.partialDeepStrictEqual(late, { ok: false, failure: { kind: 'cancelled', by: 'profile-changed' } });
    await wait(50);
    assert.ok(!here.secrets.entries.has('token:p1'));
  });

  it('looks after what another window began meanwhile no longer than the user waits', async () => {
    assert.ok((await here.tokens.obtain('p1')).ok);
    simulator.production.faults.once('revoke', { kind: 'delay', milliseconds: 60 });
    simulator.production.faults.once('token', { kind: 'delay', milliseconds: 400 });
    const controller = new AbortController();
    const edit = here.changes.edit('p1', { clientSecret: 'another' }, controller.signal);
    await until(() => sent('revoke') === 1);
    let isBack = false;
    const elsewhere = there.tokens.obtain('p1').finally(() => {
      isBack = true;
    });
    await until(() => (here.secrets.entries.get('profile:p1') ?? '').includes('"another"'));
    controller.abort();
    assert.equal((await edit).kind, 'changed');
    assert.ok(!isBack, 'the exchange is still under way');
    assert.ok(!(await elsewhere).ok);
    await until(() => simulator.production.sessions.live().length === 0);
  });

  it('that is its end is not told as whole while the keyring keeps the token', async () => {
    await here.tokens.obtain('p1');
    here.secrets.failing = (key, call) => key === 'token:p1' && call === 'delete';
    const failure = await here.changes.delete('p1').catch((error: unknown) => error);
    assert.ok(failure instanceof RemovalIncomplete);
    assert.deepEqual(failure.removed.outcome, { kind: 'revoked' });
  });

  it('that is its end tells what became of its token though the choice of it can’t be forgotten', async () => {
    await here.active.choose('p1');
    await here.tokens.obtain('p1');
    simulator.production.faults.once('revoke', { kind: 'reset' });
    here.globalState.update = async () => Promise.reject(new Error('disk full'));
    const failure = await here.changes.delete('p1').catch((error: unknown) => error);
    assert.ok(failure instanceof RemovalIncomplete);
    assert.equal(failure.removed.outcome.kind, 'not-revoked');
  });

  it('that is its end tells what became of its token though the keyring keeps some of it', async () => {
    await here.tokens.obtain('p1');
    simulator.production.faults.once('revoke', { kind: 'reset' });
    here.secrets.failing = (key, call) => key === 'profile:p1' && call === 'delete';
    const failure = await here.changes.delete('p1').catch((error: unknown) => error);
    assert.ok(failure instanceof RemovalIncomplete);
    assert.equal(failure.removed.name, profile.name);
    assert.equal(failure.removed.outcome.kind, 'not-revoked');
    assert.ok(!here.secrets.entries.has('token:p1'));
  });

  describe('that removes everything', () => {
    it('tells of a session that goes on though the removal failed', async () => {
      await here.tokens.obtain('p1');
      simulator.production.faults.once('revoke', { kind: 'reset' });
      here.secrets.failing = (key, call) => key === 'profile:p1' && call === 'delete';
      const failure = await here.removeEverything().catch((error: unknown) => error);
      assert.ok(failure instanceof RemovalFailed);
      assert.deepEqual(
        failure.open.map(({ name }) => name),
        [profile.name],
      );
    });

    it('leaves alone what another window adds when nothing was left', async () => {
      const [, second] = simulator.sampleProfiles;
      assert.ok(second);
      const { secrets, marks, changes } = here;
      let isAdded = false;
      const keys = async (): Promise<string[]> => {
        const listed = await secrets.keys();
        if (!isAdded && listed.every(key => key.startsWith('deleted:'))) {
          isAdded = true;
          await there.profiles.write({ id: 'p2', credentialId: CREDENTIAL_ID, server: null, ...second });
          assert.ok((await there.tokens.obtain('p2')).ok);
        }
        return listed;
      };
      const forget = async (): Promise<void> => here.roster.clear();
      const watched = {
        keys,
        get: async (key: string) => secrets.get(key),
        store: async (key: string, value: string) => secrets.store(key, value),
        delete: async (key: string) => secrets.delete(key),
        onDidChange: secrets.onDidChange,
      };
      const parts = { secrets: watched, marks, changes, forget, now: () => clock.now() };
      assert.deepEqual(await removeEverything(parts), []);
      assert.ok(isAdded);
      assert.deepEqual([...secrets.entries.keys()].sort(), ['profile:p2', 'token:p2']);
    });

    it('sweeps away nothing of a window that adds without an end', async () => {
      const { secrets, marks, changes } = here;
      let added = 0;
      const forget = async (): Promise<void> => here.roster.clear();
      const watched = {
        keys: async () => {
          added += 1;
          await there.profiles.write({ ...profile, id: `new${added}`, name: `${added}` });
          return secrets.keys();
        },
        get: async (key: string) => secrets.get(key),
        store: async (key: string, value: string) => secrets.store(key, value),
        delete: async (key: string) => secrets.delete(key),
        onDidChange: secrets.onDidChange,
      };
      const parts = { secrets: watched, marks, changes, forget, now: () => clock.now() };
      await assert.rejects(removeEverything(parts), RemovalFailed);
      assert.ok(secrets.entries.has(`profile:new${added}`));
    });

    it('ends the session of a profile that another window adds meanwhile', async () => {
      await here.tokens.obtain('p1');
      simulator.production.faults.once('revoke', { kind: 'delay', milliseconds: 100 });
      const removal = here.removeEverything();
      await until(() => sent('revoke') === 1);
      const [, second] = simulator.sampleProfiles;
      assert.ok(second);
      await there.profiles.write({ id: 'p2', credentialId: CREDENTIAL_ID, server: null, ...second });
      const got = await there.tokens.obtain('p2');
      assert.ok(got.ok);
      assert.deepEqual(await removal, []);
      assert.ok(!(await works(got.value.accessToken)));
      assert.deepEqual([...here.secrets.entries.keys()], []);
    });
  });
});
