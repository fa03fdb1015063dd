// Each fault, as a client sees it.
import { after, afterEach, before, describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { startSimulator } from '../../simulator/simulator.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import type { SimulatedServer } from '../../simulator/server.ts';
import { EXTENSION_PATH, addPair, codeOf, revoke, send, signIn, tokenFields } from './fixture.ts';
import type { Pair } from './fixture.ts';

const MEBIBYTE = 1024 * 1024;

describe('A fault', () => {
  /** How long delays have been asked for, and what lets the present one pass. */
  const waits: number[] = [];
  let pass = (): void => undefined;
  let simulator: Simulator;
  let server: SimulatedServer;
  let pair: Pair;

  before(async function () {
    // A key takes its time on a busy machine.
    this.timeout(20_000);
    const wait = (milliseconds: number): Promise<void> => {
      waits.push(milliseconds);
      return new Promise(resolve => {
        pass = resolve;
      });
    };
    simulator = await startSimulator({ wait, limits: { auth: 1000 } });
    server = simulator.production;
    pair = await addPair(server);
  });
  afterEach(() => {
    server.reset();
  });
  after(() => simulator.close());

  /** Sends a revoke request by hand, to see what comes before the connection breaks. */
  function open(): ReturnType<typeof request> {
    const body = 'token=x';
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length };
    return request(`${server.url}/restapi/oauth/revoke`, { method: 'POST', agent: false, headers }).end(body);
  }

  /** The code of the error that a request ends with. */
  async function errorOf(emitter: NodeJS.EventEmitter): Promise<unknown> {
    const error = await new Promise<unknown>(resolve => emitter.once('error', resolve));
    return error instanceof Error && 'code' in error ? error.code : error;
  }

  async function headersOf(sent: ReturnType<typeof request>): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      sent.once('response', resolve).once('error', reject);
    });
  }

  it('"hang" never answers, and closing the simulator ends the connection at once', async () => {
    const other = await startSimulator();
    other.production.faults.always('any', { kind: 'hang' });
    const answer = fetch(other.production.url + EXTENSION_PATH);
    while (other.production.requests.length === 0) {
      await new Promise(setImmediate);
    }
    const [settled] = await Promise.allSettled([answer, other.close()]);
    assert.equal(settled.status, 'rejected');
  });

  it('"delay" answers truly, but only when the time has passed', async () => {
    server.faults.once('token', { kind: 'delay', milliseconds: 4000 });
    const answer = signIn(server, pair);
    while (waits.length === 0) {
      await new Promise(setImmediate);
    }
    assert.deepEqual(waits, [4000]);
    assert.equal(server.sessions.live(pair.app, pair.credential.owner).length, 0);
    pass();
    assert.equal((await answer).status, 200);
  });

  it('"reset" breaks the connection before any answer', async () => {
    server.faults.once('revoke', { kind: 'reset' });
    assert.equal(await errorOf(open()), 'ECONNRESET');
  });

  it('"reset after headers" breaks it in the middle of the body', async () => {
    server.faults.once('revoke', { kind: 'reset after headers' });
    const response = await headersOf(open());
    assert.equal(response.statusCode, 400);
    const error = errorOf(response);
    response.resume();
    assert.equal(await error, 'ECONNRESET');
    assert.equal(response.complete, false);
  });

  it('"truncated" sends less than content-length promises', async () => {
    server.faults.once('revoke', { kind: 'truncated' });
    const response = await headersOf(open());
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    await errorOf(response);
    const { length } = Buffer.concat(chunks);
    assert(length > 0 && length < Number(response.headers['content-length']));
  });

  it('that spoils the answer leaves the session open all the same', async () => {
    server.faults.once('token', { kind: 'truncated' });
    await assert.rejects(signIn(server, pair));
    assert.equal(server.sessions.live(pair.app, pair.credential.owner).length, 1);
  });

  for (const declared of [true, false]) {
    it(`"huge" sends mebibytes, ${declared ? 'announced' : 'without announcing them'}`, async () => {
      server.faults.once('token', { kind: 'huge', mebibytes: 3, declared });
      const response = await fetch(`${server.url}/restapi/oauth/token`, { method: 'POST' });
      const text = await response.text();
      assert(text.length > 3 * MEBIBYTE);
      assert.equal(response.headers.has('content-length'), declared);
      assert.doesNotThrow(() => void JSON.parse(text));
    });
  }

  it('"portal" answers 200 with an HTML page', async () => {
    server.faults.once('token', { kind: 'portal' });
    const { status, headers, body } = await signIn(server, pair);
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'text/html;charset=utf-8');
    assert.match(String(body), /^<!doctype html>/);
  });

  for (const [status, code, message] of [
    [500, 'CMN-203', 'Internal Server Error'],
    [502, 'CMN-201', 'Service Temporary Unavailable'],
    [503, 'CMN-201', 'Service Temporary Unavailable'],
  ] as const) {
    it(`"unavailable" answers ${status} with RingCentral's body`, async () => {
      server.faults.once('api', { kind: 'unavailable', status });
      const answer = await send(server, EXTENSION_PATH);
      assert.equal(answer.status, status);
      assert.deepEqual(answer.body, { errorCode: code, message, errors: [{ errorCode: code, message }] });
      assert.equal(answer.headers.get('retry-after'), null);
    });
  }

  it('"unavailable" can be a gateway’s page that says how long to wait', async () => {
    server.faults.once('api', { kind: 'unavailable', status: 503, body: 'html', retryAfterSeconds: 7 });
    const { status, headers, body } = await send(server, EXTENSION_PATH);
    assert.equal(status, 503);
    assert.equal(headers.get('retry-after'), '7');
    assert.match(String(body), /^<!doctype html>/);
  });

  it('"redirect" points to another origin', async () => {
    server.faults.once('token', { kind: 'redirect' });
    const { status, headers } = await signIn(server, pair);
    assert.equal(status, 302);
    assert.equal(headers.get('location'), 'https://elsewhere.example/');
    server.faults.once('token', { kind: 'redirect', location: simulator.sandbox.url });
    assert.equal((await signIn(server, pair)).headers.get('location'), simulator.sandbox.url);
  });

  it('"json as text" gives the true answer another content type', async () => {
    server.faults.once('token', { kind: 'json as text' });
    const { headers, body } = await signIn(server, pair);
    assert.equal(headers.get('content-type'), 'text/plain;charset=utf-8');
    assert.match(String(body), /^\{"access_token":"U0pDMDF/);
  });

  for (const kind of ['text as json', 'invalid json'] as const) {
    it(`"${kind}" promises JSON and does not keep it`, async () => {
      server.faults.once('token', { kind });
      const response = await fetch(`${server.url}/restapi/oauth/token`, { method: 'POST' });
      assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
      await assert.rejects(response.json(), SyntaxError);
    });
  }

  it('"empty" answers 200 and nothing else', async () => {
    server.faults.once('token', { kind: 'empty' });
    const { status, headers, body } = await signIn(server, pair);
    assert.equal(status, 200);
    assert.equal(headers.get('content-length'), '0');
    assert.equal(body, '');
  });

  it('"edited" removes and replaces members of the true answer', async () => {
    server.faults.once('token', { kind: 'edited', remove: ['access_token'], set: { expires_in: '3600' } });
    const { status, body } = await signIn(server, pair);
    assert.equal(status, 200);
    const members = new Map(Object.entries(body ?? {}));
    assert.equal(members.has('access_token'), false);
    assert.equal(members.get('expires_in'), '3600');
    assert.equal(members.get('token_type'), 'bearer');
  });

  it('"reply" answers whatever it is told to', async () => {
    const headers = { 'content-type': 'text/plain', 'x-told': 'yes' };
    server.faults.once('api', { kind: 'reply', status: 418, headers, body: 'teapot' });
    const answer = await send(server, EXTENSION_PATH);
    assert.equal(answer.status, 418);
    assert.equal(answer.headers.get('x-told'), 'yes');
    assert.equal(answer.body, 'teapot');
  });

  it('armed once is met once, and several are met in turn', async () => {
    server.faults.once('token', { kind: 'unavailable', status: 503 });
    server.faults.once('token', { kind: 'unavailable', status: 500 });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) {
      statuses.push((await signIn(server, pair)).status);
    }
    assert.deepEqual(statuses, [503, 500, 200]);
  });

  it('armed for always stays until it is cleared', async () => {
    server.faults.always('token', { kind: 'unavailable', status: 503 });
    assert.equal((await signIn(server, pair)).status, 503);
    assert.equal((await signIn(server, pair)).status, 503);
    server.faults.clear('token');
    assert.equal((await signIn(server, pair)).status, 200);
  });

  it('concerns its own endpoint only, unless it is armed for any', async () => {
    const { accessToken } = tokenFields(await signIn(server, pair));
    server.faults.always('revoke', { kind: 'unavailable', status: 503 });
    assert.equal((await signIn(server, pair)).status, 200);
    assert.equal((await revoke(server, pair.app, accessToken)).status, 503);
    server.faults.clear();
    server.faults.always('any', { kind: 'unavailable', status: 500 });
    assert.equal((await signIn(server, pair)).status, 500);
    assert.equal((await revoke(server, pair.app, accessToken)).status, 500);
    assert.equal(codeOf(await send(server, EXTENSION_PATH)), 'CMN-203');
  });

  it('concerns its own server only', async () => {
    server.faults.always('any', { kind: 'unavailable', status: 500 });
    assert.equal((await send(simulator.sandbox, EXTENSION_PATH)).status, 401);
  });
});
