// RingCentral's own SDKs take the simulator for RingCentral.
import RingCentral from '@rc-ex/core';
import { SDK } from '@ringcentral/sdk';
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import * as v from 'valibot';
import { EXTENSION_PATH, SimulatorFixture, addPair, call } from './fixture.ts';
import type { Pair } from './fixture.ts';

/** What the SDK throws: it brings a `Response` of its own, which is no instance of the global one. */
const apiError = v.object({
  message: v.string(),
  response: v.custom<Response>(value => value instanceof Object && 'clone' in value),
});

describe('RingCentral’s SDK @ringcentral/sdk', () => {
  const fixture = new SimulatorFixture();
  const sdkFor = ({ app }: Pair, clientSecret = app.clientSecret ?? ''): SDK =>
    new SDK({ server: fixture.production.url, clientId: app.clientId, clientSecret });
  const signInTo = (sdk: SDK, { credential }: Pair): Promise<unknown> =>
    sdk.platform().login({ jwt: credential.jwt });

  it('signs in with a JWT, calls the API and signs out', async () => {
    const pair = await addPair(fixture.production, {}, { name: 'Noor Haddad' });
    const platform = sdkFor(pair).platform();
    await platform.login({ jwt: pair.credential.jwt });
    const { access_token: token = '' } = await platform.auth().data();
    const extension: unknown = await (await platform.get(EXTENSION_PATH)).json();
    assert.equal(Object.entries(extension ?? {}).find(([name]) => name === 'name')?.[1], 'Noor Haddad');
    await platform.logout();
    assert.equal((await call(fixture.production, token, EXTENSION_PATH)).status, 401);
  });

  it('refreshes its token', async () => {
    const pair = await addPair(fixture.production, { refreshTokens: true });
    const platform = sdkFor(pair).platform();
    await platform.login({ jwt: pair.credential.jwt });
    const before = await platform.auth().data();
    await platform.refresh();
    const after = await platform.auth().data();
    assert.notEqual(after.access_token, before.access_token);
    assert.equal((await platform.get(EXTENSION_PATH)).status, 200);
  });

  it('reports a wrong secret', async () => {
    const pair = await addPair(fixture.production);
    await assert.rejects(signInTo(sdkFor(pair, 'wrong'), pair), { message: 'Invalid client credentials' });
  });

  it('reports OAU-251 when the JWT flow is off', async () => {
    const pair = await addPair(fixture.production, { jwtFlow: false });
    const failure: unknown = await signInTo(sdkFor(pair), pair).catch((error: unknown) => error);
    const { message, response } = v.parse(apiError, failure);
    assert.equal(message, 'Unauthorized for this grant type');
    assert.match(JSON.stringify(await response.clone().json()), /"errorCode":"OAU-251"/);
  });

  it('reports a missing app permission', async () => {
    const pair = await addPair(fixture.production, { permissions: ['SMS'] });
    const sdk = sdkFor(pair);
    await signInTo(sdk, pair);
    await assert.rejects(sdk.platform().get(EXTENSION_PATH), {
      message: 'In order to call this API endpoint, application needs to have [ReadAccounts] permission',
    });
  });
});

describe('RingCentral’s SDK @rc-ex/core', () => {
  const fixture = new SimulatorFixture();
  const sdkFor = ({ app }: Pair, clientSecret = app.clientSecret ?? ''): RingCentral =>
    new RingCentral({ server: fixture.production.url, clientId: app.clientId, clientSecret });

  it('signs in with a JWT, calls the API and signs out', async () => {
    const pair = await addPair(fixture.production, {}, { name: 'Noor Haddad' });
    const rc = sdkFor(pair);
    const token = await rc.authorize({ jwt: pair.credential.jwt });
    assert.equal(token.owner_id, pair.credential.owner.id);
    assert.equal((await rc.restapi().account().extension().get()).name, 'Noor Haddad');
    const { permissions } = await rc.restapi().account().extension().authzProfile().get();
    assert.equal(permissions?.length, Object.keys(pair.credential.owner.permissions).length);
    await rc.revoke();
    assert.equal((await call(fixture.production, token.access_token ?? '', EXTENSION_PATH)).status, 401);
  });

  it('refreshes its token', async () => {
    const pair = await addPair(fixture.production, { refreshTokens: true });
    const rc = sdkFor(pair);
    const { session_id: session } = await rc.authorize({ jwt: pair.credential.jwt });
    await rc.refresh();
    assert.equal(rc.token?.session_id, session);
    assert.equal((await rc.restapi().account().extension().get()).id, Number(pair.credential.owner.id));
  });

  it('signs in without a secret for a public app', async () => {
    const pair = await addPair(fixture.production, { clientSecret: null });
    const rc = new RingCentral({ server: fixture.production.url, clientId: pair.app.clientId });
    assert.equal((await rc.authorize({ jwt: pair.credential.jwt })).token_type, 'bearer');
  });

  for (const [what, app, secret, code] of [
    ['a wrong secret', {}, 'wrong', 'OAU-146'],
    ['the JWT flow that is off', { jwtFlow: false }, undefined, 'OAU-251'],
  ] as const) {
    it(`reports ${what} with ${code}`, async () => {
      const pair = await addPair(fixture.production, app);
      await assert.rejects(sdkFor(pair, secret).authorize({ jwt: pair.credential.jwt }), new RegExp(code));
    });
  }

  it('reports a missing app permission with CMN-401', async () => {
    const pair = await addPair(fixture.production, { permissions: ['SMS'] });
    const rc = sdkFor(pair);
    await rc.authorize({ jwt: pair.credential.jwt });
    await assert.rejects(rc.restapi().account().extension().get(), /CMN-401/);
  });
});
