import assert from 'node:assert/strict';
import type { AccessToken } from '../../../src/tokens/accessToken.ts';
import { TokenProbe } from '../../../src/tokens/tokenProbe.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { MemorySecrets } from '../../support/memoryStorage.ts';
import { Rooms } from '../../support/rooms.ts';
import { CREDENTIAL_ID } from '../../support/samples.ts';

const PROBE = 'GET /restapi/v1.0/account/~/extension/~/authz-profile';

describe('the probe of a token', () => {
  let simulator: Simulator;
  let token: AccessToken;
  const logged: string[] = [];
  const probe = new TokenProbe({
    policy: {
      serverFor: async () => Promise.resolve(undefined),
      ttlSeconds: () => 3600,
      httpOptions: () => ({ timeoutMs: 5000, userAgent: 'Test/1.0', now: Date.now }),
    },
    calls: async () => import('../../../src/ringcentral/restCall.ts'),
    log: { info: line => logged.push(line), warn: line => logged.push(line) },
  });
  const { signal } = new AbortController();

  before(async () => {
    simulator = await startSimulator();
  });
  after(() => simulator.close());
  beforeEach(async () => {
    simulator.production.reset();
    const [sample] = simulator.sampleProfiles;
    assert.ok(sample);
    const rooms = new Rooms({
      secrets: new MemorySecrets(),
      now: Date.now,
      serverFor: async () => Promise.resolve(simulator.production.url),
    });
    await rooms.profiles.write({ id: 'p1', credentialId: CREDENTIAL_ID, server: null, ...sample });
    const got = await rooms.tokens.obtain('p1');
    assert.ok(got.ok);
    token = got.value;
    logged.length = 0;
  });

  /** Behind the exchange of the JWT. */
  const requests = (): string[] =>
    simulator.production.requests.slice(1).map(({ method, path }) => `${method} ${path}`);

  it('is one call that needs no permission, to the server that the token is of', async () => {
    const probed = await probe.probe(token, signal);
    assert.ok(probed.ok);
    assert.equal(probed.value.status, 200);
    assert.equal(probed.value.phase, 'api');
    assert.deepEqual(requests(), [PROBE]);
  });

  it('says why when RingCentral does not take the token, and does not repeat itself', async () => {
    const dead = { ...token, accessToken: 'U0pDMTFQMDFQQVMwMHxBQUFub3QgYSB0b2tlbiBvZiBhbnlib2R5' };
    const probed = await probe.probe(dead, signal);
    assert.ok(!probed.ok && probed.failure.kind === 'refused');
    assert.equal(probed.failure.status, 401);
    assert.deepEqual(requests(), [PROBE]);
    assert.ok(!JSON.stringify([probed, logged]).includes(dead.accessToken));
  });

  for (const [fault, kind] of [
    [{ kind: 'reset' }, 'network'],
    [{ kind: 'portal' }, 'unreadable'],
    [{ kind: 'redirect' }, 'redirect'],
    [{ kind: 'empty' }, 'unreadable'],
    [{ kind: 'unavailable', status: 503 }, 'refused'],
  ] as const) {
    it(`tells ${fault.kind} as ${kind}`, async () => {
      simulator.production.faults.once('api', fault);
      const probed = await probe.probe(token, signal);
      assert.equal(probed.ok ? 'taken' : probed.failure.kind, kind);
      assert.deepEqual(requests(), [PROBE]);
    });
  }

  it('asks what the owner may do, of the own extension and of another one', async () => {
    const [{ id } = assert.fail()] = simulator.production.directory.users.filter(
      ({ name }) => name === 'Ingrid Solheim',
    );
    const asked = async (permission: string, target?: string): Promise<boolean | string> => {
      const answer = await probe.hasPermission(token, permission, target, signal);
      return answer.ok ? answer.value : answer.failure.kind;
    };
    assert.equal(await asked('ReadCallLog'), true);
    assert.equal(await asked('EditCompanyInfo'), false);
    assert.equal(await asked('ReadCallLog', id), false);
    assert.equal(await asked('NoSuchPermission'), 'refused');
    const check = `${PROBE}/check`;
    assert.deepEqual(
      simulator.production.requests
        .slice(1)
        .map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`),
      [check, check, check, check],
    );
  });

  it('asks once what the admin portal calls a permission', async () => {
    assert.equal(await probe.permissionName(token, 'ReadCallLog', signal), 'View Call Log');
    assert.equal(await probe.permissionName(token, 'ReadCallLog', signal), 'View Call Log');
    assert.equal(requests().length, 1);
    assert.equal(await probe.permissionName(token, 'NoSuchPermission', signal), undefined);
  });

  it('asks who the owner is only where the token’s scope allows it', async () => {
    const owner = await probe.owner(token, signal);
    assert.partialDeepStrictEqual(owner, { name: 'Integration Service', type: 'User' });
    assert.equal(requests().length, 1);
    assert.equal(await probe.owner({ ...token, scopes: ['ReadCallLog'] }, signal), undefined);
    assert.equal(requests().length, 1);
  });

  it('takes a name out of an answer as text, and an answer of another form for none', async () => {
    const reply = (body: string): void => {
      simulator.production.faults.once('api', { kind: 'reply', status: 200, headers: {}, body });
    };
    reply('{"id":7,"name":"Eve\\u202E\\u0000 [x](command:y)","extensionNumber":"7"}');
    assert.deepEqual(await probe.owner(token, signal), {
      id: '7',
      name: 'Eve  [x](command:y)',
      extensionNumber: '7',
      type: undefined,
    });
    reply('{"id":7,"name":7}');
    assert.equal(await probe.owner(token, signal), undefined);
  });

  it('reads an answer as text without the token in it, and takes no web page for one', async () => {
    const path = '/restapi/v1.0/account/~/extension/~/call-log';
    const replyWith = (body: string, type: string): void => {
      const headers = { 'content-type': type };
      simulator.production.faults.once('api', { kind: 'reply', status: 200, headers, body });
    };
    const split = `${token.accessToken.slice(0, 9)}\u200B${token.accessToken.slice(9)}`;
    replyWith(`{"echo":"${token.accessToken}","split":"${split}"}`, 'application/json');
    const answer = await probe.call(token, path, signal);
    assert.ok(answer.ok && !answer.value.body.includes(token.accessToken));
    replyWith('<html>Sign in to the Wi-Fi</html>', 'text/html');
    const page = await probe.call(token, path, signal);
    assert.equal(page.ok ? 'answered' : page.failure.kind, 'unreadable');
  });

  it('keeps the beginning of an answer that is far too long, and lets go of the rest', async () => {
    for (const declared of [true, false]) {
      simulator.production.faults.once('api', { kind: 'huge', mebibytes: 8, declared });
      const answer = await probe.call(token, '/restapi/v1.0/account/~/extension/~/call-log', signal);
      assert.ok(answer.ok, JSON.stringify(answer).slice(0, 300));
      const { length } = answer.value.body;
      assert.ok(length >= 1024 * 1024 && length < 2 * 1024 * 1024, String(length));
    }
  });

  it('is cancelled by its signal', async () => {
    simulator.production.faults.once('api', { kind: 'hang' });
    const controller = new AbortController();
    const probed = probe.probe(token, controller.signal);
    controller.abort();
    const outcome = await probed;
    assert.ok(!outcome.ok && outcome.failure.kind === 'cancelled');
  });
});
