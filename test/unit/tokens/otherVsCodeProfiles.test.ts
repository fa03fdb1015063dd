// Windows of different VS Code profiles have the same secrets and each its own roster; none hears of the other.
import assert from 'node:assert/strict';
import { Process } from '../../support/disk.ts';
import {
  assertRosterTrue,
  assertTokensTrue,
  Machine,
  reconcile,
  settle,
  startUp,
  type MachineWindow,
} from '../../support/machine.ts';
import { profileOf } from '../../support/samples.ts';

describe('windows of two VS Code profiles', () => {
  let machine: Machine;
  let here: MachineWindow;
  let there: MachineWindow;
  let elsewhere: Map<string, unknown>;

  beforeEach(async () => {
    machine = new Machine();
    elsewhere = new Map();
    here = await machine.start();
    await here.rooms.profiles.write(profileOf({ id: 'p1' }));
    await here.rooms.profiles.write(profileOf({ id: 'p2', name: 'Second' }));
    assert.ok((await here.rooms.tokens.obtain('p1')).ok);
    there = await openThere();
  });

  async function openThere(): Promise<MachineWindow> {
    const { secrets, workspaceState } = machine.disk;
    const window = machine.open(new Process({ secrets, workspaceState, globalState: elsewhere }));
    await startUp(window);
    return window;
  }

  it('list the same profiles and hand out the same token', async () => {
    assert.deepEqual(there.rooms.roster.rows(), here.rooms.roster.rows());
    const [one, other] = [await here.rooms.tokens.obtain('p1'), await there.rooms.tokens.obtain('p1')];
    assert.ok(one.ok && other.ok && one.value.accessToken === other.value.accessToken);
    assert.equal(machine.bank.opened.size, 1);
  });

  it('lose none of the fields that the other has changed, and use no token of what is changed', async () => {
    await there.rooms.changes.edit('p1', { name: 'Renamed' });
    await there.rooms.changes.edit('p1', { clientSecret: 'another' });
    await here.rooms.changes.edit('p1', { clientId: 'AnotherClient' });
    const read = await here.rooms.profiles.read('p1');
    assert.partialDeepStrictEqual(read.ok && read.value, {
      name: 'Renamed',
      clientId: 'AnotherClient',
      clientSecret: 'another',
    });
    await assertRosterTrue(machine, here);
    await assertTokensTrue(machine);
    assert.ok((await there.rooms.tokens.obtain('p1')).ok);
    await assertRosterTrue(machine, there);
  });

  it('use a changed credential also where the row is of old, which is mended by that', async () => {
    await here.rooms.changes.edit('p1', { name: 'Renamed', clientId: 'AnotherClient' });
    there = await openThere();
    const got = await there.rooms.tokens.obtain('p1');
    assert.equal(got.ok && got.value.clientId, 'AnotherClient');
    await assertRosterTrue(machine, there);
  });

  it('see at the start what the other has deleted and added meanwhile', async () => {
    await here.rooms.changes.delete('p1');
    await here.rooms.profiles.write(profileOf({ id: 'p3', name: 'Third' }));
    there = await openThere();
    await assertRosterTrue(machine, there);
    assert.deepEqual(
      there.rooms.roster
        .rows()
        .map(({ id }) => id)
        .sort(),
      ['p2', 'p3'],
    );
  });

  it('bring nothing back that the other has deleted, whatever they do with it before they see it', async () => {
    await here.rooms.changes.delete('p1');
    for (const attempt of [
      async () => there.rooms.changes.edit('p1', { name: 'x' }),
      async () => there.rooms.changes.edit('p1', { jwt: 'x' }),
      async () => there.rooms.changes.restore(profileOf({ id: 'p1' })),
      async () => there.rooms.tokens.obtain('p1'),
      async () => there.rooms.tokens.renew('p1'),
    ]) {
      await attempt().catch(() => undefined);
      await settle();
      const keys = [...machine.disk.secrets.keys()].filter(key => key.endsWith(':p1'));
      assert.deepEqual(keys, ['deleted:p1']);
    }
    await reconcile(there);
    await assertRosterTrue(machine, there);
  });

  it('show as gone what the other has removed with everything, and send nothing for it', async () => {
    await here.rooms.removeEverything();
    await reconcile(there);
    assert.deepEqual(
      there.rooms.roster.rows().map(({ id }) => there.rooms.profiles.troubleOf(id)),
      ['missing', 'missing'],
    );
    const { size } = machine.bank.opened;
    assert.ok(!(await there.rooms.tokens.obtain('p1')).ok);
    assert.equal(machine.bank.opened.size, size);
  });
});
