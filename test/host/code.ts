#!/usr/bin/env node
// VS Code's command line on the browser host: what `runTests()` of @vscode/test-electron, or a person, starts as `code`.
// Needs Node 24 on the PATH, as npm scripts have it; on Windows start code.cmd beside it.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import open from 'open';
import { type BrowserHost, type HostOptions, projectRoot, startBrowserHost } from './browserHost.ts';
import { readManifest } from './manifest.ts';
import { exitOnSignals } from './signals.ts';
import { runInExtensionHost } from './testRun.ts';

/** The path in an argument, which may be a `file:` URI. */
function pathOf(argument: string): string {
  return argument.startsWith('file:') ? fileURLToPath(argument) : resolve(argument);
}

function pathsOf(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter(item => typeof item === 'string').map(pathOf);
}

async function keepLogs(host: BrowserHost): Promise<string> {
  const file = join(projectRoot, 'out/logs/extension-host.log');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await host.logs());
  return file;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    strict: false, // VS Code has many more switches; what means nothing here is accepted.
    options: {
      'user-data-dir': { type: 'string' },
      'extensions-dir': { type: 'string' },
      'install-extension': { type: 'string', multiple: true },
      extensionDevelopmentPath: { type: 'string', multiple: true },
      extensionTestsPath: { type: 'string' },
    },
  });
  const developed = pathsOf(values.extensionDevelopmentPath);
  const [extensionTestsPath] = pathsOf(values.extensionTestsPath);
  const [userDataDir] = pathsOf(values['user-data-dir']);
  const [extensionsDir] = pathsOf(values['extensions-dir']);
  const folder = positionals.map(pathOf).find(path => existsSync(path));
  const [extensionDevelopmentPath, ...others] = developed;
  if (extensionTestsPath !== undefined && others.length > 0) {
    throw new Error('The browser host tests one extension in development; install the others.');
  }
  const manifests = await Promise.all(developed.map(readManifest));
  const options: HostOptions = {
    extensionIds: manifests.map(({ id }) => id),
    development: extensionTestsPath !== undefined,
    extensionFolders: extensionTestsPath === undefined ? developed : [],
    vsix: pathsOf(values['install-extension']),
    ...(userDataDir === undefined ? {} : { userDataDir }),
    ...(extensionsDir === undefined ? {} : { extensionsDir }),
  };
  const host = await startBrowserHost(options);
  try {
    const workspace = folder === undefined ? {} : { folder };
    if (extensionTestsPath !== undefined && extensionDevelopmentPath !== undefined) {
      exitOnSignals();
      const address = { ...workspace, extensionDevelopmentPath, extensionTestsPath };
      const code = await runInExtensionHost(host.url(address));
      if (code !== 0) {
        console.error(`The extension host's logs are in ${await keepLogs(host)}`);
      }
      return code;
    }
    if (values['install-extension'] === undefined) {
      const url = host.url(workspace);
      console.log(`VS Code is at ${url}\nPress Ctrl+C to stop it.`);
      await open(url);
      await new Promise(stop => process.once('SIGINT', stop).once('SIGTERM', stop));
    }
    return 0;
  } finally {
    await host.stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
