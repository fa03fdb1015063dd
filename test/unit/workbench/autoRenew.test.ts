// The setting token.autoRenew, with a clock moved by hand (product, section 8).
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { Emitter } from '../../../src/profiles/events.ts';
import type { Failure } from '../../../src/ringcentral/failure.ts';
import { failed, success } from '../../../src/ringcentral/result.ts';
import { AutoRenew, type AutoRenewServices } from '../../../src/workbench/autoRenew.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { MemorySecrets } from '../../support/memoryStorage.ts';
import { Rooms } from '../../support/rooms.ts';
import { NOW, profileOf } from '../../support/samples.ts';

const MINUTE = 60_000;
const SERVER = 'https://platform.ringcentral.com';
const profile = profileOf();

describe('the renewal of a token by itself', () => {
  let clock: FakeClock;
  let rooms: Rooms<MemorySecrets>;
  let isWanted: boolean;
  let isFocused: boolean;
  let requests: string[];
  let failure: Failure | undefined;
  let autoRenew: AutoRenew;
  let open: () => AutoRenew;
  /** For how long tokens are granted. */
  let seconds: number;
  let beforeWork: () => unknown;
  const focusChanged = new Emitter<undefined>();
  const settingsChanged = new Emitter<undefined>();

  beforeEach(async () => {
    clock = new FakeClock(NOW);
    isWanted = true;
    isFocused = true;
    requests = [];
    seconds = 3600;
    beforeWork = (): void => undefined;
    failure = undefined;
    rooms = new Rooms({
      secrets: new MemorySecrets(),
      now: () => clock.now(),
      uptime: () => clock.uptime(),
      serverFor: async () => Promise.resolve(SERVER),
      endpoint: async () =>
        Promise.resolve({
          exchangeJwt: async () => {
            requests.push('token');
            if (failure !== undefined) return Promise.resolve(failed(failure));
            const accessToken = `token ${requests.length}`;
            const requestedAt = clock.now();
            const grant = {
              accessToken,
              requestedAt,
              expiresInSeconds: seconds,
              scopes: [],
              ownerId: undefined,
            };
            return Promise.resolve(success(grant));
          },
          revokeSession: async () => {
            requests.push('revoke');
            return Promise.resolve(success(undefined));
          },
        }),
    });
    await rooms.profiles.write(profile);
    await rooms.active.choose(profile.id);
    const { roster, profiles, activities, active, penalties, log } = rooms;
    const services = {
      roster,
      profiles,
      activities,
      active,
      penalties,
      log,
      clock,
      servers: { addressOf: () => SERVER },
      settings: { autoRenew: () => isWanted, onDidChange: settingsChanged.event },
      focus: { isFocused: () => isFocused, onDidChange: focusChanged.event },
      work: async () => {
        await beforeWork();
        return { tokens: rooms.tokens };
      },
    } as unknown as AutoRenewServices;
    open = (): AutoRenew => new AutoRenew(services);
    autoRenew = open();
  });
  afterEach(() => {
    autoRenew.dispose();
    assert.equal(clock.timers, 0);
  });

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await setImmediate();
  }

  async function getToken(): Promise<void> {
    assert.ok((await rooms.tokens.obtain(profile.id)).ok);
    requests.length = 0;
    await settle();
  }

  async function advance(milliseconds: number): Promise<void> {
    clock.advance(milliseconds);
    await settle();
  }

  function setFocus(to: boolean): void {
    isFocused = to;
    focusChanged.fire(undefined);
  }

  it('gets a new token a minute before the old one ends, and leaves that one to end by itself', async () => {
    await getToken();
    await advance(59 * MINUTE);
    assert.deepEqual(requests, []);
    await advance(1);
    assert.deepEqual(requests, ['token']);
    const row = rooms.roster.row(profile.id);
    assert.equal(row?.token?.expiresAt, NOW + 119 * MINUTE + 1);
    await advance(59 * MINUTE + 1);
    assert.deepEqual(requests, ['token', 'token'], 'and so on');
  });

  it('does nothing unless the setting asks for it, and begins when it does', async () => {
    isWanted = false;
    settingsChanged.fire(undefined);
    await getToken();
    await advance(59 * MINUTE + 30_000);
    assert.deepEqual(requests, []);
    isWanted = true;
    settingsChanged.fire(undefined);
    await settle();
    assert.deepEqual(requests, ['token']);
  });

  it('does nothing without the focus, and does it with the focus if the token still lives', async () => {
    await getToken();
    setFocus(false);
    await advance(59 * MINUTE + 30_000);
    assert.deepEqual(requests, []);
    setFocus(true);
    await settle();
    assert.deepEqual(requests, ['token']);
  });

  it('leaves a token that has expired meanwhile, after sleep for example', async () => {
    await getToken();
    clock.sleep(3 * 60 * MINUTE);
    setFocus(true);
    await advance(10 * MINUTE);
    assert.deepEqual(requests, []);
  });

  it('judges by the clock, though its timer slept with the machine', async () => {
    await getToken();
    clock.sleep(59 * MINUTE + 10_000);
    await advance(MINUTE / 2);
    assert.deepEqual(requests, [], 'the timer has not run out');
    setFocus(true);
    await settle();
    assert.deepEqual(requests, ['token']);
  });

  it('tries once for each token, whatever the failure', async () => {
    await getToken();
    failure = { kind: 'timeout', afterSeconds: 15, phase: 'token', host: 'h', at: NOW };
    await advance(59 * MINUTE + 1);
    await advance(MINUTE / 2);
    setFocus(true);
    await advance(MINUTE);
    assert.deepEqual(requests, ['token']);
    assert.equal(rooms.activities.of(profile.id).failure?.kind, 'timeout', 'it is seen where the state is');
  });

  it('waits for the end of a penalty, and does without if the token ends before', async () => {
    for (const [lasts, expected] of [
      [59 * MINUTE + 20_000, ['token']],
      [60 * MINUTE, []],
    ] as const) {
      rooms.penalties.note({ server: SERVER, clientId: profile.clientId }, { at: 0, up: 0, lasts: 1 });
      await rooms.tokenStore.delete(profile.id);
      await getToken();
      rooms.penalties.note(
        { server: SERVER, clientId: profile.clientId },
        { at: clock.now(), up: clock.uptime(), lasts },
      );
      await advance(59 * MINUTE + 10_000);
      assert.deepEqual(requests, []);
      await advance(10_000);
      await advance(40_000);
      assert.deepEqual(requests, expected);
    }
  });

  it('waits for the budget, and sends nothing over it', async () => {
    await getToken();
    await advance(59 * MINUTE - 10_000);
    for (let request = 0; request < 5; request += 1) {
      await rooms.budget.claim({ server: SERVER, clientId: profile.clientId });
    }
    await advance(10_000);
    assert.deepEqual(requests, []);
    await advance(51_000);
    assert.deepEqual(requests, ['token']);
  });

  it('does nothing when the focus, the setting, the profile or the token is gone by the time that it would', async () => {
    for (const stop of [
      (): void => {
        setFocus(false);
      },
      (): void => {
        isWanted = false;
      },
      async (): Promise<void> => rooms.active.choose('of another profile'),
      async (): Promise<void> => rooms.tokenStore.delete(profile.id),
    ]) {
      isWanted = true;
      setFocus(true);
      await rooms.active.choose(profile.id);
      await rooms.tokenStore.delete(profile.id);
      await getToken();
      beforeWork = stop;
      await advance(59 * MINUTE + 1);
      beforeWork = (): void => undefined;
      assert.deepEqual(requests, []);
    }
  });

  it('leaves a token that was granted for hardly more than a minute: it would go on and on', async () => {
    seconds = 60;
    await getToken();
    for (let second = 0; second < 300; second += 1) await advance(1000);
    assert.deepEqual(requests, []);
  });

  it('leaves a token to the next command that the window before this one may have tried', async () => {
    await getToken();
    autoRenew.dispose();
    clock.sleep(59 * MINUTE + 10_000);
    autoRenew = open();
    await settle();
    await advance(10_000);
    assert.deepEqual(requests, []);
  });

  it('renews the active profile’s token and no other', async () => {
    await getToken();
    await rooms.active.choose('of another profile');
    await advance(59 * MINUTE + 30_000);
    assert.deepEqual(requests, []);
  });
});
