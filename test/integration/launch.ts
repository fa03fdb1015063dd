// Bundles the integration tests and runs them inside a real VS Code: the browser host, or the downloaded desktop build.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests, type TestRunFailedError } from '@vscode/test-electron';
import { build } from 'esbuild';
import { projectRoot } from '../host/browserHost.ts';
import { findTests } from '../suite.ts';

/** The executable that stands in for VS Code's own. */
const launcher = join(projectRoot, 'test/host', process.platform === 'win32' ? 'code.cmd' : 'code.ts');

const outputFolder = join(projectRoot, 'out/integration');

export interface IntegrationRun {
  /** In the desktop build that @vscode/test-electron downloads, instead of the browser host. */
  readonly desktop: boolean;
  /** Only the test files whose path contains it. */
  readonly part: string;
  /** Environment variables of the extension host beside the present ones. */
  readonly env: Record<string, string>;
}

/** Runs the integration tests and says whether all of them passed. */
export async function runIntegrationTests({ desktop, part, env }: IntegrationRun): Promise<boolean> {
  await bundle(part);
  const workspace = await mkdtemp(join(tmpdir(), 'workspace-'));
  try {
    await runTests({
      ...(desktop ? {} : { vscodeExecutablePath: launcher }),
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: join(outputFolder, 'index.js'),
      extensionTestsEnv: env,
      launchArgs: [workspace, '--disable-extensions'],
    });
    return true;
  } catch (error) {
    console.error((error as TestRunFailedError).message);
    return false;
  } finally {
    await rm(workspace, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function bundle(part: string): Promise<void> {
  await rm(outputFolder, { recursive: true, force: true });
  const folder = join(projectRoot, 'test/integration');
  await build({
    entryPoints: [join(folder, 'index.ts'), ...(await findTests(folder, '.test.ts', part))],
    outdir: outputFolder,
    outbase: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    packages: 'external',
    external: ['vscode'],
    sourcemap: 'inline',
  });
}
