import assert from 'node:assert/strict';
import { ActiveProfile } from '../../../src/profiles/activeProfile.ts';
import { DeletionMarks } from '../../../src/profiles/deletionMarks.ts';
import { ProfileStore } from '../../../src/profiles/profileStore.ts';
import { Roster } from '../../../src/profiles/roster.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memoryStorage.ts';
import { NOW, profileOf } from '../../support/samples.ts';

describe('ActiveProfile', () => {
  async function setUp(): Promise<{ inWorkspace: (workspace: MemoryMemento) => ActiveProfile }> {
    const global = new MemoryMemento();
    const roster = new Roster(global);
    const secrets = new MemorySecrets();
    const store = new ProfileStore(secrets, roster, new DeletionMarks(secrets, () => NOW));
    await store.write(profileOf({ id: 'a', name: 'A' }));
    await store.write(profileOf({ id: 'b', name: 'B' }));
    return { inWorkspace: workspace => new ActiveProfile(workspace, global, roster) };
  }

  it('is none before one was chosen', async () => {
    const { inWorkspace } = await setUp();
    assert.equal(inWorkspace(new MemoryMemento()).get(), undefined);
  });

  it('is the workspace’s own choice, else the last one chosen anywhere', async () => {
    const { inWorkspace } = await setUp();
    const here = inWorkspace(new MemoryMemento());
    await here.choose('a');
    await inWorkspace(new MemoryMemento()).choose('b');
    assert.equal(here.get()?.id, 'a');
    assert.equal(inWorkspace(new MemoryMemento()).get()?.id, 'b');
  });

  it('is the last one chosen anywhere when the workspace’s is gone', async () => {
    const { inWorkspace } = await setUp();
    await inWorkspace(new MemoryMemento()).choose('b');
    const workspace = new MemoryMemento();
    workspace.values.set('activeProfile', 'gone');
    assert.equal(inWorkspace(workspace).get()?.id, 'b');
  });

  it('tells of a choice at once', async () => {
    const { inWorkspace } = await setUp();
    const active = inWorkspace(new MemoryMemento());
    const seen: (string | undefined)[] = [];
    active.onDidChange(() => seen.push(active.get()?.id));
    await active.choose('b');
    assert.deepEqual(seen, ['b']);
  });
});
