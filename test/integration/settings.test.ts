// Settings as VS Code hands them out, and the progress and notifications that commands use.
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { ConfigurationTarget, workspace } from 'vscode';
import { systemClock } from '../../src/workbench/clock.ts';
import { withProgress } from '../../src/workbench/progress.ts';
import { Settings } from '../../src/workbench/settings.ts';

async function set(id: string, value: unknown): Promise<void> {
  await workspace.getConfiguration().update(id, value, ConfigurationTarget.Global);
}

describe('the settings', () => {
  const settings = new Settings();
  const touched = new Set<string>();
  const change = async (id: string, value: unknown): Promise<void> => {
    touched.add(id);
    await set(id, value);
  };
  afterEach(async () => {
    for (const id of touched) await set(id, undefined);
    touched.clear();
  });

  it('have RingCentral’s servers, 15 s and an hour by default', () => {
    assert.deepEqual(settings.server('production'), { ok: true, value: 'https://platform.ringcentral.com' });
    assert.deepEqual(settings.server('sandbox'), {
      ok: true,
      value: 'https://platform.devtest.ringcentral.com',
    });
    assert.equal(settings.requestTimeoutMs(), 15_000);
    assert.equal(settings.ttlSeconds(), 3600);
    assert.ok(settings.statusBarEnabled());
    assert.deepEqual(settings.defects(), []);
  });

  it('follow the user’s', async () => {
    await change('ringcentralJwt.servers.sandbox', 'http://127.0.0.1:8080/');
    await change('ringcentralJwt.token.ttlSeconds', 600);
    assert.deepEqual(settings.server('sandbox'), { ok: true, value: 'http://127.0.0.1:8080' });
    assert.equal(settings.ttlSeconds(), 600);
  });

  for (const value of [0, 121, -1, 1e9, 'ten', {}]) {
    it(`use the default for ${JSON.stringify(value)}, and name the limits`, async () => {
      await change('ringcentralJwt.requestTimeoutSeconds', value);
      assert.equal(settings.requestTimeoutMs(), 15_000);
      assert.match(
        settings.defects()[0]?.message ?? '',
        /requestTimeoutSeconds must be a number from 1 to 120/,
      );
    });
  }

  it('take null for nothing set', async () => {
    await change('ringcentralJwt.requestTimeoutSeconds', null);
    assert.equal(settings.requestTimeoutMs(), 15_000);
    assert.deepEqual(settings.defects(), []);
  });

  for (const value of ['http://platform.ringcentral.com', 'javascript:alert(1)', '', 'https://u:p@x.y', 7]) {
    it(`refuse ${JSON.stringify(value)} as a server`, async () => {
      await change('ringcentralJwt.servers.production', value);
      const server = settings.server('production');
      assert.ok(!server.ok);
      assert.match(server.failure.message, /ringcentralJwt\.servers\.production/);
    });
  }
});

describe('progress', () => {
  it('hands out the task’s outcome, value or error', async () => {
    assert.equal(await withProgress(systemClock, 'title', async () => Promise.resolve(7)), 7);
    await assert.rejects(
      withProgress(systemClock, 'title', async () => Promise.reject(new Error('broken'))),
      /broken/,
    );
  });
});
