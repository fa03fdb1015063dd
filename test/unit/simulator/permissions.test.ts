// The simulated API enforces both permissions as RingCentral's own reference names them (facts, section 7).
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { OPERATIONS as DOCUMENTED } from '../../../src/ringcentral/operations.ts';
import { OPERATIONS } from '../../simulator/operations.ts';
import { SimulatorFixture, addPair, call, codeOf, tokens } from './fixture.ts';

const enforced = OPERATIONS.filter(
  ({ appPermission, userPermissions }) => appPermission !== undefined && userPermissions !== undefined,
);

/** A path of the simulator's as the reference writes it. */
const documentedPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

describe('The simulated API enforces permissions', () => {
  const fixture = new SimulatorFixture();

  it('of 20 operations at least, in each of the groups', () => {
    assert.ok(enforced.length >= 20, String(enforced.length));
    assert.deepEqual(new Set(enforced.map(({ group }) => group)), new Set(['light', 'medium', 'heavy']));
  });

  for (const { method, path, group, appPermission, userPermissions } of enforced) {
    it(`of ${method} ${path} as the reference names them`, () => {
      const documented = DOCUMENTED.find(
        operation => operation.method === method && operation.path === documentedPath(path),
      );
      assert.ok(documented, path);
      assert.equal(documented.group.toLowerCase(), group);
      assert.deepEqual(documented.appPermission, [[appPermission]]);
      assert.deepEqual(
        documented.userPermission,
        userPermissions?.map(name => [name]),
      );
    });
  }

  it('the app’s before the user’s, and tells which of them is missing', async () => {
    const reading = enforced.filter(({ method }) => method === 'GET');
    const permissions = { ThirdPartyAppAccess: 'Account' } as const;
    for (const { path, appPermission = '', userPermissions = [] } of reading) {
      const own = path.replace(/:\w+/g, '~');
      const lacking = await addPair(fixture.production, { permissions: [] }, { permissions });
      const { accessToken } = await tokens(fixture.production, lacking);
      assert.equal(codeOf(await call(fixture.production, accessToken, own)), 'CMN-401', own);
      const app = { permissions: [appPermission] };
      const allowed = await addPair(fixture.production, app, { permissions });
      const other = await tokens(fixture.production, allowed);
      assert.equal(codeOf(await call(fixture.production, other.accessToken, own)), 'CMN-408', own);
      const user = { permissions: { ...permissions, [userPermissions[0] ?? '']: 'Account' as const } };
      const able = await addPair(fixture.production, app, user);
      const good = await tokens(fixture.production, able);
      const answer = await call(fixture.production, good.accessToken, own);
      assert.ok(answer.status === 200 || /^(CMN-403|CMN-109|BIL)/.test(codeOf(answer)), own);
    }
  });
});
