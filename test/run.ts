// `node test/run.ts [step] [part of a path]`: the project's checks, one or all, and what came of them in the last line.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { projectRoot } from './host/browserHost.ts';
import { exitOnSignals } from './host/signals.ts';
import { runIntegrationTests } from './integration/launch.ts';
import { COUNTS_FILE, type Counts, readCounts } from './suite.ts';

/** A step that takes longer is stuck. */
const STEP_LIMIT_MS = 10 * 60_000;

/** The long run of the fuzz targets has all the time that it needs. */
const FUZZ_LIMIT_MS = 120 * 60_000;

/** How many inputs each fuzz target gets in the long run, unless `FUZZ_RUNS` says another number. */
const FUZZ_RUNS = '100000';

const UNIT_TIMEOUT_MS = 10_000;
const UI_TIMEOUT_MS = 120_000;

const FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };
const PASSED: Counts = { passed: 1, failed: 0, skipped: 0 };

type Step = (part: string) => Promise<Counts>;

/** Node's programs that the steps run, by their files: works the same on every platform. */
const require = createRequire(import.meta.url);
const programs = {
  tsc: join(dirname(require.resolve('typescript/package.json')), 'bin/tsc'),
  eslint: join(dirname(require.resolve('eslint/package.json')), 'bin/eslint.js'),
  prettier: join(dirname(require.resolve('prettier/package.json')), 'bin/prettier.cjs'),
  vsce: join(dirname(require.resolve('@vscode/vsce/package.json')), 'vsce'),
};

interface Ended {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs a Node program to its end, shows its output as it comes, and collects it. */
async function node(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  limitMs = STEP_LIMIT_MS,
): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limitMs,
  });
  const kill = (): boolean => child.kill();
  process.once('exit', kill);
  let output = '';
  child.stdout.on('data', (data: Buffer) => {
    process.stdout.write(data);
    output += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    process.stderr.write(data);
    output += data.toString();
  });
  return new Promise(done => {
    child.on('error', error => {
      console.error(error.message);
      done({ ok: false, output });
    });
    child.on('close', code => {
      process.removeListener('exit', kill);
      done({ ok: code === 0, output });
    });
  });
}

/** Calls `run` with a file for mocha's counts. A run that ends badly without a failed test is a failure of its own. */
async function counted(run: (countsFile: string) => Promise<boolean>): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), 'test-counts-'));
  const countsFile = join(folder, 'counts.json');
  try {
    const ok = await run(countsFile);
    const counts = await readCounts(countsFile);
    return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return FAILED;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface MochaOptions {
  /** The limit of a test that sets none. */
  readonly timeoutMs: number;
  readonly part: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The limit of the whole run. */
  readonly limitMs?: number;
}

function mocha(folders: readonly string[], options: MochaOptions): Promise<Counts> {
  const { timeoutMs, part, env, limitMs } = options;
  const args = ['test/suiteMain.ts', String(timeoutMs), part, ...folders];
  const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }; // The output goes through a pipe.
  return counted(async file => (await node(args, { ...env, [COUNTS_FILE]: file, ...colour }, limitMs)).ok);
}

let built: Promise<Ended> | undefined;

/** Bundles the extension once, for the steps that run it. */
async function build(): Promise<boolean> {
  built ??= node(['esbuild.js']);
  return (await built).ok;
}

async function integration(desktop: boolean, part: string): Promise<Counts> {
  if (!(await build())) {
    return FAILED;
  }
  return counted(file => runIntegrationTests({ desktop, part, env: { [COUNTS_FILE]: file } }));
}

const steps: Readonly<Record<string, Step>> = {
  typecheck: async () => {
    const all = await node([programs.tsc, '--noEmit', '--pretty']);
    // The panel's page runs in a browser: it has types of its own.
    const page = await node([programs.tsc, '--noEmit', '--pretty', '-p', 'src/workbench/panel/webview']);
    return all.ok && page.ok ? PASSED : FAILED;
  },
  lint: async () => {
    const eslint = await node([programs.eslint, '--max-warnings', '0', '.']);
    const prettier = await node([programs.prettier, '--check', '--log-level', 'warn', '.']);
    return eslint.ok && prettier.ok ? PASSED : FAILED;
  },
  // A short run of the fuzz targets is one of the unit tests.
  unit: part => mocha(['test/unit', 'test/fuzz'], { timeoutMs: UNIT_TIMEOUT_MS, part }),
  integration: part => integration(false, part),
  ui: async part => ((await build()) ? mocha(['test/ui'], { timeoutMs: UI_TIMEOUT_MS, part }) : FAILED),
  desktop: part => integration(true, part),
  fuzz: part =>
    mocha(['test/fuzz'], {
      timeoutMs: UNIT_TIMEOUT_MS,
      part,
      env: { FUZZ_RUNS: process.env['FUZZ_RUNS'] ?? FUZZ_RUNS },
      limitMs: FUZZ_LIMIT_MS,
    }),
  package: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vsix-'));
    const { ok, output } = await node([programs.vsce, 'package', '--no-dependencies', '--out', folder]);
    await rm(folder, { recursive: true, force: true });
    return ok && !/\bwarning\b/i.test(output) ? PASSED : FAILED;
  },
};

const ALL = ['typecheck', 'lint', 'unit', 'integration', 'ui'];

async function main(): Promise<number> {
  const [wanted, part = ''] = process.argv.slice(2);
  if (wanted !== undefined && steps[wanted] === undefined) {
    console.error(`There is no step "${wanted}"; there are: ${Object.keys(steps).join(', ')}.`);
    return 2;
  }
  // What is started from here finds this Node, whatever the PATH was.
  process.env['PATH'] = [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of wanted === undefined ? ALL : [wanted]) {
    console.log(`\n== ${name}`);
    const started = performance.now();
    const counts = (await steps[name]?.(part)) ?? FAILED;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`== ${name}: ${summary(counts)} (${seconds} s)`);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  console.log(`\n${summary(total)}`);
  return total.failed > 0 ? 1 : 0;
}

function summary({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

exitOnSignals();
process.exitCode = await main();
