// The faults can be armed over HTTP, by whoever runs the simulator by hand.
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { EXTENSION_PATH, SimulatorFixture, send } from './fixture.ts';
import type { Received } from './fixture.ts';

const FAULTS = '/simulator/faults';

describe('The control interface', () => {
  const fixture = new SimulatorFixture();
  const put = (json: unknown): Promise<Received> => send(fixture.production, FAULTS, { method: 'PUT', json });

  it('arms a fault that stays until it is deleted', async () => {
    const fault = { kind: 'unavailable', status: 503 };
    assert.deepEqual((await put({ on: 'api', fault })).body, [{ on: 'api', fault, once: false }]);
    assert.equal((await send(fixture.production, EXTENSION_PATH)).status, 503);
    assert.equal((await send(fixture.production, EXTENSION_PATH)).status, 503);
    await send(fixture.production, FAULTS, { method: 'DELETE' });
    assert.equal((await send(fixture.production, EXTENSION_PATH)).status, 401);
  });

  it('arms a fault for one request', async () => {
    await put({ on: 'api', fault: { kind: 'empty' }, once: true });
    assert.equal((await send(fixture.production, EXTENSION_PATH)).status, 200);
    assert.equal((await send(fixture.production, EXTENSION_PATH)).status, 401);
  });

  it('lists the faults in force, and clears those of one target', async () => {
    await put({ on: 'api', fault: { kind: 'hang' } });
    await put({ on: 'token', fault: { kind: 'reset' } });
    await send(fixture.production, `${FAULTS}?on=api`, { method: 'DELETE' });
    const { body } = await send(fixture.production, FAULTS);
    assert.deepEqual(body, [{ on: 'token', fault: { kind: 'reset' }, once: false }]);
  });

  for (const wrong of [
    {},
    { on: 'everything', fault: { kind: 'hang' } },
    { on: 'api', fault: { kind: 'explode' } },
    { on: 'api', fault: { kind: 'delay', milliseconds: -1 } },
  ]) {
    it(`refuses ${JSON.stringify(wrong)}`, async () => {
      assert.equal((await put(wrong)).status, 400);
      assert.deepEqual(fixture.production.faults.list(), []);
    });
  }

  it('is not touched by the faults, nor recorded', async () => {
    await put({ on: 'any', fault: { kind: 'hang' } });
    assert.equal((await send(fixture.production, FAULTS)).status, 200);
    assert.deepEqual(fixture.production.requests, []);
  });
});
