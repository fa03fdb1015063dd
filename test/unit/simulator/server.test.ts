// What a simulated server is besides its endpoints: on loopback, apart from the other one, with a memory.
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { startSimulator } from '../../simulator/simulator.ts';
import { JWT_BEARER } from '../../simulator/tokenEndpoint.ts';
import { EXTENSION_PATH, SimulatorFixture, addPair, basic, call, send, signIn, tokens } from './fixture.ts';

describe('A simulated server', () => {
  const fixture = new SimulatorFixture();

  it('listens on loopback, each environment on a port of its own', () => {
    assert.match(fixture.production.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.match(fixture.sandbox.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.notEqual(fixture.production.url, fixture.sandbox.url);
  });

  it('listens on the port that it is given', async () => {
    const first = await startSimulator();
    const port = Number(new URL(first.production.url).port);
    await first.close();
    const second = await startSimulator({ ports: { production: port } });
    assert.equal(second.production.url, `http://127.0.0.1:${port}`);
    await second.close();
  });

  it('records each request with its time, query, headers and form', async () => {
    const pair = await addPair(fixture.production);
    const answer = await send(fixture.production, '/restapi/oauth/token?a=1', {
      method: 'POST',
      headers: { ...basic(pair.app), 'X-User-Agent': 'Test/1.0' },
      form: { grant_type: JWT_BEARER, assertion: pair.credential.jwt },
    });
    const [recorded, ...others] = fixture.production.requests;
    assert(recorded);
    assert.deepEqual(others, []);
    const { headers, ...rest } = recorded;
    assert.deepEqual(rest, {
      id: answer.headers.get('rcrequestid'),
      time: fixture.clock.now(),
      method: 'POST',
      path: '/restapi/oauth/token',
      query: { a: '1' },
      form: { grant_type: JWT_BEARER, assertion: pair.credential.jwt },
    });
    assert.equal(headers['x-user-agent'], 'Test/1.0');
    assert.equal(headers['authorization'], basic(pair.app)['authorization']);
  });

  it('records also what it refuses, does not know or spoils', async () => {
    await send(fixture.production, EXTENSION_PATH);
    await send(fixture.production, '/nowhere');
    fixture.production.faults.once('api', { kind: 'reset' });
    await assert.rejects(send(fixture.production, EXTENSION_PATH));
    assert.deepEqual(
      fixture.production.requests.map(({ path }) => path),
      [EXTENSION_PATH, '/nowhere', EXTENSION_PATH],
    );
  });

  it('answers 400 to a body that is not the JSON it claims to be', async () => {
    const response = await fetch(fixture.production.url + EXTENSION_PATH, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    assert.equal(response.status, 400);
  });

  it('forgets requests, faults and penalties and ends its sessions when it is reset', async () => {
    const pair = await addPair(fixture.production);
    const { accessToken } = await tokens(fixture.production, pair);
    for (let count = 0; count < 5; count += 1) {
      await signIn(fixture.production, pair);
    }
    fixture.production.faults.always('any', { kind: 'hang' });
    fixture.production.reset();
    assert.deepEqual(fixture.production.requests, []);
    assert.equal((await call(fixture.production, accessToken, EXTENSION_PATH)).status, 401);
    assert.equal((await signIn(fixture.production, pair)).status, 200);
  });
});
