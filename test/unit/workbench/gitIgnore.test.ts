import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askGit } from '../../../src/workbench/insertion/gitIgnore.ts';

const GIT = 'git';

describe('askGit', () => {
  let folder: string;
  let repository: string;
  before(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'git-ignore-')));
    repository = join(folder, 'repository');
    await mkdir(join(repository, 'in side'), { recursive: true });
    execFileSync(GIT, ['init', '--quiet', repository]);
    await writeFile(join(repository, '.gitignore'), '*.env\nin side/*.http\n');
    for (const file of ['tracked.env', 'a.env', 'a.http', 'in side/a.http', 'in side/:(top)a.txt']) {
      await writeFile(join(repository, file), '');
    }
    execFileSync(GIT, ['-C', repository, 'add', '--force', 'tracked.env']);
    await writeFile(join(folder, 'outside.env'), '');
    await symlink(join(repository, 'a.http'), join(repository, 'link.env'));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  for (const [rule, file, answer] of [
    ['a pattern matches', 'repository/a.env', 'ignored'],
    ['a pattern for a folder matches', 'repository/in side/a.http', 'ignored'],
    ['no pattern matches', 'repository/a.http', 'not-ignored'],
    ['a name looks like an option of git’s paths', 'repository/in side/:(top)a.txt', 'not-ignored'],
    ['the file is tracked although a pattern matches', 'repository/tracked.env', 'not-ignored'],
    ['the file does not exist yet and a pattern matches', 'repository/new.env', 'ignored'],
    ['a link is ignored but not its target', 'repository/link.env', 'not-ignored'],
    ['there is no repository', 'outside.env', 'no-repository'],
    ['there is no such folder', 'nowhere/a.env', 'unknown'],
    ['the file is inside .git', 'repository/.git/a.env', 'unknown'],
    ['no program takes the path', 'a\0b', 'unknown'],
  ] as const) {
    it(`answers ${answer} where ${rule}`, async () => {
      assert.equal(await askGit(GIT, join(folder, file)), answer);
    });
  }

  describe('with repositories inside one another', () => {
    /** Makes `outer/sub`, a repository whose own patterns ignore `.env`, with what the outer one tracks of it. */
    async function nest(name: string, tracked: readonly string[] = []): Promise<string> {
      const outer = join(folder, name);
      const sub = join(outer, 'sub');
      await mkdir(sub, { recursive: true });
      execFileSync(GIT, ['init', '--quiet', outer]);
      for (const file of ['.env', 'a.txt']) await writeFile(join(sub, file), '');
      for (const file of tracked) execFileSync(GIT, ['-C', outer, 'add', file]);
      execFileSync(GIT, ['init', '--quiet', sub]);
      // Not in a .gitignore: the outer repository would read that too.
      await writeFile(join(sub, '.git', 'info', 'exclude'), '.env\n');
      return outer;
    }

    it('answers not-ignored where the outer repository tracks the file', async () => {
      const outer = await nest('tracks-file', ['sub/.env']);
      assert.equal(await askGit(GIT, join(outer, 'sub/.env')), 'not-ignored');
    });

    it('answers not-ignored where the outer repository tracks other files of the inner one’s folder', async () => {
      const outer = await nest('tracks-folder', ['sub/a.txt']);
      assert.equal(await askGit(GIT, join(outer, 'sub/.env')), 'not-ignored');
    });

    it('answers ignored where the outer repository does not look into the inner one', async () => {
      const outer = await nest('untracked');
      assert.equal(await askGit(GIT, join(outer, 'sub/.env')), 'ignored');
    });

    it('answers ignored where the outer repository ignores the inner one', async () => {
      const outer = await nest('ignores');
      await writeFile(join(outer, '.gitignore'), 'sub/\n');
      assert.equal(await askGit(GIT, join(outer, 'sub/.env')), 'ignored');
    });

    it('answers ignored in a submodule', async () => {
      const outer = await nest('submodule');
      const sub = join(outer, 'sub');
      const author = ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgSign=false'];
      execFileSync(GIT, ['-C', sub, 'add', 'a.txt']);
      execFileSync(GIT, ['-C', sub, ...author, 'commit', '--quiet', '--message', 'a']);
      execFileSync(GIT, ['-C', outer, '-c', 'advice.addEmbeddedRepo=false', 'add', 'sub'], { stdio: 'pipe' });
      assert.equal(await askGit(GIT, join(sub, '.env')), 'ignored');
    });

    it('answers unknown where an outer repository cannot be asked', async () => {
      const outer = await nest('beside-broken');
      const broken = join(folder, 'broken-outer');
      await mkdir(broken);
      await writeFile(join(broken, '.git'), 'gitdir: /nowhere/repository\n');
      await rename(outer, join(broken, 'outer'));
      assert.equal(await askGit(GIT, join(broken, 'outer', 'sub/.env')), 'unknown');
    });

    it('answers not-ignored where one outer repository takes the file and another cannot be asked', async () => {
      const outer = await nest('around-broken', ['sub/.env']);
      const inner = join(outer, 'sub', 'inner');
      execFileSync(GIT, ['init', '--quiet', inner]);
      await writeFile(join(inner, '.env'), '');
      await writeFile(join(inner, '.git', 'info', 'exclude'), '.env\n');
      await rm(join(outer, 'sub', '.git'), { recursive: true });
      execFileSync(GIT, ['-C', outer, 'rm', '--quiet', '--cached', 'sub/.env']);
      await rename(join(inner, '.git'), join(folder, 'inner.git'));
      execFileSync(GIT, ['-C', outer, 'add', 'sub/inner/.env']);
      await rename(join(folder, 'inner.git'), join(inner, '.git'));
      await writeFile(join(outer, 'sub', '.git'), 'gitdir: /nowhere/repository\n');
      assert.equal(await askGit(GIT, join(inner, '.env')), 'not-ignored');
    });

    it('asks 16 repositories, and answers unknown where there are more', async () => {
      let inner = join(folder, 'levels');
      for (let level = 1; level <= 17; level++) {
        inner = join(inner, 'r');
        execFileSync(GIT, ['init', '--quiet', '--template=', inner]);
        await writeFile(join(inner, '.gitignore'), '*\n');
        if (level === 16) assert.equal(await askGit(GIT, join(inner, '.env'), 10_000), 'ignored');
      }
      assert.equal(await askGit(GIT, join(inner, '.env'), 10_000), 'unknown');
    });

    it('has one limit of time for all of them', async function () {
      if (process.platform === 'win32') this.skip();
      const outer = await nest('slow');
      const slow = join(folder, 'slow-git');
      // The nearest repository answers at once, the outer one never.
      await writeFile(slow, '#!/bin/sh\ncase "$2" in */sub) exit 0 ;; esac\nexec sleep 60\n', {
        mode: 0o755,
      });
      assert.equal(await askGit(slow, join(outer, 'sub/.env'), 500), 'unknown');
    });
  });

  it('answers unknown where a worktree points to a repository that is gone', async () => {
    const worktree = join(folder, 'worktree');
    await mkdir(worktree);
    await writeFile(join(worktree, '.git'), 'gitdir: /nowhere/repository/.git/worktrees/a\n');
    assert.equal(await askGit(GIT, join(worktree, 'a.env')), 'unknown');
  });

  it('answers unknown where git is missing', async () => {
    assert.equal(await askGit(join(folder, 'no-git'), join(repository, 'a.env')), 'unknown');
  });

  it('asks the repository of the file, not the one that VS Code was started for', async () => {
    const other = join(folder, 'other');
    execFileSync(GIT, ['init', '--quiet', other]);
    process.env['GIT_DIR'] = join(other, '.git');
    try {
      assert.equal(await askGit(GIT, join(repository, 'a.env')), 'ignored');
    } finally {
      delete process.env['GIT_DIR'];
    }
  });

  it('answers unknown where git does not end in time', async function () {
    if (process.platform === 'win32') this.skip();
    const stuck = join(folder, 'stuck-git');
    await writeFile(stuck, '#!/bin/sh\nexec sleep 60\n', { mode: 0o755 });
    assert.equal(await askGit(stuck, join(repository, 'a.env'), 50), 'unknown');
  });
});
