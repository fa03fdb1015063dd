// Who may call the API, and what the refused are told (facts, section 7).
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { withImplied } from '../../simulator/permissions.ts';
import { EXTENSION_PATH, SimulatorFixture, addPair, call, codeOf, revoke, send, tokens } from './fixture.ts';
import type { Received } from './fixture.ts';

const API = '/restapi/v1.0';

function assertPermissionRefused(answer: Received, code: string, permission: string, message: string): void {
  assert.equal(answer.status, 403);
  assert.deepEqual(answer.body, {
    errorCode: 'InsufficientPermissions',
    message,
    errors: [{ errorCode: code, message, permissionName: permission }],
    permissionName: permission,
  });
}

describe('The simulated API asks for', () => {
  const fixture = new SimulatorFixture();
  const get = (token: string, path: string): Promise<Received> => call(fixture.production, token, API + path);
  const withHeader = (authorization: string): Promise<Received> =>
    send(fixture.production, EXTENSION_PATH, { headers: { authorization } });

  describe('an access token:', () => {
    it('no header is AGW-401', async () => {
      const message = 'Authorization header is not specified';
      const { status, body } = await send(fixture.production, EXTENSION_PATH);
      assert.equal(status, 401);
      assert.deepEqual(body, { errorCode: 'AGW-401', message, errors: [{ errorCode: 'AGW-401', message }] });
    });

    it('Basic is OAU-151', async () => {
      const message = 'Authorization method not supported';
      const { status, body } = await withHeader('Basic YTpi');
      assert.equal(status, 401);
      assert.deepEqual(body, { errorCode: 'OAU-151', message, errors: [{ errorCode: 'OAU-151', message }] });
    });

    it('the JWT itself, a refresh token, another environment’s token or any other text is OAU-149', async () => {
      const pair = await addPair(fixture.production, { refreshTokens: true });
      const { refreshToken } = await tokens(fixture.production, pair);
      const { accessToken: foreign } = await tokens(fixture.sandbox, await addPair(fixture.sandbox));
      for (const value of [pair.credential.jwt, refreshToken, foreign, 'anything']) {
        const { status, body } = await withHeader(`Bearer ${value}`);
        assert.equal(status, 401);
        assert.deepEqual(body, {
          errorCode: 'TokenInvalid',
          message: 'OAuth token is invalid',
          errors: [{ errorCode: 'OAU-149', message: 'OAuth token is invalid' }],
        });
      }
    });

    it('a token from the second of its expiry is OAU-128', async () => {
      const pair = await addPair(fixture.production);
      const { accessToken } = await tokens(fixture.production, pair, { access_token_ttl: '600' });
      fixture.clock.advance(599);
      assert.equal((await withHeader(`Bearer ${accessToken}`)).status, 200);
      fixture.clock.advance(1);
      const message = 'Access token expired';
      const { status, body } = await withHeader(`Bearer ${accessToken}`);
      assert.equal(status, 401);
      assert.deepEqual(body, { errorCode: 'OAU-128', message, errors: [{ errorCode: 'OAU-128', message }] });
    });

    it('a revoked token is OAU-213', async () => {
      const pair = await addPair(fixture.production);
      const { accessToken } = await tokens(fixture.production, pair);
      await revoke(fixture.production, pair.app, accessToken);
      const { status, body } = await withHeader(`Bearer ${accessToken}`);
      assert.equal(status, 401);
      assert.deepEqual(body, {
        errorCode: 'TokenInvalid',
        message: 'Token not found',
        errors: [{ errorCode: 'OAU-213', message: 'Token not found' }],
      });
    });

    it('the token of an owner deleted since is CMN-405', async () => {
      const pair = await addPair(fixture.production);
      const { accessToken } = await tokens(fixture.production, pair);
      pair.credential.owner.status = 'Deleted';
      const { status, body } = await withHeader(`Bearer ${accessToken}`);
      const message = 'Login to extension required';
      assert.equal(status, 401);
      assert.deepEqual(body, { errorCode: 'CMN-405', message, errors: [{ errorCode: 'CMN-405', message }] });
    });
  });

  describe('permissions:', () => {
    it('a missing app permission is CMN-401 and names it', async () => {
      const { accessToken } = await tokens(
        fixture.production,
        await addPair(fixture.production, { permissions: ['ReadAccounts'] }),
      );
      assertPermissionRefused(
        await get(accessToken, '/account/~/extension/~/call-log'),
        'CMN-401',
        'ReadCallLog',
        'In order to call this API endpoint, application needs to have [ReadCallLog] permission',
      );
    });

    it('an app permission that is added later needs a new access token, not a new JWT', async () => {
      const pair = await addPair(fixture.production, { permissions: ['ReadAccounts'] });
      const { accessToken } = await tokens(fixture.production, pair);
      pair.app.permissions.push('ReadCallLog');
      assert.equal((await get(accessToken, '/account/~/extension/~/call-log')).status, 403);
      const renewed = await tokens(fixture.production, pair);
      assert.equal((await get(renewed.accessToken, '/account/~/extension/~/call-log')).status, 200);
    });

    it('an app permission may be implied by another, also over several steps', async () => {
      const pair = await addPair(fixture.production, { permissions: ['Accounts', 'ReadCallRecording'] });
      const { accessToken } = await tokens(fixture.production, pair);
      assert.equal((await get(accessToken, '/account/~/extension/~')).status, 200);
      assert.equal((await get(accessToken, '/account/~/extension/~/call-log')).status, 200);
    });

    it('a missing user permission is CMN-408 and names it', async () => {
      const permissions = { ThirdPartyAppAccess: 'Account' } as const;
      const pair = await addPair(fixture.production, {}, { permissions });
      const { accessToken } = await tokens(fixture.production, pair);
      assertPermissionRefused(
        await get(accessToken, '/account/~/extension/~'),
        'CMN-408',
        'ReadExtensions',
        'In order to call this API endpoint, user needs to have [ReadExtensions] permission for requested resource',
      );
    });

    it('a user who may not edit the account cannot do so with a credential either', async () => {
      const pair = await addPair(fixture.production, { permissions: ['EditAccounts'] });
      const { accessToken } = await tokens(fixture.production, pair);
      const answer = await call(fixture.production, accessToken, `${API}/account/~/business-address`, 'PUT');
      assertPermissionRefused(
        answer,
        'CMN-408',
        'EditCompanyInfo',
        'In order to call this API endpoint, user needs to have [EditCompanyInfo] permission for requested resource',
      );
    });

    it('one of several user permissions is enough', async () => {
      const pair = await addPair(fixture.production, { permissions: ['EditExtensions'] });
      const { owner } = pair.credential;
      const { accessToken } = await tokens(fixture.production, pair);
      const edit = (): Promise<Received> => call(fixture.production, accessToken, EXTENSION_PATH, 'PUT');
      assert.equal(codeOf(await edit()), 'CMN-408');
      owner.permissions['EditUserCredentials'] = 'Self';
      assert.equal((await edit()).status, 200);
    });

    it('a user permission for the own extension only is CMN-419 for another', async () => {
      const other = fixture.production.directory.addUser({ name: 'Somebody Else' });
      const pair = await addPair(fixture.production);
      const { accessToken } = await tokens(fixture.production, pair);
      assertPermissionRefused(
        await get(accessToken, `/account/~/extension/${other.id}`),
        'CMN-419',
        'ReadExtensions',
        'In order to call this API endpoint for another extension, user needs to have [ReadExtensions] permission granted with extended scope',
      );
      pair.credential.owner.permissions['ReadExtensions'] = 'AllExtensions';
      assert.equal((await get(accessToken, `/account/~/extension/${other.id}`)).status, 200);
    });

    it('another extension where no permission would help is CMN-404', async () => {
      const other = fixture.production.directory.addUser({ name: 'Somebody Else' });
      const { accessToken } = await tokens(fixture.production, await addPair(fixture.production));
      const message = 'Attempt to access another extension';
      const { status, body } = await get(accessToken, `/account/~/extension/${other.id}/authz-profile`);
      assert.equal(status, 403);
      assert.deepEqual(body, { errorCode: 'CMN-404', message, errors: [{ errorCode: 'CMN-404', message }] });
    });

    it('a feature that is turned off is CMN-109', async () => {
      const pair = await addPair(fixture.production, { permissions: ['ReadPresence'] });
      const { accessToken } = await tokens(fixture.production, pair);
      const message = 'Feature [Presence] is unavailable';
      const { status, body } = await get(accessToken, '/account/~/extension/~/presence');
      assert.equal(status, 403);
      assert.deepEqual(body, { errorCode: 'CMN-109', message, errors: [{ errorCode: 'CMN-109', message }] });
    });

    it('a feature that the plan lacks is BIL-101', async () => {
      const pair = await addPair(
        fixture.production,
        {},
        { permissions: { ThirdPartyAppAccess: 'Account', ReadCompanyInfo: 'Account' } },
      );
      const { accessToken } = await tokens(fixture.production, pair);
      const message = 'Feature [CallRecording] is not available for current service plan';
      const { status, body } = await get(accessToken, '/account/~/call-recording');
      assert.equal(status, 403);
      assert.deepEqual(body, { errorCode: 'BIL-101', message, errors: [{ errorCode: 'BIL-101', message }] });
    });
  });
});

describe('App permissions', () => {
  it('imply those that the facts list, and nothing else', () => {
    const implied = (scope: string): string[] => [...withImplied([scope])].slice(1);
    assert.deepEqual(implied('Accounts'), ['EditAccounts', 'ReadAccounts', 'EditExtensions']);
    assert.deepEqual(implied('EditAccounts'), ['ReadAccounts', 'EditExtensions']);
    for (const scope of ['EditCallLog', 'ReadCallRecording']) {
      assert.deepEqual(implied(scope), ['ReadCallLog']);
    }
    for (const scope of ['EditMessages', 'SMS', 'Faxes', 'InternalMessages']) {
      assert.deepEqual(implied(scope), ['ReadMessages']);
    }
    assert.deepEqual(implied('EditPresence'), ['ReadPresence']);
    assert.deepEqual(implied('Contacts'), ['ReadContacts']);
    assert.deepEqual(implied('ReadAccounts'), []);
  });
});
