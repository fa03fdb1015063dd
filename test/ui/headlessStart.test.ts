// The whole way that `npm start -- --headless` goes: from a JWT to a Bearer token in a file, and to an explained refusal.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, describe, it } from 'mocha';
import { doMainJob } from '../host/mainJob.ts';
import { createSampleWorkspace } from '../host/sampleWorkspace.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { simulatorSettings } from './profileSteps.ts';
import { type VsCode, startVsCode } from './vsCode.ts';

describe('what npm start -- --headless does', () => {
  let simulator: Simulator;
  let vsCode: VsCode;

  before(async () => {
    simulator = await startSimulator();
    vsCode = await startVsCode({
      folder: await createSampleWorkspace(simulator),
      settings: simulatorSettings(simulator),
    });
  });

  after('leaves no secret where none belongs', async () => {
    const leaks = await vsCode.close();
    await simulator.close();
    await rm(vsCode.folder, { recursive: true, force: true });
    assert.deepEqual(leaks, []);
  });

  it('does the main job, and reports without a secret', async () => {
    vsCode.expectSecretIn('README.md'); // Holds what a person pastes to try it.
    vsCode.expectSecretIn('requests.http'); // The token is inserted here, and saved.
    const lines: string[] = [];
    await doMainJob(vsCode, simulator, (what, seen) => {
      lines.push(`${what}: ${seen}`);
    });
    assert.equal(lines.length, 7);
    const secrets = [...simulator.sampleProfiles, ...simulator.sampleRefusals].flatMap(
      ({ jwt, clientSecret }) => [jwt, clientSecret],
    );
    const tokens = simulator.production.requests.map(({ headers }) => headers['authorization'] ?? '');
    for (const secret of [...secrets, ...tokens].filter(text => text !== '')) {
      assert.ok(!lines.join('\n').includes(secret), 'the report holds a secret');
    }
  });
});
