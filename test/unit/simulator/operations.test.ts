// What the API answers to those who may call it (facts, section 7).
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { SimulatorFixture, addPair, call, codeOf, tokens } from './fixture.ts';
import type { Received } from './fixture.ts';

const API = '/restapi/v1.0';

describe('The simulated API answers', () => {
  const fixture = new SimulatorFixture();
  const get = (token: string, path: string): Promise<Received> => call(fixture.production, token, API + path);

  it('the own extension with its id, number, name, type and status', async () => {
    const pair = await addPair(fixture.production, {}, { name: 'Noor Haddad', extensionNumber: '417' });
    const { owner } = pair.credential;
    const { accessToken } = await tokens(fixture.production, pair);
    const uri = `${fixture.production.url}${API}/account/${owner.organization.id}`;
    assert.deepEqual((await get(accessToken, '/account/~/extension/~')).body, {
      uri: `${uri}/extension/${owner.id}`,
      id: Number(owner.id),
      extensionNumber: '417',
      name: 'Noor Haddad',
      contact: { firstName: 'Noor', lastName: 'Haddad', company: 'Alder & Finch Architects' },
      account: { uri, id: owner.organization.id },
      type: 'User',
      status: 'Enabled',
      setupWizardState: 'Completed',
      hidden: false,
    });
  });

  it('the owner’s permissions to a token that has no app permission at all', async () => {
    const permissions = { ThirdPartyAppAccess: 'Account', ReadCallLog: 'Self' } as const;
    const pair = await addPair(fixture.production, { permissions: [] }, { permissions });
    const { owner } = pair.credential;
    const { accessToken } = await tokens(fixture.production, pair);
    const { url } = fixture.production;
    const active = (id: string, scope: string): object => ({
      permission: { uri: `${url}${API}/dictionary/permission/${id}`, id, siteCompatible: 'Independent' },
      effectiveRole: { uri: `${url}${API}/dictionary/user-role/2`, id: '2' },
      scopes: [scope],
    });
    assert.deepEqual((await get(accessToken, '/account/~/extension/~/authz-profile')).body, {
      uri: `${url}${API}/account/${owner.organization.id}/extension/${owner.id}/authz-profile`,
      permissions: [active('ThirdPartyAppAccess', 'Account'), active('ReadCallLog', 'Self')],
    });
  });

  it('whether the owner has a permission, for the own and for another extension', async () => {
    const other = fixture.production.directory.addUser({ name: 'Somebody Else' });
    const { accessToken } = await tokens(fixture.production, await addPair(fixture.production));
    const check = async (query: string): Promise<boolean> => {
      const { status, body } = await get(accessToken, `/account/~/extension/~/authz-profile/check?${query}`);
      assert.equal(status, 200);
      return Object.entries(body ?? {}).some(([name, value]) => name === 'successful' && value === true);
    };
    assert.equal(await check('permissionId=ReadCallLog'), true);
    assert.equal(await check('permissionId=EditCompanyInfo'), false);
    assert.equal(await check(`permissionId=ReadCallLog&targetExtensionId=${other.id}`), false);
  });

  it('CMN-101 to a check of a permission that does not exist', async () => {
    const { accessToken } = await tokens(fixture.production, await addPair(fixture.production));
    const answer = await get(accessToken, '/account/~/extension/~/authz-profile/check?permissionId=Nothing');
    assert.equal(answer.status, 400);
    assert.equal(codeOf(answer), 'CMN-101');
  });

  it('the dictionary’s display name, category and assignability of a permission', async () => {
    const { accessToken } = await tokens(fixture.production, await addPair(fixture.production));
    const { url } = fixture.production;
    assert.deepEqual((await get(accessToken, '/dictionary/permission/ThirdPartyAppAccess')).body, {
      uri: `${url}${API}/dictionary/permission/ThirdPartyAppAccess`,
      id: 'ThirdPartyAppAccess',
      displayName: 'Third Party Apps Access',
      description: 'Third Party Apps Access',
      assignable: true,
      readOnly: false,
      siteCompatible: 'Independent',
      category: { uri: `${url}${API}/dictionary/permission-category/Features`, id: 'Features' },
    });
  });

  for (const path of ['/account/1', '/account/~/extension/1', '/dictionary/permission/Nothing', '/nowhere']) {
    it(`404 to ${path}`, async () => {
      const { accessToken } = await tokens(fixture.production, await addPair(fixture.production));
      assert.equal((await get(accessToken, path)).status, 404);
    });
  }

  it('404 to an extension of another account, whatever the permissions', async () => {
    const organization = fixture.production.directory.addOrganization('Elsewhere');
    const stranger = fixture.production.directory.addUser({ name: 'A Stranger', organization });
    const permissions = { ThirdPartyAppAccess: 'Account', ReadExtensions: 'AllExtensions' } as const;
    const { accessToken } = await tokens(
      fixture.production,
      await addPair(fixture.production, {}, { permissions }),
    );
    assert.equal((await get(accessToken, `/account/~/extension/${stranger.id}`)).status, 404);
  });
});
