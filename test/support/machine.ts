// A machine on which windows are opened, do what a command does, and may die; and what must then be true of its disk.
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { RosterRow } from '../../src/profiles/profile.ts';
import type { SecretStore } from '../../src/profiles/storage.ts';
import { parseKey } from '../../src/profiles/storedKeys.ts';
import { Bank } from './bank.ts';
import { Disk, Process } from './disk.ts';
import { Rooms } from './rooms.ts';
import { NOW } from './samples.ts';

/** A window and the process that it is. */
export interface MachineWindow {
  readonly process: Process;
  readonly rooms: Rooms<SecretStore>;
}

/** What is stored of each profile; a credential is named by whether it is the one of the beginning. */
export type Stored = ReadonlyMap<string, unknown>;

/** A disk, a RingCentral, and a clock on which each window is opened a minute after the one before. */
export class Machine {
  readonly disk: Disk;
  readonly bank: Bank;
  /** In ms. */
  time = NOW;

  constructor(disk = new Disk(), bank?: Bank) {
    this.disk = disk;
    this.bank = bank ?? new Bank(() => this.time);
  }

  /** Opens a window, without starting anything in it. */
  open(process: Process = new Process(this.disk), secrets: SecretStore = process.secrets): MachineWindow {
    this.time += 61_000;
    const rooms = new Rooms({
      secrets,
      globalState: process.globalState,
      workspaceState: process.workspaceState,
      endpoint: this.bank.endpoint(async isBack => process.travel(isBack)),
      now: () => this.time,
      serverFor: async ({ server }) => Promise.resolve(server ?? 'https://platform.ringcentral.com'),
    });
    return { process, rooms };
  }

  /** Opens a window and lets it start. */
  async start(): Promise<MachineWindow> {
    const window = this.open();
    await startUp(window);
    return window;
  }
}

/** What the watch over the storage does after the start, and each time that the window gets the focus. */
export async function reconcile({ rooms }: MachineWindow): Promise<void> {
  const { profiles, tokenStore, roster } = rooms;
  await profiles.reconcile();
  await tokenStore.reconcile();
  for (const row of roster.rows()) {
    if (row.token !== undefined && row.token.credential !== row.credentialId) await profiles.read(row.id);
  }
}

/** What a window does after the start. */
export async function startUp(window: MachineWindow): Promise<void> {
  const { profiles, tokenStore, active } = window.rooms;
  await reconcile(window);
  const row = active.get();
  if (row?.token !== undefined) await tokenStore.read(row.id);
  await profiles.pruneMarks();
}

/** Waits until what was begun beside a command has ended too. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await setImmediate();
}

/** The credentials that have the same name each time that a command runs. */
const CREDENTIALS = new Set(['credential-1', 'credential-2', 'credential-3', 'x']);

/** The profiles on a disk. */
export function storedProfiles({ secrets }: Disk): Stored {
  return new Map(
    [...secrets].flatMap(([key, entry]): [string, unknown][] => {
      const parsed = parseKey(key);
      if (parsed?.kind !== 'profile') return [];
      const { credentialId, ...fields } = JSON.parse(entry) as Record<string, string>;
      const credential = CREDENTIALS.has(credentialId ?? '') ? credentialId : 'a new one';
      return [[parsed.id, { ...fields, credential }]];
    }),
  );
}

/** Each profile is there whole: as it was before the command, or as the command leaves it. */
export function assertWhole(now: Stored, before: Stored, after: Stored): void {
  for (const id of new Set([...now.keys(), ...before.keys(), ...after.keys()])) {
    const isAs = (state: Stored): boolean => JSON.stringify(state.get(id)) === JSON.stringify(now.get(id));
    assert.ok(isAs(before) || isAs(after), `${id} is ${JSON.stringify(now.get(id))}`);
  }
}

/** Of a profile that is marked as deleted nothing is left, in the storage or in sight. */
export function assertDeleted(disk: Disk, { rooms }: MachineWindow, ids: readonly string[]): void {
  for (const id of ids) {
    assert.ok(!disk.secrets.has(`profile:${id}`) && !disk.secrets.has(`token:${id}`), `${id} came back`);
    assert.equal(rooms.roster.row(id), undefined);
  }
}

/** The roster says what a roster says that is built from the secrets alone; whose secret is gone says so. */
export async function assertRosterTrue(machine: Machine, { rooms }: MachineWindow): Promise<void> {
  const disk = machine.disk.copy();
  disk.globalState.clear();
  const rebuilt = await new Machine(disk, machine.bank).start();
  const isStored = ({ id }: RosterRow): boolean => disk.secrets.has(`profile:${id}`);
  const sorted = (rows: readonly RosterRow[]): RosterRow[] =>
    [...rows].sort((one, other) => one.id.localeCompare(other.id));
  assert.deepEqual(sorted(rooms.roster.rows().filter(isStored)), sorted(rebuilt.rooms.roster.rows()));
  for (const row of rooms.roster.rows()) {
    assert.equal(rooms.profiles.troubleOf(row.id), isStored(row) ? undefined : 'missing');
  }
}

/** Every token that is handed out lives, and was got with what its profile says now. */
export async function assertTokensTrue({ disk, bank, time }: Machine): Promise<void> {
  const elsewhere = new Machine(disk.copy(), bank);
  elsewhere.time = time;
  const { rooms } = await elsewhere.start();
  for (const { id } of rooms.roster.rows()) {
    const got = await rooms.tokens.obtain(id, undefined, { tryAnyway: true });
    const read = await rooms.profiles.read(id);
    assert.equal(got.ok, read.ok);
    if (!got.ok || !read.ok) continue;
    const { server, clientId, clientSecret, jwt } = read.value;
    const opened = { server: server ?? 'https://platform.ringcentral.com', clientId, clientSecret, jwt };
    assert.deepEqual(bank.live.get(got.value.accessToken), opened);
  }
}
