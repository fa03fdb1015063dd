// `npm start`: a VS Code with the extension, a simulated RingCentral and a sample workspace; with `-- --headless` the
// main job is done unattended.
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import open from 'open';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { simulatorSettings } from '../ui/profileSteps.ts';
import { startVsCode } from '../ui/vsCode.ts';
import { projectRoot, startBrowserHost } from './browserHost.ts';
import type { Settings } from './hostFiles.ts';
import { doMainJob } from './mainJob.ts';
import { readManifest } from './manifest.ts';
import { createSampleWorkspace } from './sampleWorkspace.ts';

function build(): void {
  const { status } = spawnSync(process.execPath, ['esbuild.js'], { cwd: projectRoot, stdio: 'inherit' });
  if (status !== 0) {
    throw new Error('The extension could not be built.');
  }
}

/** Serves VS Code until Ctrl+C. */
async function serve(folder: string, settings: Settings): Promise<void> {
  const { id } = await readManifest(projectRoot);
  const host = await startBrowserHost({
    settings: { ...settings, 'workbench.startupEditor': 'readme' },
    extensionFolders: [projectRoot],
    extensionIds: [id],
  });
  try {
    const url = host.url({ folder });
    console.log(`VS Code      ${url}\n\nPress Ctrl+C to stop. Stored credentials are gone then.`);
    await open(url).catch(() => {
      console.log('No browser could be opened; open the address yourself.');
    });
    await new Promise(stop => process.once('SIGINT', stop).once('SIGTERM', stop));
  } finally {
    await host.stop();
  }
}

/** Does the main job without anybody watching. */
async function runHeadless(folder: string, settings: Settings, simulator: Simulator): Promise<void> {
  const vsCode = await startVsCode({ folder, settings });
  try {
    await doMainJob(vsCode, simulator, (what, seen) => {
      console.log(`${what.padEnd(18)}${seen}`);
    });
    console.log('Done: everything was as it should be.');
  } finally {
    await vsCode.close();
  }
}

async function main(): Promise<void> {
  build();
  const simulator = await startSimulator();
  const folder = await createSampleWorkspace(simulator);
  const settings = simulatorSettings(simulator);
  console.log(`Simulator    production ${simulator.production.url}, sandbox ${simulator.sandbox.url}`);
  console.log(`Workspace    ${folder}`);
  try {
    await (process.argv.includes('--headless')
      ? runHeadless(folder, settings, simulator)
      : serve(folder, settings));
  } finally {
    await simulator.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
