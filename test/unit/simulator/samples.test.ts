// The sample organization keeps what its profiles promise.
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import type { SampleProfile } from '../../simulator/samples.ts';
import { JWT_BEARER } from '../../simulator/tokenEndpoint.ts';
import { EXTENSION_PATH, SimulatorFixture, basicHeader, call, codeOf, send, tokenFields } from './fixture.ts';
import type { Received } from './fixture.ts';

describe('The sample organization', () => {
  const fixture = new SimulatorFixture();

  /** Signs in as the extension does: a profile without a secret is one of a public app. */
  function signInWith({ environment, clientId, clientSecret, jwt }: SampleProfile): Promise<Received> {
    const isPublic = clientSecret === '';
    return send(fixture[environment], '/restapi/oauth/token', {
      method: 'POST',
      headers: isPublic ? {} : basicHeader(clientId, clientSecret),
      form: { grant_type: JWT_BEARER, assertion: jwt, ...(isPublic && { client_id: clientId }) },
    });
  }

  it('has several healthy profiles in both environments, those of production first', async () => {
    const { sampleProfiles } = fixture.simulator;
    const environments = sampleProfiles.map(({ environment }) => environment);
    assert.deepEqual(environments, [
      ...Array<string>(4).fill('production'),
      ...Array<string>(4).fill('sandbox'),
    ]);
    for (const profile of sampleProfiles) {
      const server = fixture[profile.environment];
      const { accessToken } = tokenFields(await signInWith(profile));
      assert.equal((await call(server, accessToken, EXTENSION_PATH)).status, 200, profile.name);
    }
  });

  it('has a profile for each refusal, and each is refused as it says', async () => {
    for (const refusal of fixture.simulator.sampleRefusals) {
      const answer = await signInWith(refusal);
      if (refusal.at === 'token') {
        assert.equal(codeOf(answer), refusal.expect, refusal.name);
      } else {
        const called = await call(
          fixture[refusal.environment],
          tokenFields(answer).accessToken,
          EXTENSION_PATH,
        );
        assert.equal(codeOf(called), refusal.expect, refusal.name);
      }
      fixture[refusal.environment].limits.reset();
    }
    assert.deepEqual(
      new Set(fixture.simulator.sampleRefusals.map(({ expect }) => expect)),
      new Set([
        ...['OAU-153', 'OAU-146', 'OAU-123', 'OAU-251', 'OAU-331', 'OAU-347', 'OAU-473', 'invalid_grant'],
        ...['OAU-141', 'OAU-142', 'OAU-232', 'CMN-408', 'CMN-401'],
      ]),
    );
  });

  it('has names that are unique within an environment', () => {
    const { sampleProfiles, sampleRefusals } = fixture.simulator;
    const names = [...sampleProfiles, ...sampleRefusals].map(p => `${p.environment} ${p.name}`);
    assert.equal(new Set(names).size, names.length);
  });

  it('has client IDs and secrets of the length of RingCentral’s', () => {
    for (const { clientId, clientSecret } of fixture.simulator.sampleProfiles) {
      assert.match(clientId, /^[\w-]{22}$/);
      assert.match(clientSecret, /^([\w-]{43})?$/);
    }
  });
});
