// Asks git whether it ignores a file. Knows nothing of VS Code: git's path comes by argument.
import { execFile } from 'node:child_process';
import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';

/** What is known: `unknown` where git could not be asked or did not say. */
export type GitAnswer = 'ignored' | 'not-ignored' | 'no-repository' | 'unknown';

const LIMIT_MS = 3000;

/** How many repositories around one another are asked. */
const MAX_REPOSITORIES = 16;

/** Variables that bind git to one repository; they are set where VS Code was started by git, as its editor. */
const BINDING = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_COMMON_DIR', 'GIT_PREFIX'];

/** Not that of a broken pointer to a repository, which names the repository. */
const NO_REPOSITORY = /not a git repository \(or any/i;
const IN_SUBMODULE = /is in submodule/i;

/** Runs git in a folder. */
type Git = (folder: string, ...args: readonly string[]) => Promise<Ended>;

/**
 * Asks git about a file on this machine's disk. A tracked file is not ignored, whatever the patterns. Of repositories
 * inside one another, each may take the file: it is ignored only where none does.
 * @param gitPath git's executable
 * @param file an absolute path
 * @param limitMs how long git may take, over all repositories
 */
export async function askGit(gitPath: string, file: string, limitMs = LIMIT_MS): Promise<GitAnswer> {
  const signal = AbortSignal.timeout(limitMs);
  const git: Git = async (folder, ...args) => {
    // No program of the repository's.
    return run(gitPath, ['-C', folder, '-c', 'core.fsmonitor=false', ...args], signal);
  };
  try {
    const target = await targetOf(file);
    const answer = answerOf(await checkIgnore(git, dirname(target), target));
    return answer === 'ignored' ? await answerOfOuter(git, target) : answer;
  } catch {
    return 'unknown'; // A path that no program takes.
  }
}

/** What is written through a link ends up in its target. */
async function targetOf(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    // Not saved yet.
    const folder = await realpath(dirname(file)).catch(() => dirname(file));
    return join(folder, basename(file));
  }
}

/** The answer of the repositories around the one that ignores a file. */
async function answerOfOuter(git: Git, file: string): Promise<GitAnswer> {
  const [nearest, ...outer] = await repositoriesAround(file);
  if (nearest === undefined) return 'ignored';
  const asked = outer.slice(0, MAX_REPOSITORIES - 1);
  let isUnknown = asked.length < outer.length;
  for (const repository of asked) {
    const answer = await answerOverNested(git, repository, nearest, file);
    if (answer === 'not-ignored') return answer;
    isUnknown ||= answer === 'unknown';
  }
  return isUnknown ? 'unknown' : 'ignored';
}

/** The folders of the repositories that a file is in, from the inside out. */
async function repositoriesAround(file: string): Promise<string[]> {
  const repositories: string[] = [];
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const isRepository = await lstat(join(folder, '.git')).then(
      () => true,
      () => false,
    );
    if (isRepository) repositories.push(folder);
    if (folder === dirname(folder)) return repositories;
  }
}

/** Git takes no file of a repository nested in its own, unless it tracked that folder's files before. */
async function answerOverNested(
  git: Git,
  repository: string,
  nested: string,
  file: string,
): Promise<GitAnswer> {
  const checked = await checkIgnore(git, repository, file);
  if (IN_SUBMODULE.test(checked.complaint)) return 'ignored'; // The submodule's commit is all that git takes.
  const answer = answerOf(checked);
  if (answer !== 'not-ignored') return answer;
  const tracked = await git(
    repository,
    '--literal-pathspecs',
    'ls-files',
    '--',
    pathFrom(repository, nested),
  );
  if (tracked.output !== '') return 'not-ignored';
  return tracked.status === 0 ? 'ignored' : 'unknown';
}

async function checkIgnore(git: Git, folder: string, file: string): Promise<Ended> {
  return git(folder, 'check-ignore', '--quiet', '--', pathFrom(folder, file));
}

function answerOf({ status, complaint }: Ended): GitAnswer {
  if (status === 0) return 'ignored';
  if (status === 1) return 'not-ignored';
  return NO_REPOSITORY.test(complaint) ? 'no-repository' : 'unknown';
}

function pathFrom(folder: string, path: string): string {
  return `./${relative(folder, path).split(sep).join('/')}`;
}

interface Ended {
  /** Undefined for a program that did not start or did not end by itself. */
  readonly status: number | undefined;
  readonly output: string;
  readonly complaint: string;
}

async function run(program: string, args: readonly string[], signal: AbortSignal): Promise<Ended> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !BINDING.includes(name)));
  const options = {
    signal,
    windowsHide: true,
    env: { ...env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
  };
  return new Promise(done => {
    execFile(program, args, options, (error, output, complaint) => {
      const status = error === null ? 0 : error.code;
      done({ status: typeof status === 'number' ? status : undefined, output, complaint });
    });
  });
}
