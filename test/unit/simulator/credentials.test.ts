// The JWT credentials look and verify as RingCentral's do (facts, section 3).
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { SimulatorFixture, addPair } from './fixture.ts';

/** The parts of a JWT as the JSON texts they hold, so that also the order of the members shows. */
function texts(jwt: string): { header: string; payload: string } {
  const [header = '', payload = ''] = jwt.split('.').map(part => Buffer.from(part, 'base64url').toString());
  return { header, payload };
}

describe('A simulated JWT credential', () => {
  const fixture = new SimulatorFixture();

  it('has the header of the published ones, in their order, in both environments', async () => {
    for (const server of [fixture.production, fixture.sandbox]) {
      const { credential } = await addPair(server);
      assert.equal(
        texts(credential.jwt).header,
        '{"kid":"8762f598d05944db86bf5ca978047608","typ":"JWT","alg":"RS256"}',
      );
    }
  });

  for (const [environment, host] of [
    ['production', 'https://platform.ringcentral.com'],
    ['sandbox', 'https://platform.devtest.ringcentral.com'],
  ] as const) {
    it(`of ${environment} begins with aud, sub, iss, exp, iat and names RingCentral's own host`, async () => {
      const { credential } = await addPair(fixture[environment], {}, {}, { issuedAt: 1_700_000_000 });
      const beginning =
        `{"aud":"${host}/restapi/oauth/token","sub":"${credential.owner.id}","iss":"${host}",` +
        '"exp":3847483647,"iat":1700000000,';
      assert.equal(texts(credential.jwt).payload.slice(0, beginning.length), beginning);
      assert.match(credential.owner.id, /^\d+$/);
    });
  }

  it('without an expiry expires 2147483647 seconds after its issue', async () => {
    const { credential } = await addPair(fixture.production, {}, {}, { issuedAt: 1_700_000_000 });
    assert.equal(credential.expiresAt, 1_700_000_000 + 2_147_483_647);
  });

  it('with a chosen expiry expires at 23:59:59 UTC of that day', async () => {
    const { credential } = await addPair(fixture.production, {}, {}, { expires: { endOf: '2026-03-31' } });
    assert.equal(credential.expiresAt * 1000, Date.UTC(2026, 2, 31, 23, 59, 59));
    assert.match(texts(credential.jwt).payload, new RegExp(`"exp":${credential.expiresAt},`));
  });

  it('holds no client ID, scope or list of apps', async () => {
    const { app, credential } = await addPair(fixture.production, {}, {}, { permittedApps: ['some-client'] });
    const { payload } = texts(credential.jwt);
    assert.doesNotMatch(payload, new RegExp(`scope|some-client|${app.clientId}`));
  });
});
