// Sessions: how many, how they are renewed, what ends them (facts, section 4).
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import {
  EXTENSION_PATH,
  SimulatorFixture,
  addPair,
  basic,
  call,
  codeOf,
  refresh,
  revoke,
  send,
  signIn,
  tokenFields,
  tokens,
} from './fixture.ts';

describe('A simulated session', () => {
  const fixture = new SimulatorFixture();
  const statusOf = async (token: string): Promise<number> =>
    (await call(fixture.production, token, EXTENSION_PATH)).status;

  it('is pushed out by the sixth of the same user and app, the oldest first', async () => {
    fixture.production.limits.configure({ auth: 100 });
    const pair = await addPair(fixture.production);
    const opened = [];
    for (let count = 0; count < 5; count += 1) {
      opened.push((await tokens(fixture.production, pair)).accessToken);
    }
    assert.deepEqual(await Promise.all(opened.map(statusOf)), [200, 200, 200, 200, 200]);
    opened.push((await tokens(fixture.production, pair)).accessToken);
    assert.deepEqual(await Promise.all(opened.map(statusOf)), [401, 200, 200, 200, 200, 200]);
    const answer = await call(fixture.production, opened[0] ?? '', EXTENSION_PATH);
    assert.deepEqual(answer.body, {
      errorCode: 'TokenInvalid',
      message: 'Token not found',
      errors: [{ errorCode: 'OAU-213', message: 'Token not found' }],
    });
  });

  it('is left alone by sessions of another app or another user', async () => {
    fixture.production.limits.configure({ auth: 100 });
    const pair = await addPair(fixture.production);
    const { accessToken } = await tokens(fixture.production, pair);
    const otherApp = { ...pair, app: (await addPair(fixture.production)).app };
    const otherUser = { ...pair, credential: (await addPair(fixture.production)).credential };
    for (let count = 0; count < 5; count += 1) {
      await signIn(fixture.production, otherApp);
      await signIn(fixture.production, otherUser);
    }
    assert.equal(await statusOf(accessToken), 200);
  });

  it('leaves room for another once its tokens have expired', async () => {
    fixture.production.limits.configure({ auth: 100 });
    const pair = await addPair(fixture.production);
    for (let count = 0; count < 4; count += 1) {
      await tokens(fixture.production, pair, { access_token_ttl: '600' });
    }
    fixture.clock.advance(600);
    assert.equal(fixture.production.sessions.live(pair.app, pair.credential.owner).length, 0);
  });

  it('goes on under its own id when it is renewed, and the old access token is dead at once', async () => {
    const pair = await addPair(fixture.production, { refreshTokens: true });
    const first = await tokens(fixture.production, pair);
    const second = tokenFields(await refresh(fixture.production, pair.app, first.refreshToken));
    assert.equal(second.sessionId, first.sessionId);
    assert.equal(codeOf(await call(fixture.production, first.accessToken, EXTENSION_PATH)), 'OAU-213');
    assert.equal(await statusOf(second.accessToken), 200);
  });

  it('is renewed only once with one refresh token', async () => {
    const pair = await addPair(fixture.production, { refreshTokens: true });
    const { refreshToken } = await tokens(fixture.production, pair);
    assert.equal((await refresh(fixture.production, pair.app, refreshToken)).status, 200);
    const answer = await refresh(fixture.production, pair.app, refreshToken);
    assert.equal(answer.status, 400);
    assert.deepEqual(answer.body, { errors: [{ errorCode: 'OAU-213', message: 'Token not found' }] });
  });

  it('is not renewed with an expired refresh token (OAU-210)', async () => {
    const pair = await addPair(fixture.production, { refreshTokens: true });
    const { refreshToken } = await tokens(fixture.production, pair, { refresh_token_ttl: '7200' });
    fixture.clock.advance(7200);
    const answer = await refresh(fixture.production, pair.app, refreshToken);
    assert.deepEqual(answer.body, {
      error: 'invalid_grant',
      error_description: 'Token expired',
      errors: [{ errorCode: 'OAU-210', message: 'Token expired' }],
    });
  });

  it('is not renewed after it has ended (OAU-211)', async () => {
    const pair = await addPair(fixture.production, { refreshTokens: true });
    const { refreshToken, accessToken } = await tokens(fixture.production, pair);
    await revoke(fixture.production, pair.app, accessToken);
    const answer = await refresh(fixture.production, pair.app, refreshToken);
    assert.deepEqual(answer.body, {
      error: 'invalid_grant',
      error_description: 'Token revoked',
      errors: [{ errorCode: 'OAU-211', message: 'Token revoked' }],
    });
  });

  it('is not renewed by another app', async () => {
    const pair = await addPair(fixture.production, { refreshTokens: true });
    const stranger = await addPair(fixture.production, { refreshTokens: true });
    const { refreshToken } = await tokens(fixture.production, pair);
    assert.equal(codeOf(await refresh(fixture.production, stranger.app, refreshToken)), 'invalid_grant');
  });

  it('is not renewed for an owner who has been disabled', async () => {
    const pair = await addPair(fixture.production, { refreshTokens: true });
    const { refreshToken } = await tokens(fixture.production, pair);
    pair.credential.owner.status = 'Disabled';
    assert.equal(codeOf(await refresh(fixture.production, pair.app, refreshToken)), 'OAU-141');
  });

  for (const kind of ['accessToken', 'refreshToken'] as const) {
    it(`ends as a whole when its ${kind} is revoked`, async () => {
      const pair = await addPair(fixture.production, { refreshTokens: true });
      const first = await tokens(fixture.production, pair);
      const second = tokenFields(await refresh(fixture.production, pair.app, first.refreshToken));
      // Also the token that the renewal has replaced still names the session.
      const answer = await revoke(fixture.production, pair.app, first[kind]);
      assert.equal(answer.status, 200);
      assert.equal(answer.body, '');
      assert.equal(codeOf(await call(fixture.production, second.accessToken, EXTENSION_PATH)), 'OAU-213');
    });
  }

  it('ends also when the token comes in the query', async () => {
    const pair = await addPair(fixture.production);
    const { accessToken } = await tokens(fixture.production, pair);
    const path = `/restapi/oauth/revoke?token=${accessToken}`;
    await send(fixture.production, path, { method: 'POST', headers: basic(pair.app) });
    assert.equal(await statusOf(accessToken), 401);
  });

  it('is not ended by another app (OAU-164)', async () => {
    const pair = await addPair(fixture.production);
    const stranger = await addPair(fixture.production);
    const { accessToken } = await tokens(fixture.production, pair);
    const answer = await revoke(fixture.production, stranger.app, accessToken);
    assert.equal(answer.status, 400);
    assert.deepEqual(answer.body, {
      errors: [{ errorCode: 'OAU-164', message: 'Token was issued to another client application' }],
    });
    assert.equal(await statusOf(accessToken), 200);
  });

  it('cannot be ended with an empty token (CMN-101)', async () => {
    const { app } = await addPair(fixture.production);
    const answer = await revoke(fixture.production, app, '');
    assert.equal(answer.status, 400);
    assert.deepEqual(answer.body, {
      errors: [{ errorCode: 'CMN-101', message: 'Parameter [token] is empty' }],
    });
  });

  it('need not exist for a revoke to succeed', async () => {
    const { app } = await addPair(fixture.production);
    assert.equal((await revoke(fixture.production, app, 'unknown')).status, 200);
  });
});
