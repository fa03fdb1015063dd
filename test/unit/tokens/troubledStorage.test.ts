// A secret storage that throws at any call, takes its time or forgets; a keyring that is empty, another one, or locked.
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { StorageFailed } from '../../../src/profiles/storage.ts';
import { Process } from '../../support/disk.ts';
import {
  assertRosterTrue,
  assertTokensTrue,
  assertWhole,
  Machine,
  reconcile,
  settle,
  startUp,
  storedProfiles,
  type MachineWindow,
} from '../../support/machine.ts';
import { profileOf } from '../../support/samples.ts';
import { TroubledSecrets, type Trouble } from '../../support/troubledSecrets.ts';
import {
  runWhole,
  storedKeys,
  WRITING_COMMANDS,
  type Whole,
  type WritingCommand,
} from '../../support/writingCommands.ts';

interface Troubled {
  readonly machine: Machine;
  readonly window: MachineWindow;
  readonly secrets: TroubledSecrets;
}

/** A machine that is ready for a command, with a window that has started. */
async function readyFor({ prepare }: WritingCommand): Promise<Troubled> {
  const machine = new Machine();
  await prepare(machine);
  await settle();
  const process = new Process(machine.disk);
  const secrets = new TroubledSecrets(process.secrets);
  const window = machine.open(process, secrets);
  await startUp(window);
  return { machine, window, secrets };
}

/** Runs a command in trouble. It may fail in one way only. */
async function runInTrouble(
  { run }: WritingCommand,
  { window, secrets }: Troubled,
  trouble: Trouble,
): Promise<{ readonly isFailed: boolean; readonly calls: TroubledSecrets['calls'] }> {
  secrets.trouble(trouble);
  const failure: unknown = await run(window).then(
    () => undefined,
    (error: unknown) => error,
  );
  await settle();
  const calls = [...secrets.calls];
  secrets.trouble(undefined);
  assert.ok(failure === undefined || failure instanceof StorageFailed, String(failure));
  return { isFailed: failure !== undefined, calls };
}

/** When the trouble is over the same window mends what it shows, and the command can be repeated in it. */
async function assertMended(
  command: WritingCommand,
  { machine, window }: Troubled,
  whole: Whole,
): Promise<void> {
  await reconcile(window);
  assertWhole(storedProfiles(machine.disk), whole.before, whole.after);
  await assertRosterTrue(machine, window);
  await assertTokensTrue(machine);
  machine.time += 61_000;
  await command.run(window);
  await settle();
  await window.rooms.profiles.pruneMarks();
  assert.deepEqual(storedProfiles(machine.disk), whole.after);
  assert.deepEqual(storedKeys(machine), whole.keys);
  await assertRosterTrue(machine, window);
  await assertTokensTrue(machine);
}

const THROWS: Readonly<Record<string, (at: number) => Trouble>> = {
  'throws once': at => async (call, perform) => {
    if (call.number === at) throw new Error('locked');
    await perform();
  },
  'throws once, having done it': at => async (call, perform) => {
    await perform();
    if (call.number === at) throw new Error('locked');
  },
  'is locked from then on': at => async (call, perform) => {
    if (call.number >= at) throw new Error('locked');
    await perform();
  },
};

describe('a secret storage', () => {
  for (const command of WRITING_COMMANDS) {
    it(`that throws at any call loses nothing: ${command.name}`, async () => {
      const whole = await runWhole(command);
      for (const [name, throwsAt] of Object.entries(THROWS)) {
        for (let at = 1, isReached = true; isReached; at += 1) {
          try {
            const troubled = await readyFor(command);
            const { calls } = await runInTrouble(command, troubled, throwsAt(at));
            isReached = calls.length >= at;
            await assertMended(command, troubled, whole);
          } catch (error) {
            throw new Error(`${name} at call ${at}`, { cause: error });
          }
        }
      }
    });

    it(`that takes its time changes nothing: ${command.name}`, async () => {
      const whole = await runWhole(command);
      const troubled = await readyFor(command);
      const { machine, window } = troubled;
      await runInTrouble(command, troubled, async (call, perform) => {
        for (let turn = 0; turn < 1 + (call.number % 3); turn += 1) await setImmediate();
        await perform();
        await setImmediate();
      });
      assert.deepEqual(storedProfiles(machine.disk), whole.after);
      assert.deepEqual(storedKeys(machine), whole.keys);
      await assertRosterTrue(machine, window);
    });

    for (const [what, isKept] of [
      ['keeps what it had', true],
      ['keeps nothing', false],
    ] as const) {
      it(`that ${what} instead of what is stored is told: ${command.name}`, async () => {
        const whole = await runWhole(command);
        const troubled = await readyFor(command);
        const { machine, window } = troubled;
        const opened = machine.bank.opened.size;
        const { isFailed, calls } = await runInTrouble(command, troubled, async (call, perform) => {
          if (call.kind !== 'store') await perform();
          else if (!isKept) machine.disk.secrets.delete(call.key);
        });
        const stores = calls.some(({ kind, key }) => kind === 'store' && /^(?:profile|token):/.test(key));
        assert.equal(isFailed, stores);
        assert.ok(machine.bank.opened.size <= opened + 1, 'one exchange at most');
        const kept = [...machine.disk.secrets.values()].join();
        for (const token of machine.bank.live.keys())
          assert.ok(kept.includes(`"${token}"`), 'a session is lost');
        await reconcile(window);
        await assertRosterTrue(machine, window);
        await assertTokensTrue(machine);
        if (isKept) assertWhole(storedProfiles(machine.disk), whole.before, whole.after);
      });
    }
  }
}).timeout(60_000);

describe('a keyring', () => {
  let machine: Machine;
  let window: MachineWindow;
  let secrets: TroubledSecrets;

  beforeEach(async () => {
    machine = new Machine();
    const { rooms } = machine.open();
    for (const id of ['p1', 'p2']) await rooms.profiles.write(profileOf({ id, name: id, credentialId: id }));
    await rooms.active.choose('p1');
    await rooms.tokens.obtain('p1');
  });

  async function start(trouble?: Trouble): Promise<void> {
    const process = new Process(machine.disk);
    secrets = new TroubledSecrets(process.secrets);
    secrets.trouble(trouble);
    window = machine.open(process, secrets);
    await startUp(window).catch((error: unknown) => {
      assert.ok(error instanceof StorageFailed);
    });
  }

  const shown = (): (readonly [string, string | undefined])[] =>
    window.rooms.roster.rows().map(({ id }) => [id, window.rooms.profiles.troubleOf(id)]);

  async function assertNothingSent(trouble: 'missing'): Promise<void> {
    const opened = machine.bank.opened.size;
    const got = await window.rooms.tokens.obtain('p1');
    assert.deepEqual(got, { ok: false, failure: { kind: 'credential', trouble } });
    assert.equal(machine.bank.opened.size, opened);
  }

  it('that is empty keeps the rows, sends nothing, and has all again when it is back', async () => {
    const entries = [...machine.disk.secrets];
    machine.disk.secrets.clear();
    await start();
    assert.deepEqual(shown(), [
      ['p1', 'missing'],
      ['p2', 'missing'],
    ]);
    await assertNothingSent('missing');
    for (const [key, value] of entries) machine.disk.secrets.set(key, value);
    await reconcile(window);
    assert.deepEqual(shown(), [
      ['p1', undefined],
      ['p2', undefined],
    ]);
    await assertRosterTrue(machine, window);
    await assertTokensTrue(machine);
  });

  it('that is another one shows what it has beside what is gone', async () => {
    const other = new Machine();
    await other.open().rooms.profiles.write(profileOf({ id: 'p3', name: 'Third' }));
    machine.disk.secrets.clear();
    for (const [key, value] of other.disk.secrets) machine.disk.secrets.set(key, value);
    await start();
    assert.deepEqual(shown(), [
      ['p1', 'missing'],
      ['p2', 'missing'],
      ['p3', undefined],
    ]);
    await assertNothingSent('missing');
    await window.rooms.changes.restore(profileOf({ id: 'p1', credentialId: 'pasted' }));
    await assertRosterTrue(machine, window);
    await assertTokensTrue(machine);
  });

  it('that is locked at the start keeps the rows, and is read when it is unlocked', async () => {
    const rows = machine.open().rooms.roster.rows();
    await start(async () => Promise.reject(new Error('locked')));
    assert.deepEqual(window.rooms.roster.rows(), rows);
    await assert.rejects(window.rooms.tokens.obtain('p1'), StorageFailed);
    secrets.trouble(undefined);
    const opened = machine.bank.opened.size;
    assert.ok((await window.rooms.tokens.obtain('p1')).ok);
    assert.equal(machine.bank.opened.size, opened, 'the token that was stored');
    await reconcile(window);
    await assertRosterTrue(machine, window);
  });
});
