// The ledgers as files in a folder that windows share.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LedgerFolder } from '../../../src/workbench/ledgerFolder.ts';

const NAME = '["https://platform.ringcentral.com","Acme"]';

describe('LedgerFolder', () => {
  let root: string;
  let folder: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'ledgers-'));
    folder = join(root, 'made', 'on demand');
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  it('has an empty ledger where there is none, and makes nothing for it', async () => {
    assert.equal(await new LedgerFolder(folder).read(NAME), '');
    assert.deepEqual(await readdir(root), []);
  });

  it('adds to a ledger, and puts another text in its place', async () => {
    const ledgers = new LedgerFolder(folder);
    await ledgers.append(NAME, 'one\n');
    await new LedgerFolder(folder).append(NAME, 'two\n');
    assert.equal(await ledgers.read(NAME), 'one\ntwo\n');
    await ledgers.replace(NAME, 'three\n');
    assert.equal(await ledgers.read(NAME), 'three\n');
  });

  it('names a file by a hash, for its owner only', async () => {
    await new LedgerFolder(folder).append(NAME, 'one\n');
    const [file, ...others] = await readdir(folder);
    assert.match(file ?? '', /^[0-9a-f]{64}\.ledger$/);
    assert.deepEqual(others, []);
    const { mode } = await stat(join(folder, file ?? ''));
    if (process.platform !== 'win32') assert.equal(mode & 0o777, 0o600);
  });

  it('fails where there can be no folder', async () => {
    await writeFile(join(root, 'made'), 'a file');
    const ledgers = new LedgerFolder(folder);
    await assert.rejects(ledgers.append(NAME, 'one\n'), { code: 'ENOTDIR' });
    await assert.rejects(ledgers.read(NAME), { code: 'ENOTDIR' });
  });
});
