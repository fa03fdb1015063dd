// Several windows of one machine do whatever they like at the same time; fast-check orders what happens.
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import type { Profile } from '../../src/profiles/profile.ts';
import { parseKey } from '../../src/profiles/storedKeys.ts';
import { success } from '../../src/ringcentral/result.ts';
import type { LoadTokenEndpoint } from '../../src/tokens/tokenPolicy.ts';
import { NO_LOCK, Turns, type SharedLock } from '../../src/tokens/turns.ts';
import { ProfileDeleted, type SecretStore } from '../../src/profiles/storage.ts';
import { Rooms } from '../support/rooms.ts';
import { NOW, profileOf } from '../support/samples.ts';
import { SharedStorage } from '../support/sharedStorage.ts';
import { GAMES } from './games.ts';

const WINDOWS = 2;
const PROFILES = ['one', 'two'] as const;

type Action =
  | { readonly kind: 'obtain' | 'renew' | 'revoke' | 'delete' | 'read'; readonly id: string }
  | {
      readonly kind: 'rename' | 'change-secret' | 'change-client';
      readonly id: string;
      readonly value: string;
    }
  | { readonly kind: 'add' | 'duplicate' | 'restore' | 'reconcile'; readonly id: string };

interface Step {
  readonly window: number;
  readonly action: Action;
}

const id = fc.constantFrom(...PROFILES);
const value = fc.constantFrom('a', 'b', 'c');
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('obtain', 'renew', 'revoke'), id }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('delete', 'add', 'duplicate'), id }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('read', 'reconcile', 'restore'), id }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('rename', 'change-secret', 'change-client'), id, value }),
  },
);
/** The steps of a phase are made at once; the next phase begins when they have ended, hints may still be on their way. */
function phasesOf(actions: fc.Arbitrary<Action>): fc.Arbitrary<Step[][]> {
  const step = fc.record({ window: fc.nat({ max: WINDOWS - 1 }), action: actions });
  return fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 });
}

/** What ends and begins sessions, all of one profile. */
const one = fc.constant('one');
const tokenAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('obtain', 'renew'), id: one }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('revoke'), id: one }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('change-secret', 'change-client'), id: one, value }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('delete', 'restore', 'reconcile'), id: one }) },
);

/** A machine with windows, and a RingCentral that knows its sessions and takes its time. */
class Machine {
  readonly storage: SharedStorage;
  readonly lock: SharedLock;
  readonly windows: Rooms<SecretStore>[] = [];
  /** The sessions that live, by their tokens, with the client secret and client ID that opened them. */
  readonly sessions = new Map<string, string>();
  /** Which profiles were added, and of those which were deleted. */
  readonly added = new Set<string>();
  readonly deleted = new Set<string>();
  /** How many tokens were granted. */
  tokens = 0;
  readonly #scheduler: fc.Scheduler;
  #time = NOW;
  #credentials = 0;

  constructor(scheduler: fc.Scheduler, hints: () => number) {
    this.#scheduler = scheduler;
    this.storage = new SharedStorage(scheduler, hints);
    const turns = new Turns(NO_LOCK);
    this.lock = { hold: async (name, work) => turns.take(name, work) };
  }

  newCredential(): string {
    return `credential-${(this.#credentials += 1)}`;
  }

  openWindow(): Rooms<SecretStore> {
    const { secrets, globalState } = this.storage.openWindow();
    const rooms = new Rooms({
      secrets,
      globalState,
      lock: this.lock,
      now: () => this.#time,
      serverFor: async ({ server }) => Promise.resolve(server ?? 'https://platform.ringcentral.com'),
      endpoint: this.#endpoint,
    });
    secrets.onDidChange(({ key }) => {
      const entry = parseKey(key);
      if (entry?.kind === 'token') void rooms.tokenStore.read(entry.id);
      else if (entry !== undefined) void rooms.profiles.follow(entry.id, entry.kind === 'deleted');
    });
    this.windows.push(rooms);
    return rooms;
  }

  /** Time passes with each request, so that no window meets the limit of five a minute: that is another test's. */
  readonly #endpoint: LoadTokenEndpoint = async () =>
    Promise.resolve({
      exchangeJwt: async ({ clientId, clientSecret }) => {
        await this.#travel('exchange');
        this.#time += 15_000;
        const accessToken = `token-${(this.tokens += 1)}`;
        this.sessions.set(accessToken, `${clientId}/${clientSecret}`);
        await this.#travel('granted');
        return success({
          accessToken,
          expiresInSeconds: 3600,
          scopes: [],
          ownerId: undefined,
          requestedAt: this.#time,
        });
      },
      revokeSession: async (_, accessToken) => {
        await this.#travel('revoke');
        this.#time += 15_000;
        this.sessions.delete(accessToken);
        await this.#travel('revoked');
        return success(undefined);
      },
    });

  async #travel(label: string): Promise<void> {
    await this.#scheduler.schedule(Promise.resolve(), label);
  }

  /** Runs everything to its end, hints and what was begun beside an action included. */
  async settle(actions: readonly Promise<unknown>[]): Promise<void> {
    await this.#scheduler.waitFor(Promise.all(actions));
    for (let quiet = 0; quiet < 3; quiet += 1) {
      if (this.#scheduler.count() > 0) quiet = 0;
      await this.#scheduler.waitIdle();
      // Hashing is done beside the event loop's turns.
      await setImmediate();
    }
  }
}

async function perform(machine: Machine, rooms: Rooms<SecretStore>, wanted: Action): Promise<unknown> {
  switch (wanted.kind) {
    case 'obtain':
      return rooms.tokens.obtain(wanted.id);
    case 'renew':
      return rooms.tokens.renew(wanted.id);
    case 'revoke':
      return rooms.tokens.revoke(wanted.id);
    case 'read':
      return rooms.profiles.read(wanted.id);
    case 'rename':
      return rooms.changes.edit(wanted.id, { name: wanted.value });
    case 'change-secret':
      return rooms.changes.edit(wanted.id, { clientSecret: wanted.value });
    case 'change-client':
      return rooms.changes.edit(wanted.id, { clientId: wanted.value });
    case 'reconcile':
      await rooms.profiles.reconcile();
      return rooms.tokenStore.reconcile();
    case 'restore':
      return rooms.changes.restore(
        profileOf({ id: wanted.id, name: wanted.id, credentialId: machine.newCredential() }),
      );
    case 'add': {
      const profile = profileOf({ id: `added-${machine.added.size}`, name: wanted.id });
      machine.added.add(profile.id);
      return rooms.profiles.write(profile);
    }
    case 'duplicate': {
      const read = await rooms.profiles.read(wanted.id);
      if (!read.ok) return undefined;
      const id = `added-${machine.added.size}`;
      machine.added.add(id);
      return rooms.profiles.write({ ...read.value, id, credentialId: machine.newCredential() });
    }
    case 'delete':
      machine.deleted.add(wanted.id);
      return rooms.changes.delete(wanted.id);
  }
}

/** Opens windows, adds profiles, lets everybody act at once, and waits until all is quiet. */
async function play(
  scheduler: fc.Scheduler,
  hints: readonly number[],
  phases: readonly (readonly Step[])[],
): Promise<Machine> {
  let hint = 0;
  const machine = new Machine(scheduler, () => hints[(hint += 1) % hints.length] ?? 1);
  const [first] = Array.from({ length: WINDOWS }, () => machine.openWindow());
  assert.ok(first);
  for (const profileId of PROFILES) {
    machine.added.add(profileId);
    await machine.settle([first.profiles.write(profileOf({ id: profileId, name: profileId }))]);
  }
  for (const phase of phases) {
    const outcomes = phase.map(async ({ window, action: next }) => {
      const rooms = machine.windows[window];
      assert.ok(rooms);
      await perform(machine, rooms, next).catch((error: unknown) => {
        // What another window has deleted can't be changed; nothing else may go wrong.
        if (!(error instanceof ProfileDeleted)) throw error;
      });
    });
    await scheduler.waitFor(Promise.all(outcomes));
  }
  await machine.settle([]);
  return machine;
}

function secretsOf(machine: Machine, kind: string): string[] {
  return [...machine.storage.secrets.keys()].flatMap(key => {
    const entry = parseKey(key);
    return entry?.kind === kind ? [entry.id] : [];
  });
}

const hintCounts = fc.array(fc.nat({ max: 2 }), { minLength: 5, maxLength: 20 });
const game = [fc.scheduler(), hintCounts, phasesOf(action)] as const;
const tokenGame = [fc.scheduler(), hintCounts, phasesOf(tokenAction)] as const;

describe('several windows that act at the same time', () => {
  it('lose no profile, and bring none back', async () => {
    await fc.assert(
      fc.asyncProperty(...game, async (scheduler, hints, wanted) => {
        const machine = await play(scheduler, hints, wanted);
        const expected = [...machine.added].filter(added => !machine.deleted.has(added)).sort();
        assert.deepEqual(secretsOf(machine, 'profile').sort(), expected);
        const later = machine.openWindow();
        await machine.settle([later.profiles.reconcile()]);
        for (const { roster } of machine.windows) {
          assert.deepEqual(
            roster
              .rows()
              .map(row => row.id)
              .sort(),
            expected,
          );
        }
      }),
      { numRuns: 300 * GAMES },
    );
  });

  it('show the same of every profile in the end', async () => {
    await fc.assert(
      fc.asyncProperty(...game, async (scheduler, hints, wanted) => {
        const machine = await play(scheduler, hints, wanted);
        const [first, second] = machine.windows.map(({ roster }) =>
          [...roster.rows()].sort((a, b) => a.id.localeCompare(b.id)),
        );
        assert.deepEqual(first, second);
        for (const row of first ?? []) {
          const entry = machine.storage.secrets.get(`profile:${row.id}`) ?? '{}';
          const { name, clientId } = JSON.parse(entry) as Profile;
          assert.deepEqual([row.name, row.clientId], [name, clientId]);
          assert.equal(row.token !== undefined, machine.storage.secrets.has(`token:${row.id}`));
        }
      }),
      { numRuns: 300 * GAMES },
    );
  });

  it('never leave two live tokens of one profile, nor one that nobody knows, nor one of a credential that is gone', async () => {
    await fc.assert(
      fc.asyncProperty(...tokenGame, async (scheduler, hints, wanted) => {
        const machine = await play(scheduler, hints, wanted);
        const known = secretsOf(machine, 'token').map(profileId => {
          const token = JSON.parse(machine.storage.secrets.get(`token:${profileId}`) ?? '{}') as {
            accessToken: string;
          };
          const profile = JSON.parse(machine.storage.secrets.get(`profile:${profileId}`) ?? '{}') as Profile;
          return [token.accessToken, `${profile.clientId}/${profile.clientSecret}`] as const;
        });
        assert.deepEqual([...machine.sessions].sort(), known.sort());
      }),
      { numRuns: 2000 * GAMES },
    );
  });

  it('make one request for all who ask at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.nat({ max: WINDOWS - 1 }), { minLength: 1, maxLength: 12 }),
        async (scheduler, windows) => {
          const asks = windows.map((window): Step => ({ window, action: { kind: 'obtain', id: 'one' } }));
          const machine = await play(scheduler, [1], [asks]);
          assert.equal(machine.tokens, 1);
        },
      ),
      { numRuns: 100 * GAMES },
    );
  });
}).timeout(60_000 * GAMES);
