import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findOffline, type OfflineFinding } from '../../../src/tokens/offlineCheck.ts';
import { ManualClock } from '../../simulator/clock.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { MemorySecrets } from '../../support/memoryStorage.ts';
import { Rooms } from '../../support/rooms.ts';
import { claimsOf, CREDENTIAL_ID, jwtOf, NOW, profileOf } from '../../support/samples.ts';

const PRODUCTION = 'https://platform.ringcentral.com';
const SANDBOX = 'https://platform.devtest.ringcentral.com';
const SANDBOX_JWT = jwtOf(claimsOf('platform.devtest.ringcentral.com'));
const ENDED = NOW - 1000;

describe('what a credential says against itself', () => {
  for (const [what, changes, server, finding] of [
    ['nothing, where JWT, profile and server agree', {}, PRODUCTION, undefined],
    ['nothing of a server that is none of RingCentral’s', {}, 'http://127.0.0.1:9', undefined],
    ['nothing of a partner’s server, which is production', {}, 'https://platform.ringcentral.biz', undefined],
    ['nothing of a JWT that names no environment', { jwt: jwtOf({ sub: '1' }) }, SANDBOX, undefined],
    [
      'the JWT is of the sandbox',
      { jwt: SANDBOX_JWT },
      PRODUCTION,
      { kind: 'wrong-environment', jwt: 'sandbox', profile: 'production' },
    ],
    [
      'the JWT is of production',
      { environment: 'sandbox' },
      SANDBOX,
      { kind: 'wrong-environment', jwt: 'production', profile: 'sandbox' },
    ],
    [
      'the server is of the other environment',
      {},
      SANDBOX,
      { kind: 'wrong-server', jwt: 'production', server: 'sandbox' },
    ],
    [
      'the JWT has expired',
      { jwt: jwtOf({ ...claimsOf(), exp: ENDED / 1000 }) },
      PRODUCTION,
      { kind: 'jwt', defect: { kind: 'expired', at: ENDED } },
    ],
    ['it is no JWT', { jwt: 'x.y' }, PRODUCTION, { kind: 'jwt', defect: { kind: 'not-three-parts' } }],
  ] as const satisfies readonly (readonly [string, object, string, OfflineFinding | undefined])[]) {
    it(`is that ${what}`, () => {
      assert.deepEqual(findOffline(profileOf(changes), server, NOW), finding);
    });
  }

  it('is found of any text without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.webUrl(), (jwt, server) => {
        findOffline(profileOf({ jwt }), server, NOW);
      }),
    );
  });
});

describe('a credential that says itself that it will be refused', () => {
  let simulator: Simulator;
  const clock = new ManualClock();
  before(async () => {
    simulator = await startSimulator({ clock });
  });
  after(() => simulator.close());
  afterEach(() => {
    simulator.production.reset();
  });

  /** One window with a JWT of the sandbox in a profile for production. */
  async function open(): Promise<Rooms<MemorySecrets>> {
    const stranger = simulator.sampleRefusals.find(({ name }) => name === 'JWT of the other environment');
    assert.ok(stranger);
    const rooms = new Rooms({
      secrets: new MemorySecrets(),
      now: () => clock.now(),
      serverFor: async () => Promise.resolve(simulator.production.url),
    });
    const { name, environment, clientId, clientSecret, jwt } = stranger;
    const credential = { id: 'p1', credentialId: CREDENTIAL_ID, server: null };
    await rooms.profiles.write({ ...credential, name, environment, clientId, clientSecret, jwt });
    return rooms;
  }

  it('is not sent, and the profile’s row has failed', async () => {
    const { tokens, activities } = await open();
    const got = await tokens.obtain('p1');
    const finding = { kind: 'wrong-environment', jwt: 'sandbox', profile: 'production' };
    assert.deepEqual(got, { ok: false, failure: { kind: 'offline', finding, at: clock.now() } });
    assert.equal(simulator.production.requests.length, 0);
    assert.equal(activities.of('p1').failure, got.ok ? undefined : got.failure);
    assert.ok(!(await tokens.renew('p1')).ok);
    assert.equal(simulator.production.requests.length, 0);
  });

  it('is sent once when the user wants to try anyway, and refused by RingCentral', async () => {
    const { tokens } = await open();
    const got = await tokens.obtain('p1', undefined, { tryAnyway: true });
    assert.ok(!got.ok);
    assert.equal(got.failure.kind, 'refused');
    assert.equal(simulator.production.requests.length, 1);
  });

  it('needs no exchange while a token lives', async () => {
    const { tokens, profiles, roster } = await open();
    const read = await profiles.read('p1');
    assert.ok(read.ok);
    const [healthy] = simulator.sampleProfiles;
    assert.ok(healthy);
    await profiles.write({ ...read.value, ...healthy });
    const first = await tokens.obtain('p1');
    assert.ok(first.ok);
    assert.equal(roster.row('p1')?.jwtEnvironment, 'production');
    const again = await tokens.obtain('p1');
    assert.equal(again.ok && again.value.accessToken, first.value.accessToken);
    assert.equal(simulator.production.requests.length, 1);
  });
});
