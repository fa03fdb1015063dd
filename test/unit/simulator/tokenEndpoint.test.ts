// What the token endpoint grants, and to whom (facts, section 4).
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { SimulatorFixture, addPair, basicHeader, send, signIn, tokenFields, tokens } from './fixture.ts';

describe('The simulated token endpoint', () => {
  const fixture = new SimulatorFixture();

  it('answers with the required fields and their types', async () => {
    const pair = await addPair(fixture.production, { permissions: ['ReadAccounts', 'SMS'] });
    const answer = await signIn(fixture.production, pair, { endpoint_id: 'desk-7' });
    const { accessToken, sessionId } = tokenFields(answer);
    assert.deepEqual(answer.body, {
      access_token: accessToken,
      token_type: 'bearer',
      expires_in: 3600,
      scope: 'ReadAccounts SMS',
      owner_id: pair.credential.owner.id,
      endpoint_id: 'desk-7',
      session_id: sessionId,
    });
    assert.notEqual(sessionId, '');
  });

  it('gives every answer a request id of its own', async () => {
    const pair = await addPair(fixture.production);
    const ids = await Promise.all([signIn(fixture.production, pair), send(fixture.production, '/nowhere')]);
    const [first, second] = ids.map(({ headers }) => headers.get('RCRequestId'));
    assert.match(first ?? '', /^[0-9a-f-]{36}$/);
    assert.match(second ?? '', /^[0-9a-f-]{36}$/);
    assert.notEqual(first, second);
  });

  it('gives access tokens that cannot be taken for a JWT and say that they are simulated', async () => {
    for (const server of [fixture.production, fixture.sandbox]) {
      const { accessToken } = await tokens(server, await addPair(server));
      assert.match(accessToken, /^U0pDMDF[A-Za-z0-9_-]+$/);
      assert.match(Buffer.from(accessToken, 'base64url').toString(), /^SJC01SIM\|simulated /);
    }
  });

  it('gives a refresh token only to apps that issue them', async () => {
    const without = await tokens(fixture.production, await addPair(fixture.production));
    assert.equal(without.refreshToken, '');
    const pair = await addPair(fixture.production, { refreshTokens: true });
    const answer = await signIn(fixture.production, pair, { refresh_token_ttl: '900' });
    const { refreshToken } = tokenFields(answer);
    assert.match(refreshToken, /^U0pDMDF[A-Za-z0-9_-]+$/);
    assert.equal(Object.entries(answer.body ?? {}).find(([k]) => k === 'refresh_token_expires_in')?.[1], 900);
  });

  it('lets a public app sign in with its client ID in the body', async () => {
    const pair = await addPair(fixture.production, { clientSecret: null });
    assert.equal((await signIn(fixture.production, pair)).status, 200);
  });

  it('takes the two parts of Basic authentication as they are, not URL-decoded', async () => {
    const pair = await addPair(fixture.production, { clientSecret: 'a%2Bb+c:d/e=' });
    assert.equal((await signIn(fixture.production, pair)).status, 200);
    const encoded = basicHeader(pair.app.clientId, encodeURIComponent('a%2Bb+c:d/e='));
    const answer = await send(fixture.production, '/restapi/oauth/token', {
      method: 'POST',
      headers: encoded,
      form: { grant_type: 'refresh_token' },
    });
    assert.equal(answer.status, 401);
  });

  for (const ttl of ['600', '3600']) {
    it(`grants ${ttl} seconds when asked for them`, async () => {
      const answer = await signIn(fixture.production, await addPair(fixture.production), {
        access_token_ttl: ttl,
      });
      assert.equal(Object.entries(answer.body ?? {}).find(([k]) => k === 'expires_in')?.[1], Number(ttl));
    });
  }

  for (const ttl of ['599', '3601', '-1', '900.5', 'hour']) {
    it(`refuses a time to live of ${ttl}`, async () => {
      const answer = await signIn(fixture.production, await addPair(fixture.production), {
        access_token_ttl: ttl,
      });
      assert.equal(answer.status, 400);
      assert.deepEqual(answer.body, {
        error: 'invalid_request',
        error_description: 'Parameter [access_token_ttl] is invalid',
      });
    });
  }

  it('narrows the scope to what is asked for, implied permissions among it', async () => {
    const pair = await addPair(fixture.production, { permissions: ['EditAccounts', 'SMS'] });
    const answer = await signIn(fixture.production, pair, { scope: 'ReadAccounts' });
    assert.equal(Object.entries(answer.body ?? {}).find(([k]) => k === 'scope')?.[1], 'ReadAccounts');
  });

  it('refuses a scope that the app does not have', async () => {
    const pair = await addPair(fixture.production, { permissions: ['ReadAccounts'] });
    const answer = await signIn(fixture.production, pair, { scope: 'ReadAccounts SMS' });
    assert.equal(answer.status, 400);
    assert.deepEqual(answer.body, {
      error: 'invalid_scope',
      error_description: 'Scope [SMS] is not permitted',
    });
  });
});
