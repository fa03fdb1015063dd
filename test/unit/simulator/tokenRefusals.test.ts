// Every refusal of the token endpoint, with its whole body (facts, section 2).
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { SignJWT } from 'jose';
import { JWT_BEARER } from '../../simulator/tokenEndpoint.ts';
import { SimulatorFixture, addPair, basicHeader, codeOf, send, signIn } from './fixture.ts';
import type { Pair, Received } from './fixture.ts';

/** A body with a RingCentral code and, where one is recorded, an OAuth error. */
function refusal(code: string, message: string, error?: string): object {
  return {
    ...(error !== undefined && { error, error_description: message }),
    errors: [{ errorCode: code, message }],
  };
}

function plain(error: string, message: string): object {
  return { error, error_description: message };
}

function assertRefused(answer: Received, status: number, body: object): void {
  assert.deepEqual(answer.body, body);
  assert.equal(answer.status, status);
}

describe('The simulated token endpoint refuses', () => {
  const fixture = new SimulatorFixture();
  const healthy = (): Promise<Pair> => addPair(fixture.production);
  const post = (headers: Record<string, string>, form: Record<string, string>): Promise<Received> =>
    send(fixture.production, '/restapi/oauth/token', { method: 'POST', headers, form });

  it('an unknown client ID with OAU-153', async () => {
    const answer = await post(basicHeader('nobody', 'secret'), { grant_type: JWT_BEARER });
    const message = 'Invalid client application: [nobody]';
    assertRefused(answer, 400, {
      ...plain('invalid_client', message),
      errors: [
        {
          errorCode: 'OAU-153',
          message,
          parameters: [{ parameterName: 'client_id', parameterValue: 'nobody' }],
        },
      ],
    });
  });

  it('a client ID of the other environment with OAU-153', async () => {
    const { app } = await addPair(fixture.sandbox);
    const answer = await post(basicHeader(app.clientId, app.clientSecret ?? ''), { grant_type: JWT_BEARER });
    assert.equal(codeOf(answer), 'OAU-153');
  });

  it('a wrong secret with OAU-146', async () => {
    const { app } = await healthy();
    const answer = await post(basicHeader(app.clientId, 'wrong'), { grant_type: JWT_BEARER });
    assertRefused(answer, 401, refusal('OAU-146', 'Invalid client credentials', 'invalid_client'));
  });

  it('a confidential app without a Basic header with OAU-123', async () => {
    const { app, credential } = await healthy();
    const form = { grant_type: JWT_BEARER, assertion: credential.jwt, client_id: app.clientId };
    assertRefused(
      await post({}, form),
      401,
      refusal('OAU-123', 'Client authentication is required', 'invalid_client'),
    );
  });

  for (const header of ['Bearer abc', 'Basic', 'Basic %%%', `Basic ${btoa('no colon')}`]) {
    it(`the malformed header "${header}" with OAU-123`, async () => {
      assert.equal(codeOf(await post({ authorization: header }, {})), 'OAU-123');
    });
  }

  it('an app without the JWT flow with OAU-251', async () => {
    const answer = await signIn(fixture.production, await addPair(fixture.production, { jwtFlow: false }));
    assertRefused(answer, 400, refusal('OAU-251', 'Unauthorized for this grant type', 'unauthorized_client'));
  });

  it('an unknown grant type with unsupported_grant_type', async () => {
    const answer = await signIn(fixture.production, await healthy(), { grant_type: 'password' });
    assertRefused(answer, 400, plain('unsupported_grant_type', 'Unsupported grant type: [password]'));
  });

  it('a missing grant type with invalid_request', async () => {
    const answer = await signIn(fixture.production, await healthy(), { grant_type: '' });
    assertRefused(answer, 400, plain('invalid_request', 'Parameter [grant_type] is missing'));
  });

  it('a missing assertion with invalid_request', async () => {
    const answer = await signIn(fixture.production, await healthy(), { assertion: '' });
    assertRefused(answer, 400, plain('invalid_request', 'Parameter [assertion] is missing'));
  });

  it('an assertion that is no JWT with OAU-331', async () => {
    for (const assertion of ['dummy', 'a.b.c', 'e30.e30']) {
      const answer = await signIn(fixture.production, await healthy(), { assertion });
      assertRefused(answer, 400, refusal('OAU-331', 'Assertion is not a valid JWT'));
    }
  });

  it('an assertion that the app has signed itself with OAU-347', async () => {
    const assertion = await new SignJWT({ sub: '1' })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode('a secret that is long enough for HS256'));
    const answer = await signIn(fixture.production, await healthy(), { assertion });
    assertRefused(
      answer,
      400,
      refusal(
        'OAU-347',
        'An algorithm which is used for assertion signing is not supported for JWT Bearer grant type',
      ),
    );
  });

  it('a JWT of the other environment with invalid_grant and no code', async () => {
    const { credential } = await addPair(fixture.sandbox);
    const answer = await signIn(fixture.production, await healthy(), { assertion: credential.jwt });
    assertRefused(answer, 400, plain('invalid_grant', 'The assertion is meant for another audience'));
  });

  it('a damaged signature with invalid_grant and no code', async () => {
    const { app, credential } = await healthy();
    const [header, payload] = credential.jwt.split('.');
    const jwt = `${header}.${payload}.${Buffer.alloc(256, 7).toString('base64url')}`;
    const answer = await signIn(fixture.production, { app, credential: { ...credential, jwt } });
    assertRefused(answer, 400, plain('invalid_grant', 'The assertion is not valid'));
  });

  it('a deleted JWT with invalid_grant and no code', async () => {
    const pair = await healthy();
    pair.credential.deleted = true;
    const answer = await signIn(fixture.production, pair);
    assertRefused(answer, 400, plain('invalid_grant', 'The assertion is not valid'));
  });

  it('a JWT from the second of its expiry with invalid_grant and no code', async () => {
    const expires = { endOf: new Date(fixture.clock.now()).toISOString().slice(0, 10) };
    const pair = await addPair(fixture.production, {}, {}, { expires });
    fixture.clock.advance(pair.credential.expiresAt - fixture.clock.now() / 1000 - 1);
    assert.equal((await signIn(fixture.production, pair)).status, 200);
    fixture.clock.advance(1);
    const answer = await signIn(fixture.production, pair);
    assertRefused(answer, 400, plain('invalid_grant', 'The assertion has expired'));
  });

  it('an app that is not in the list of the JWT with OAU-473', async () => {
    const pair = await addPair(fixture.production, {}, {}, { permittedApps: [] });
    const message = `The client [${pair.app.clientId}] is not allowed to use this personal API Key`;
    assertRefused(
      await signIn(fixture.production, pair),
      400,
      refusal('OAU-473', message, 'invalid_request'),
    );
    pair.credential.permittedApps = [pair.app.clientId];
    assert.equal((await signIn(fixture.production, pair)).status, 200);
  });

  it("another organization's app with OAU-473, unless it is in the list of the JWT", async () => {
    const organization = fixture.production.directory.addOrganization('Elsewhere');
    const pair = await addPair(fixture.production, { organization });
    assert.equal(codeOf(await signIn(fixture.production, pair)), 'OAU-473');
    pair.credential.permittedApps = [pair.app.clientId];
    assert.equal((await signIn(fixture.production, pair)).status, 200);
  });

  it('a disabled owner with OAU-141', async () => {
    const answer = await signIn(
      fixture.production,
      await addPair(fixture.production, {}, { status: 'Disabled' }),
    );
    assertRefused(answer, 401, refusal('OAU-141', 'Login for extension in current state is not allowed.'));
  });

  it('an owner whose account is suspended with OAU-142', async () => {
    const organization = fixture.production.directory.addOrganization('Closed');
    organization.suspended = true;
    const answer = await signIn(
      fixture.production,
      await addPair(fixture.production, { organization }, { organization }),
    );
    assertRefused(answer, 401, refusal('OAU-142', 'Login to account in current state is not allowed.'));
  });

  it('a deleted owner with OAU-232', async () => {
    const answer = await signIn(
      fixture.production,
      await addPair(fixture.production, {}, { status: 'Deleted' }),
    );
    assertRefused(answer, 400, refusal('OAU-232', 'Extension not found'));
  });

  it('an owner without Third Party Apps Access with CMN-408', async () => {
    const permissions = { ReadExtensions: 'Self' } as const;
    const answer = await signIn(fixture.production, await addPair(fixture.production, {}, { permissions }));
    assertRefused(
      answer,
      400,
      refusal('CMN-408', '[ThirdPartyAppAccess] permission required', 'invalid_client'),
    );
  });
});
