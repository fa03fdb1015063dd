// `npm run simulator` says on its first line what a person or a script needs to use it.
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

const profile = {
  name: v.string(),
  environment: v.picklist(['production', 'sandbox']),
  clientId: v.string(),
  clientSecret: v.string(),
  jwt: v.string(),
};

const firstLine = v.strictObject({
  servers: v.strictObject({ production: v.string(), sandbox: v.string() }),
  profiles: v.array(v.strictObject(profile)),
  refusals: v.array(v.strictObject({ ...profile, expect: v.string(), at: v.picklist(['token', 'api']) })),
});

describe('The simulator’s command', () => {
  it('prints one line of JSON, serves, and ends on SIGTERM', async function () {
    this.timeout(20_000);
    const main = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url));
    const child = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const lines: unknown[] = await once(createInterface(child.stdout), 'line');
      const { servers, profiles } = v.parse(v.pipe(v.string(), v.parseJson(), firstLine), lines[0]);
      assert.equal(profiles[0]?.environment, 'production');
      assert.equal((await fetch(servers.production)).status, 404);
      assert.equal((await fetch(servers.sandbox)).status, 404);
      child.kill('SIGTERM');
      assert.deepEqual(await once(child, 'exit'), [0, null]);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
