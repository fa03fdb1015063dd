import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { changedProfile, type Profile } from '../../../src/profiles/profile.ts';
import type { ProfileStore } from '../../../src/profiles/profileStore.ts';
import type { Roster } from '../../../src/profiles/roster.ts';
import { StorageFailed } from '../../../src/profiles/storage.ts';
import type { Result } from '../../../src/ringcentral/result.ts';
import type { AccessToken } from '../../../src/tokens/accessToken.ts';
import type { LeftSession, SessionEnder } from '../../../src/tokens/sessionEnder.ts';
import type { TokenFailure } from '../../../src/tokens/tokenFailure.ts';
import type { Activities } from '../../../src/tokens/activities.ts';
import type { TokenService } from '../../../src/tokens/tokenService.ts';
import { ManualClock } from '../../simulator/clock.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { MemorySecrets } from '../../support/memoryStorage.ts';
import { Rooms } from '../../support/rooms.ts';
import { CREDENTIAL_ID } from '../../support/samples.ts';

/** One window with one profile of the simulator's. */
interface Window {
  readonly service: TokenService;
  readonly activities: Activities;
  readonly secrets: MemorySecrets;
  readonly roster: Roster;
  readonly profiles: ProfileStore;
  readonly sessions: SessionEnder;
  readonly profile: Profile;
  readonly log: string[];
}

describe('TokenService', () => {
  let simulator: Simulator;
  const clock = new ManualClock();
  before(async () => {
    simulator = await startSimulator({ clock });
  });
  after(() => simulator.close());
  afterEach(async () => {
    // A replaced token is revoked beside the test's own path; the next test shall not see it.
    await settle();
    simulator.production.reset();
  });

  const sent = (path?: 'token' | 'revoke'): number =>
    simulator.production.requests.filter(request => request.path.endsWith(path ?? '')).length;

  async function openWindow(secrets = new MemorySecrets(), changes: Partial<Profile> = {}): Promise<Window> {
    const [sample] = simulator.sampleProfiles;
    assert.ok(sample);
    const profile: Profile = { id: 'p1', credentialId: CREDENTIAL_ID, server: null, ...sample, ...changes };
    const rooms = new Rooms({
      secrets,
      now: () => clock.now(),
      serverFor: async ({ server }) => Promise.resolve(server ?? simulator.production.url),
    });
    const { roster, profiles, sessions, tokens: service, logged: log } = rooms;
    if (secrets.entries.size === 0) await profiles.write(profile);
    else await profiles.reconcile();
    const { activities } = rooms;
    return { service, activities, secrets, roster, profiles, sessions, profile, log };
  }

  function tokenOf(got: Result<AccessToken, TokenFailure>): AccessToken {
    assert.ok(got.ok, JSON.stringify(got));
    return got.value;
  }

  /** Whether the API takes a token. */
  async function works(token: AccessToken): Promise<boolean> {
    const url = `${simulator.production.url}/restapi/v1.0/account/~/extension/~/authz-profile`;
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${token.accessToken}` } });
    return answer.ok;
  }

  it('exchanges the JWT, keeps the token as one secret, and notes its life and scopes', async () => {
    const { service, secrets, roster, profile } = await openWindow();
    const token = tokenOf(await service.obtain('p1'));
    assert.ok(await works(token));
    assert.equal(token.expiresAt, clock.now() + 3_600_000);
    assert.deepEqual([...secrets.entries.keys()].sort(), ['profile:p1', 'token:p1']);
    const { obtainedAt, expiresAt, scopes, server, credential } = token;
    assert.deepEqual(roster.row('p1')?.token, { obtainedAt, expiresAt, scopes, server, credential });
    assert.equal(token.clientId, profile.clientId);
  });

  it('uses a token again until 60 s before it expires', async () => {
    const { service } = await openWindow();
    const first = tokenOf(await service.obtain('p1'));
    clock.advance(3539);
    assert.equal(tokenOf(await service.obtain('p1')).accessToken, first.accessToken);
    assert.equal(sent('token'), 1);
    clock.advance(1);
    assert.notEqual(tokenOf(await service.obtain('p1')).accessToken, first.accessToken);
    assert.equal(sent('token'), 2);
    assert.equal(sent('revoke'), 0, 'a token with a minute left is not revoked');
  });

  it('uses a token again after a reload', async () => {
    const before = await openWindow();
    const token = tokenOf(await before.service.obtain('p1'));
    const after = await openWindow(before.secrets);
    assert.equal(tokenOf(await after.service.obtain('p1')).accessToken, token.accessToken);
    assert.equal(sent('token'), 1);
  });

  it('makes one request for a hundred who ask at the same moment', async () => {
    const { service } = await openWindow();
    const all = await Promise.all(Array.from({ length: 100 }, async () => service.obtain('p1')));
    assert.equal(new Set(all.map(got => tokenOf(got).accessToken)).size, 1);
    assert.equal(sent('token'), 1);
  });

  it('makes one request for those who ask while it is under way', async () => {
    const { service } = await openWindow();
    const first = service.obtain('p1');
    const others = [];
    for (let turn = 0; turn < 20; turn += 1) {
      others.push(service.obtain('p1'));
      await setImmediate();
    }
    const tokens = await Promise.all([first, ...others]);
    assert.equal(new Set(tokens.map(got => tokenOf(got).accessToken)).size, 1);
    assert.equal(sent('token'), 1);
  });

  it('does not hand out a token that was got at another server', async () => {
    const { service, secrets, profile } = await openWindow();
    tokenOf(await service.obtain('p1'));
    const moved = { ...profile, server: simulator.sandbox.url };
    secrets.entries.set('profile:p1', JSON.stringify({ version: 1, ...moved }));
    const got = await service.obtain('p1');
    assert.ok(!got.ok, 'the sandbox does not know the client');
    assert.equal(simulator.sandbox.requests.length, 1);
    simulator.sandbox.reset();
  });

  it('replaces a live token when a new one is asked for, and revokes the old one', async () => {
    const { service } = await openWindow();
    const old = tokenOf(await service.obtain('p1'));
    clock.advance(1);
    const renewed = tokenOf(await service.renew('p1'));
    await until(() => sent('revoke') === 1);
    assert.ok(!(await works(old)));
    assert.ok(await works(renewed));
  });

  it('gives a new token also to who joins those that use the old one', async () => {
    const { service } = await openWindow();
    const old = tokenOf(await service.obtain('p1'));
    clock.advance(1);
    const [same, renewed] = await Promise.all([service.obtain('p1'), service.renew('p1')]);
    assert.equal(tokenOf(same).accessToken, old.accessToken);
    assert.notEqual(tokenOf(renewed).accessToken, old.accessToken);
    assert.equal(sent('token'), 2);
    await until(() => sent('revoke') === 1);
  });

  it('says while it runs that it does, and afterwards how it failed', async () => {
    const { service, activities } = await openWindow(undefined, { clientSecret: 'wrong' });
    const seen: string[] = [];
    activities.onDidChange(id => {
      const { running, failure } = activities.of(id);
      seen.push(running ? 'running' : (failure?.kind ?? 'idle'));
    });
    assert.ok(!(await service.obtain('p1')).ok);
    assert.deepEqual(seen, ['running', 'refused']);
  });

  it('does not ask RingCentral again by itself, whatever the failure', async () => {
    const { service } = await openWindow();
    for (const fault of [
      { kind: 'reset' },
      { kind: 'unavailable', status: 503 },
      { kind: 'portal' },
    ] as const) {
      simulator.production.faults.once('token', fault);
      assert.ok(!(await service.obtain('p1')).ok);
    }
    assert.equal(sent(), 3);
  });

  it('forgets a failure when the next exchange succeeds', async () => {
    const { service, activities } = await openWindow();
    simulator.production.faults.once('token', { kind: 'reset' });
    await service.obtain('p1');
    tokenOf(await service.obtain('p1'));
    assert.deepEqual(activities.of('p1'), { running: false, failure: undefined });
  });

  it('sends nothing while a penalty runs, and says until when', async () => {
    const { service, activities } = await openWindow();
    simulator.production.limits.configure({ auth: 0 });
    assert.ok(!(await service.obtain('p1')).ok);
    clock.advance(59);
    const held = await service.obtain('p1');
    assert.ok(!held.ok && held.failure.kind === 'penalty');
    assert.equal(held.failure.until, clock.now() + 1000);
    assert.equal(sent(), 1);
    assert.equal(activities.of('p1').failure?.kind, 'refused', 'the refusal stays in sight');
    clock.advance(1);
    simulator.production.limits.configure({ auth: 5 });
    tokenOf(await service.obtain('p1'));
  });

  it('never sends a sixth request within a minute, revokes included', async () => {
    const { service } = await openWindow();
    for (let round = 0; round < 6; round += 1) {
      clock.advance(1);
      await service.renew('p1');
      await settle();
    }
    assert.equal(sent(), 5);
    clock.advance(60);
    tokenOf(await service.renew('p1'));
  });

  it('skips a revoke that would exceed the budget, forgets the token, and says so', async () => {
    const { service, roster } = await openWindow();
    tokenOf(await service.obtain('p1'));
    for (let round = 0; round < 4; round += 1) {
      simulator.production.faults.once('token', { kind: 'reset' });
      await service.renew('p1');
    }
    const outcome = await service.revoke('p1');
    assert.ok(outcome.kind === 'not-revoked');
    assert.equal(outcome.failure.kind, 'penalty');
    assert.equal(sent('revoke'), 0);
    assert.equal(roster.row('p1')?.token, undefined);
  });

  it('revokes a token at RingCentral and forgets it', async () => {
    const { service, secrets, roster } = await openWindow();
    const token = tokenOf(await service.obtain('p1'));
    assert.deepEqual(await service.revoke('p1'), { kind: 'revoked' });
    assert.ok(!(await works(token)));
    assert.ok(!secrets.entries.has('token:p1'));
    assert.equal(roster.row('p1')?.token, undefined);
    assert.deepEqual(await service.revoke('p1'), { kind: 'no-token' });
    assert.equal(sent('revoke'), 1);
  });

  it('does not ask RingCentral to revoke a token that ends within a minute', async () => {
    const { service } = await openWindow();
    tokenOf(await service.obtain('p1'));
    clock.advance(3541);
    assert.deepEqual(await service.revoke('p1'), { kind: 'ending' });
    assert.equal(sent('revoke'), 0);
  });

  it('forgets a token whose revoke failed, says so, and does not repeat it', async () => {
    const { service, secrets } = await openWindow();
    const token = tokenOf(await service.obtain('p1'));
    simulator.production.faults.once('revoke', { kind: 'reset' });
    const outcome = await service.revoke('p1');
    assert.ok(outcome.kind === 'not-revoked');
    assert.equal(outcome.failure.kind, 'network');
    assert.equal(outcome.expiresAt, token.expiresAt);
    assert.ok(!secrets.entries.has('token:p1'));
    assert.equal(sent('revoke'), 1);
  });

  it('discards and revokes a token whose profile changed while it was on the way', async () => {
    const { service, secrets, profile } = await openWindow();
    simulator.production.faults.once('token', { kind: 'delay', milliseconds: 30 });
    const exchange = service.obtain('p1');
    await until(() => sent('token') === 1);
    const edited = changedProfile(profile, { clientSecret: 'new' });
    secrets.entries.set('profile:p1', JSON.stringify({ version: 1, ...edited }));
    const got = await exchange;
    assert.ok(!got.ok);
    assert.partialDeepStrictEqual(got.failure, { kind: 'cancelled', by: 'profile-changed' });
    await until(() => sent('revoke') === 1);
    assert.ok(!secrets.entries.has('token:p1'));
  });

  it('stops when the user cancels, and has not failed', async () => {
    const { service, activities } = await openWindow();
    simulator.production.faults.once('token', { kind: 'hang' });
    const controller = new AbortController();
    const exchange = service.obtain('p1', controller.signal);
    await until(() => sent('token') === 1);
    controller.abort();
    const got = await exchange;
    assert.ok(!got.ok);
    assert.partialDeepStrictEqual(got.failure, { kind: 'cancelled', by: 'user' });
    await until(() => !activities.of('p1').running);
    assert.equal(activities.of('p1').failure, undefined);
  });

  it('says when the profile’s credential is missing, without a request', async () => {
    const { service, secrets } = await openWindow();
    secrets.entries.delete('profile:p1');
    assert.deepEqual(await service.obtain('p1'), {
      ok: false,
      failure: { kind: 'credential', trouble: 'missing' },
    });
    assert.equal(sent(), 0);
  });

  it('takes a stored token that does not parse for none', async () => {
    const { service, secrets } = await openWindow();
    secrets.entries.set('token:p1', '{"version":1,"accessToken":5}');
    tokenOf(await service.obtain('p1'));
    assert.equal(sent('token'), 1);
  });

  it('makes one request for two who want a new token at the same moment, and both hold the one that works', async () => {
    const { service } = await openWindow();
    tokenOf(await service.obtain('p1'));
    simulator.production.faults.once('token', { kind: 'delay', milliseconds: 30 });
    const first = service.renew('p1');
    await until(() => sent('token') === 2);
    clock.advance(0.008);
    const [a, b] = (await Promise.all([first, service.renew('p1')])).map(tokenOf);
    assert.ok(a && b);
    assert.equal(a.accessToken, b.accessToken);
    await until(() => sent('revoke') === 1);
    assert.equal(sent('token'), 2);
    assert.ok(await works(a));
  });

  it('makes one request for a new token also when the clock is set back meanwhile', async () => {
    const { service } = await openWindow();
    simulator.production.faults.once('token', { kind: 'delay', milliseconds: 30 });
    const renewal = service.renew('p1');
    clock.advance(-60);
    tokenOf(await renewal);
    assert.equal(sent('token'), 1);
    clock.advance(60);
  });

  it('revokes after an exchange that is under way, with one request, and leaves no token', async () => {
    const { service, activities, secrets } = await openWindow();
    tokenOf(await service.obtain('p1'));
    simulator.production.faults.once('token', { kind: 'delay', milliseconds: 30 });
    const renewal = service.renew('p1');
    await until(() => sent('token') === 2);
    const revocation = service.revoke('p1');
    assert.ok(activities.of('p1').running, 'the exchange is still to be seen');
    const renewed = tokenOf(await renewal);
    assert.deepEqual(await revocation, { kind: 'revoked' });
    await until(() => sent('revoke') === 2);
    assert.ok(!(await works(renewed)));
    assert.ok(!secrets.entries.has('token:p1'));
  });

  it('still has the token when the keyring fails before it can be revoked', async () => {
    const { service, secrets } = await openWindow();
    tokenOf(await service.obtain('p1'));
    secrets.failing = key => key === 'token:p1';
    await assert.rejects(service.revoke('p1'), StorageFailed);
    assert.ok(secrets.entries.has('token:p1'));
    assert.equal(sent('revoke'), 0);
  });

  it('ends the session of a token that the keyring does not take', async () => {
    const { service, activities, secrets } = await openWindow();
    secrets.failing = (key, call) => key === 'token:p1' && call === 'store';
    await assert.rejects(service.obtain('p1'), StorageFailed);
    await until(() => sent('revoke') === 1);
    assert.ok(!activities.of('p1').running);
  });

  it('tells that the session of a replaced token goes on when it could not be ended', async () => {
    const { service, sessions } = await openWindow();
    const old = tokenOf(await service.obtain('p1'));
    const left: LeftSession[] = [];
    sessions.onDidLeaveSession(session => left.push(session));
    simulator.production.faults.once('revoke', { kind: 'reset' });
    tokenOf(await service.renew('p1'));
    await until(() => left.length === 1);
    assert.partialDeepStrictEqual(left, [{ profile: { id: 'p1' }, expiresAt: old.expiresAt }]);
  });

  it('logs why a credential can’t be used', async () => {
    const { service, secrets, log } = await openWindow();
    secrets.entries.delete('profile:p1');
    await service.obtain('p1');
    assert.match(log.join('\n'), /credential of a profile is missing/);
  });

  it('writes no secret into the log', async () => {
    const { service, log, profile } = await openWindow();
    const token = tokenOf(await service.obtain('p1'));
    await service.revoke('p1');
    simulator.production.faults.once('token', {
      kind: 'reply',
      status: 400,
      body: JSON.stringify({ error: profile.clientSecret }),
      headers: { RCRequestId: profile.jwt },
    });
    await service.obtain('p1');
    assert.ok(log.length >= 3);
    for (const secret of [token.accessToken, profile.jwt, profile.clientSecret]) {
      assert.ok(!log.join('\n').includes(secret));
    }
  });
});

/** Lets what was begun beside the test's own path come to its end. */
async function settle(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 20));
}

/** Waits for a condition, one turn of the event loop at a time; mocha's time limit ends it. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate();
}
