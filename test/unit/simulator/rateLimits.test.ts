// Rate limits and penalties, by RingCentral's rules (facts, section 4).
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { EXTENSION_PATH, SimulatorFixture, addPair, call, revoke, signIn, tokens } from './fixture.ts';
import type { Pair } from './fixture.ts';

describe('The simulated rate limit', () => {
  const fixture = new SimulatorFixture();

  /** Uses up the five requests of a minute and makes a sixth. */
  async function exceed(pair: Pair): Promise<void> {
    for (let count = 0; count < 5; count += 1) {
      assert.equal((await signIn(fixture.production, pair)).status, 200);
    }
    assert.equal((await signIn(fixture.production, pair)).status, 429);
  }

  it('answers the sixth token request of a minute with 429 and says how long to wait', async () => {
    const pair = await addPair(fixture.production);
    await exceed(pair);
    const { status, headers, body } = await signIn(fixture.production, pair);
    assert.equal(status, 429);
    assert.deepEqual(body, {
      errorCode: 'CMN-301',
      message: 'Request rate exceeded',
      errors: [{ errorCode: 'CMN-301', message: 'Request rate exceeded' }],
    });
    assert.equal(headers.get('retry-after'), '60');
    assert.equal(headers.get('x-rate-limit-group'), 'auth');
    assert.equal(headers.get('x-rate-limit-limit'), '5');
    assert.equal(headers.get('x-rate-limit-remaining'), '0');
    assert.equal(headers.get('x-rate-limit-window'), '60');
  });

  it('counts the requests that are left in the headers of every answer', async () => {
    const pair = await addPair(fixture.production);
    await signIn(fixture.production, pair);
    const { headers } = await signIn(fixture.production, pair);
    assert.equal(headers.get('x-rate-limit-remaining'), '3');
  });

  it('counts token and revoke requests together', async () => {
    const pair = await addPair(fixture.production);
    const { accessToken } = await tokens(fixture.production, pair);
    for (let count = 0; count < 4; count += 1) {
      assert.equal((await revoke(fixture.production, pair.app, accessToken)).status, 200);
    }
    assert.equal((await signIn(fixture.production, pair)).status, 429);
  });

  it('counts refused requests too', async () => {
    const pair = await addPair(fixture.production, { jwtFlow: false });
    for (let count = 0; count < 5; count += 1) {
      assert.equal((await signIn(fixture.production, pair)).status, 400);
    }
    assert.equal((await signIn(fixture.production, pair)).status, 429);
  });

  it('counts each app and each environment for itself', async () => {
    await exceed(await addPair(fixture.production));
    assert.equal((await signIn(fixture.production, await addPair(fixture.production))).status, 200);
    assert.equal((await signIn(fixture.sandbox, await addPair(fixture.sandbox))).status, 200);
  });

  it('ends its penalty 60 seconds after the last request', async () => {
    const pair = await addPair(fixture.production);
    await exceed(pair);
    fixture.clock.advance(60);
    assert.equal((await signIn(fixture.production, pair)).status, 200);
  });

  it('restarts its penalty with every request inside it', async () => {
    const pair = await addPair(fixture.production);
    await exceed(pair);
    for (let count = 0; count < 3; count += 1) {
      fixture.clock.advance(59);
      assert.equal((await signIn(fixture.production, pair)).status, 429);
    }
    fixture.clock.advance(60);
    assert.equal((await signIn(fixture.production, pair)).status, 200);
  });

  it('forgets a request after a minute', async () => {
    const pair = await addPair(fixture.production);
    await signIn(fixture.production, pair);
    fixture.clock.advance(30);
    for (let count = 0; count < 4; count += 1) {
      await signIn(fixture.production, pair);
    }
    fixture.clock.advance(30);
    assert.equal((await signIn(fixture.production, pair)).status, 200);
    assert.equal((await signIn(fixture.production, pair)).status, 429);
  });

  for (const [group, limit, path] of [
    ['light', 50, EXTENSION_PATH],
    ['medium', 40, `${EXTENSION_PATH}/authz-profile`],
    ['heavy', 10, `${EXTENSION_PATH}/call-log`],
  ] as const) {
    it(`allows ${limit} calls a minute in the group ${group}`, async () => {
      const { accessToken } = await tokens(fixture.production, await addPair(fixture.production));
      const statuses = [];
      for (let count = 0; count <= limit; count += 1) {
        statuses.push((await call(fixture.production, accessToken, path)).status);
      }
      assert.equal(statuses.indexOf(429), limit);
      const { headers } = await call(fixture.production, accessToken, path);
      assert.equal(headers.get('x-rate-limit-group'), group);
    });
  }

  it('counts the calls of each user of an app for itself', async () => {
    const pair = await addPair(fixture.production);
    const other = { ...pair, credential: (await addPair(fixture.production)).credential };
    const { accessToken } = await tokens(fixture.production, pair);
    const { accessToken: others } = await tokens(fixture.production, other);
    fixture.production.limits.configure({ light: 1 });
    await call(fixture.production, accessToken, EXTENSION_PATH);
    assert.equal((await call(fixture.production, accessToken, EXTENSION_PATH)).status, 429);
    assert.equal((await call(fixture.production, others, EXTENSION_PATH)).status, 200);
  });

  it('can be raised, told to keep its headers to itself, and reset', async () => {
    const pair = await addPair(fixture.production);
    fixture.production.limits.configure({ auth: 6, retryAfterHeader: false, limitHeaders: false });
    await signIn(fixture.production, pair);
    await exceed(pair);
    const { headers } = await signIn(fixture.production, pair);
    assert.equal(headers.get('retry-after'), null);
    assert.equal(headers.get('x-rate-limit-group'), null);
    fixture.production.limits.reset();
    await exceed(pair);
  });
});
