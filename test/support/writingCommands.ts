// Every command that writes, as far as it is done below the workbench, each on a machine that is ready for it.
import { GuardedSecrets } from '../../src/profiles/guardedSecrets.ts';
import type { Profile } from '../../src/profiles/profile.ts';
import type { SecretStore } from '../../src/profiles/storage.ts';
import { removeEverything } from '../../src/tokens/removeEverything.ts';
import { Machine, settle, startUp, storedProfiles, type MachineWindow, type Stored } from './machine.ts';
import type { Rooms } from './rooms.ts';
import { claimsOf, jwtOf, NOW, profileOf } from './samples.ts';

/** A command in a state of the machine. */
export interface WritingCommand {
  readonly name: string;
  /** Makes the state; the machine has the profiles `p1` and `p2` then, unless it is empty. */
  readonly prepare: (machine: Machine) => Promise<void>;
  readonly run: (window: MachineWindow) => Promise<unknown>;
  /** The profile that is gone as soon as anything was written. */
  readonly deletes?: string;
}

type Preparation = (rooms: Rooms<SecretStore>, machine: Machine) => Promise<unknown>;

const DAY_MS = 86_400_000;
const CHANGES: Readonly<Record<string, Partial<Omit<Profile, 'id' | 'credentialId'>>>> = {
  name: { name: 'Renamed' },
  environment: { environment: 'sandbox' },
  server: { server: 'https://platform.ringcentral.biz' },
  'client ID': { clientId: 'AnotherClient' },
  'client secret': { clientSecret: 'AnotherSecret' },
  'client secret, to none': { clientSecret: '' },
  JWT: { jwt: jwtOf({ ...claimsOf(), sub: '7' }) },
};

/** Two profiles, of which the first is active and the second has a token; and what else is wanted. */
function withProfiles(more: Preparation = async () => Promise.resolve()): WritingCommand['prepare'] {
  return async machine => {
    const { rooms } = machine.open();
    await rooms.profiles.write(profileOf({ id: 'p1', credentialId: 'credential-1' }));
    await rooms.profiles.write(
      profileOf({ id: 'p2', credentialId: 'credential-2', name: 'Second', clientId: 'SecondClient' }),
    );
    await rooms.active.choose('p1');
    await rooms.tokens.obtain('p2');
    await more(rooms, machine);
  };
}

const withToken: Preparation = async rooms => rooms.tokens.obtain('p1');
const withExpiredToken: Preparation = async (rooms, machine) => {
  await rooms.tokens.obtain('p1');
  await rooms.tokens.obtain('p2');
  machine.time += 2 * 3_600_000;
  machine.bank.live.clear();
};
const withoutCredential: Preparation = async (_, { disk }) =>
  Promise.resolve(disk.secrets.delete('profile:p1'));

async function add({ rooms }: MachineWindow, profile: Profile): Promise<void> {
  await rooms.profiles.write(profile);
  if (rooms.active.get() === undefined) await rooms.active.choose(profile.id);
}

async function duplicate({ rooms }: MachineWindow): Promise<void> {
  const read = await rooms.profiles.read('p1');
  if (read.ok) await rooms.profiles.write({ ...read.value, id: 'p3', credentialId: 'x', name: 'Copy' });
}

async function removeAll({ rooms, process }: MachineWindow): Promise<unknown> {
  const { marks, changes, roster, active } = rooms;
  const secrets = new GuardedSecrets(rooms.secrets, rooms.liveSecrets);
  const forget = async (): Promise<void> => {
    for (const state of [process.globalState, process.workspaceState]) {
      for (const key of state.keys()) await state.update(key, undefined);
    }
    await roster.clear();
    await active.forget();
  };
  return removeEverything({ secrets, marks, changes, forget, now: () => NOW });
}

const restored = profileOf({
  id: 'p1',
  credentialId: 'credential-3',
  jwt: jwtOf({ ...claimsOf(), sub: '8' }),
});

/** All of them. */
export const WRITING_COMMANDS: readonly WritingCommand[] = [
  {
    name: 'add the first profile',
    prepare: async () => Promise.resolve(),
    run: async window => add(window, profileOf({ id: 'p1' })),
  },
  {
    name: 'add another profile',
    prepare: withProfiles(),
    run: async window => add(window, profileOf({ id: 'p3', name: 'Third' })),
  },
  ...Object.entries(CHANGES).flatMap(([field, changes]) => {
    const run = async ({ rooms }: MachineWindow): Promise<unknown> => rooms.changes.edit('p1', changes);
    return [
      { name: `edit the ${field}`, prepare: withProfiles(), run },
      { name: `edit the ${field} of one with a token`, prepare: withProfiles(withToken), run },
    ];
  }),
  { name: 'duplicate', prepare: withProfiles(withToken), run: duplicate },
  ...[
    { what: 'delete', more: undefined },
    { what: 'delete one with a token', more: withToken },
    { what: 'delete one whose credential is gone', more: withoutCredential },
  ].map(({ what, more }) => ({
    name: what,
    prepare: withProfiles(more),
    run: async ({ rooms }: MachineWindow): Promise<unknown> => rooms.changes.delete('p1'),
    deletes: 'p1',
  })),
  {
    name: 'select the active profile',
    prepare: withProfiles(),
    run: async ({ rooms }) => rooms.active.choose('p2'),
  },
  ...[
    { what: 'get a token', more: undefined },
    { what: 'get a token in place of an expired one', more: withExpiredToken },
  ].map(({ what, more }) => ({
    name: what,
    prepare: withProfiles(more),
    run: async ({ rooms }: MachineWindow): Promise<unknown> => rooms.tokens.obtain('p1'),
  })),
  ...['p1', 'p2'].map(id => ({
    name: `renew the token of ${id === 'p1' ? 'the active profile' : 'another one'}`,
    prepare: withProfiles(withToken),
    run: async ({ rooms }: MachineWindow): Promise<unknown> => rooms.tokens.renew(id),
  })),
  {
    name: 'revoke',
    prepare: withProfiles(withToken),
    run: async ({ rooms }) => rooms.tokens.revoke('p1'),
  },
  {
    name: 'restore a lost credential',
    prepare: withProfiles(withoutCredential),
    run: async ({ rooms }) => rooms.changes.restore(restored),
  },
  {
    name: 'restore a credential whose token is left',
    prepare: withProfiles(async (rooms, machine) => {
      await rooms.tokens.obtain('p1');
      await withoutCredential(rooms, machine);
    }),
    run: async ({ rooms }) => rooms.changes.restore(restored),
  },
  { name: 'remove everything', prepare: withProfiles(withToken), run: removeAll },
  {
    name: 'prune marks',
    prepare: withProfiles(async (_, { disk }) => {
      disk.secrets.set('deleted:old', `{"version":1,"deletedAt":${NOW - 91 * DAY_MS}}`);
      disk.secrets.set('deleted:older', `{"version":1,"deletedAt":${NOW - 92 * DAY_MS}}`);
      disk.secrets.set('deleted:new', `{"version":1,"deletedAt":${NOW}}`);
      disk.secrets.set('deleted:odd', 'x');
      return Promise.resolve();
    }),
    run: async ({ rooms }) => rooms.profiles.pruneMarks(),
  },
];

/** What a command leaves when nothing goes wrong, and in how many writes. */
export interface Whole {
  readonly writes: number;
  readonly before: Stored;
  readonly after: Stored;
  readonly keys: readonly string[];
  readonly active: string | undefined;
}

/** The keys of all secrets on a machine. */
export function storedKeys({ disk }: Machine): string[] {
  return [...disk.secrets.keys()].sort();
}

/** Runs a command in a window in which nothing goes wrong. */
export async function runWhole({ prepare, run }: WritingCommand): Promise<Whole> {
  const machine = new Machine();
  await prepare(machine);
  await settle();
  const before = storedProfiles(machine.disk);
  const window = machine.open();
  await startUp(window);
  await run(window);
  await settle();
  const after = storedProfiles(machine.disk);
  const active = window.rooms.active.get()?.id;
  return { writes: window.process.writes, before, after, keys: storedKeys(machine), active };
}
