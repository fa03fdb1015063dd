// Runs mocha over test files, in Node and in the extension host alike, and writes down the counts for test/run.ts.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Mocha from 'mocha';
import * as v from 'valibot';

const Counts = v.object({ passed: v.number(), failed: v.number(), skipped: v.number() });

export type Counts = Readonly<v.InferOutput<typeof Counts>>;

/** The environment variable that names the file for the counts. */
export const COUNTS_FILE = 'TEST_COUNTS_FILE';

/** Reads what a run wrote down. */
export async function readCounts(file: string): Promise<Counts> {
  return v.parse(Counts, JSON.parse(await readFile(file, 'utf8')));
}

/** The test files below a folder whose path contains `part`, as absolute paths in order. */
export async function findTests(folder: string, ending: string, part = ''): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files
    .filter(file => file.endsWith(ending) && file.replaceAll('\\', '/').includes(part))
    .map(file => join(folder, file))
    .sort();
}

/**
 * Runs the test files and prints their results as they come.
 * @param files absolute paths of modules that describe mocha tests
 * @param timeoutMs the limit of a test that sets none
 */
export async function runSuite(files: readonly string[], timeoutMs: number): Promise<Counts> {
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    timeout: timeoutMs,
    forbidOnly: 'CI' in process.env,
  });
  for (const file of files) {
    mocha.addFile(file);
  }
  await mocha.loadFilesAsync();
  const counts = await new Promise<Counts>(done => {
    const runner = mocha.run(() => {
      const stats = runner.stats;
      done({ passed: stats?.passes ?? 0, failed: stats?.failures ?? 0, skipped: stats?.pending ?? 0 });
    });
  });
  const countsFile = process.env[COUNTS_FILE];
  if (countsFile !== undefined) {
    await writeFile(countsFile, JSON.stringify(counts));
  }
  return counts;
}
