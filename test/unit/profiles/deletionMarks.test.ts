// Deletion marks that storage has spoilt, or a newer version has written.
import assert from 'node:assert/strict';
import { DeletionMarks } from '../../../src/profiles/deletionMarks.ts';
import { MemorySecrets } from '../../support/memoryStorage.ts';
import { NOW } from '../../support/samples.ts';

async function pruned(mark: string): Promise<string | undefined> {
  const secrets = new MemorySecrets();
  secrets.entries.set('deleted:x', mark);
  await new DeletionMarks(secrets, () => NOW).prune(['deleted:x']);
  return secrets.entries.get('deleted:x');
}

describe('pruning deletion marks', () => {
  it('leaves a newer version’s as it is, whatever that says of the time', async () => {
    const mark = '{"version":2,"deletedAt":"then"}';
    assert.equal(await pruned(mark), mark);
  });

  it('dates one anew whose time is none, so that it goes one day', async () => {
    assert.equal(await pruned('{"version":1,"deletedAt":1e999}'), `{"version":1,"deletedAt":${NOW}}`);
  });
});
