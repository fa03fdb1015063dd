// The package as a stranger gets it: made without a warning, installed into a clean VS Code, and doing the main job there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { projectRoot } from '../host/browserHost.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { useVsCode } from './fixture.ts';
import { addProfile, simulatorSettings } from './profileSteps.ts';

const VSCE = join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce');
const MAX_BYTES = 300_000;

describe('the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  const file = join(folder, 'extension.vsix');
  let output = '';
  let simulator: Simulator;
  before(async () => {
    const args = [VSCE, 'package', '--no-dependencies', '--out', file];
    const made = spawnSync(process.execPath, args, { cwd: projectRoot, encoding: 'utf8' });
    output = made.stdout + made.stderr;
    assert.equal(made.status, 0, output);
    simulator = await startSimulator();
  });
  after(async () => {
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const code = useVsCode(() => ({ settings: simulatorSettings(simulator), vsix: [file] }));

  it('is made without a warning, and small', () => {
    assert.doesNotMatch(output, /^\s*WARN/m, output);
    assert.ok(statSync(file).size <= MAX_BYTES, `${statSync(file).size} bytes`);
  });

  it('holds what runs, and neither sources, tests nor source maps', () => {
    const listed = spawnSync(process.execPath, [VSCE, 'ls', '--no-dependencies'], {
      cwd: projectRoot,
      encoding: 'utf8',
    });
    const files = listed.stdout.trim().split('\n');
    for (const needed of [
      'package.json',
      'README.md',
      'CHANGELOG.md',
      'LICENSE',
      'dist/extension.js',
      'media/icon.png',
    ]) {
      assert.ok(files.includes(needed), `${needed} is missing`);
    }
    assert.deepEqual(
      files.filter(name => /\.map$|\.ts$|^(src|test|\.)|node_modules/.test(name)),
      [],
    );
  });

  it('does the main job', async () => {
    const { workbench } = code;
    const [sample] = simulator.sampleProfiles;
    assert.ok(sample);
    await addProfile(workbench, sample, 'Acme');
    await workbench.runCommand('RingCentral JWT: Copy Bearer Token');
    await workbench.notifications.expect(/^Copied the Bearer token of Acme/);
    const url = `${simulator.production.url}/restapi/v1.0/account/~/extension/~/authz-profile`;
    const answer = await fetch(url, { headers: { Authorization: await workbench.readClipboard() } });
    assert.equal(answer.status, 200);
    await workbench.statusBar.expect(/^\$\(verified\) Acme · production/);
  });
});
