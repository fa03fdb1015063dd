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
} from '../../support/machine.ts';
import {
  runWhole,
  storedKeys,
  WRITING_COMMANDS,
  type Whole,
  type WritingCommand,
} from '../../support/writingCommands.ts';
import { parseKey } from '../../../src/profiles/storedKeys.ts';

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
  const marked = storedKeys(machine).flatMap(key => {
    const entry = parseKey(key);
    return entry?.kind === 'deleted' ? [entry.id] : [];
  });
  if (command.deletes !== undefined && dying.process.writes > 0) marked.push(command.deletes);

  const window = await machine.start();
  assertWhole(storedProfiles(disk), whole.before, whole.after);
  assertDeleted(disk, window, marked);
  await assertRosterTrue(machine, window);
  await assertTokensTrue(machine);

  await command.run(window);
  await settle();
  assert.deepEqual(storedProfiles(disk), whole.after);
  assert.deepEqual(storedKeys(machine), whole.keys);
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
