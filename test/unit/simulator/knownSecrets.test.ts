// That the search for leaked secrets finds them in every form, and nothing else.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { rememberSecret, secretsIn } from '../../simulator/knownSecrets.ts';
import { startSimulator } from '../../simulator/simulator.ts';

describe('the secrets that the simulators know', () => {
  const secret = randomBytes(32).toString('base64url');
  const withSigns = `${'+/'.repeat(4)}${randomBytes(48).toString('base64')}`;
  before(() => {
    rememberSecret('client secret', secret);
    rememberSecret('access token', withSigns);
  });

  it('are found in the midst of a text, plain and URL-encoded', () => {
    assert.deepEqual(secretsIn(`{"secret":"${secret}"}`), ['client secret']);
    assert.deepEqual(secretsIn(`token=${encodeURIComponent(withSigns)}&x=1`), ['access token']);
  });

  it('are found in Base64, whatever is in front of them', () => {
    for (const before of ['', 'a', 'ab', 'AcmeClientId0123456789:']) {
      const bytes = Buffer.from(before + secret);
      assert.deepEqual(secretsIn(`Basic ${bytes.toString('base64')}`), ['client secret'], before);
      assert.deepEqual(secretsIn(bytes.toString('base64url')), ['client secret'], before);
    }
  });

  it('are found where a long one was cut off', () => {
    assert.deepEqual(secretsIn(`${withSigns.slice(9, 9 + 47)}…`), ['access token']);
  });

  it('are not found in a client ID, nor where there is none', () => {
    assert.deepEqual(secretsIn(`AcmeClientId0123456789 ${randomBytes(60).toString('base64')}`), []);
    assert.deepEqual(secretsIn('0'.repeat(100)), []);
  });

  it('are all that a simulator begins with, and each token that it hands out', async () => {
    const simulator = await startSimulator();
    try {
      for (const { jwt, clientId, clientSecret } of simulator.sampleProfiles) {
        assert.deepEqual(secretsIn(jwt), ['JWT']);
        assert.deepEqual(secretsIn(clientSecret), clientSecret === '' ? [] : ['client secret']);
        assert.deepEqual(secretsIn(clientId), []);
      }
      const { production } = simulator;
      const app = production.directory.addApp({ name: 'Lobby' });
      const user = production.directory.addUser({ name: 'Ada' });
      const tokens = production.sessions.open(app, user, [], 'endpoint', { access: 60, refresh: 60 });
      assert.deepEqual(secretsIn(app.clientSecret ?? ''), ['client secret']);
      // Both begin alike, which is why each is told as the other one too.
      assert.ok(secretsIn(tokens.access.value).includes('access token'));
      assert.ok(secretsIn(tokens.refresh?.value ?? '').includes('refresh token'));
    } finally {
      await simulator.close();
    }
  });
});
