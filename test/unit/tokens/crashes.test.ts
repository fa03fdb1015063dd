// A process that dies between any two writes of a command: nothing is lost, nothing comes back, nothing is mixed up.
import assert from 'node:assert/strict';
import { DEATHS, Process, type Death } from '../../support/disk.ts';
import {
  assertDeleted,
  assertRosterTrue,
  assertTokensTrue,
  assertWhole,
  Machine,
  settle,
  startUp,
  storedProfiles,
  type Stored,
} from '../../support/machine.ts';
import { WRITING_COMMANDS, type WritingCommand } from '../../support/writingCommands.ts';
import { parseKey } from '../../../src/profiles/storedKeys.ts';

const CREDENTIALS = new Set(['credential-1', 'credential-2', 'credential-3', 'x']);

/** What a command leaves when nothing goes wrong, and in how many writes. */
interface Whole {
  readonly writes: number;
  readonly before: Stored;
  readonly after: Stored;
  readonly keys: readonly string[];
  readonly active: string | undefined;
}

const keysOf = ({ disk }: Machine): string[] => [...disk.secrets.keys()].sort();

async function runWhole({ prepare, run }: WritingCommand): Promise<Whole> {
  const machine = new Machine();
  await prepare(machine);
  await settle();
  const before = storedProfiles(machine.disk, CREDENTIALS);
  const window = machine.open();
  await startUp(window);
  await run(window);
  await settle();
  const after = storedProfiles(machine.disk, CREDENTIALS);
  const active = window.rooms.active.get()?.id;
  return { writes: window.process.writes, before, after, keys: keysOf(machine), active };
}

/** Lets the command die, starts a window on what is left, and repeats the command there. */
async function die(command: WritingCommand, whole: Whole, lastWrite: number, death: Death): Promise<void> {
  const machine = new Machine();
  const { disk } = machine;
  await command.prepare(machine);
  await settle();
  const dying = machine.open(new Process(disk, lastWrite, death));
  const dyingCommand = startUp(dying).then(async () => command.run(dying));
  await Promise.race([dyingCommand.then(settle), dying.process.died]);
  assert.ok(dying.process.writes <= lastWrite);
  const marked = keysOf(machine).flatMap(key => {
    const entry = parseKey(key);
    return entry?.kind === 'deleted' ? [entry.id] : [];
  });
  if (command.deletes !== undefined && dying.process.writes > 0) marked.push(command.deletes);

  const window = await machine.start();
  assertWhole(storedProfiles(disk, CREDENTIALS), whole.before, whole.after);
  assertDeleted(disk, window, marked);
  await assertRosterTrue(machine, window);
  await assertTokensTrue(machine);

  await command.run(window);
  await settle();
  assert.deepEqual(storedProfiles(disk, CREDENTIALS), whole.after);
  assert.deepEqual(keysOf(machine), whole.keys);
  assert.equal(window.rooms.active.get()?.id, whole.active);
  await assertRosterTrue(machine, window);
  await assertTokensTrue(machine);
}

describe('a process that dies in the middle of a command', () => {
  for (const command of WRITING_COMMANDS) {
    it(`loses nothing and leaves nothing half done: ${command.name}`, async () => {
      const whole = await runWhole(command);
      assert.ok(whole.writes > 0, 'the command writes');
      for (let lastWrite = 0; lastWrite <= whole.writes; lastWrite += 1) {
        for (const death of DEATHS) {
          await die(command, whole, lastWrite, death).catch((error: unknown) => {
            throw new Error(`after write ${lastWrite} of ${whole.writes}, ${death}`, { cause: error });
          });
        }
      }
    });
  }
}).timeout(60_000);
