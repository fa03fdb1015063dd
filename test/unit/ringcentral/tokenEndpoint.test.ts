import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Failure } from '../../../src/ringcentral/failure.ts';
import { parseRetryAfter, type HttpOptions } from '../../../src/ringcentral/http.ts';
import { exchangeJwt, revokeSession, type Client } from '../../../src/ringcentral/tokenEndpoint.ts';
import type { Fault } from '../../simulator/faults.ts';
import type { SampleProfile } from '../../simulator/samples.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';

const AGENT = 'Test/1.0 (unit)';
const OPTIONS: HttpOptions = { timeoutMs: 5000, userAgent: AGENT, now: () => Date.now() };

describe('the token endpoint', () => {
  let simulator: Simulator;
  let sample: SampleProfile;
  before(async () => {
    simulator = await startSimulator();
    const [first] = simulator.sampleProfiles;
    assert.ok(first);
    sample = first;
  });
  after(() => simulator.close());
  afterEach(() => {
    simulator.production.reset();
  });

  const client = (changes: Partial<Client> = {}): Client => ({
    server: simulator.production.url,
    clientId: sample.clientId,
    clientSecret: sample.clientSecret,
    ...changes,
  });

  async function failureOf(
    exchange: ReturnType<typeof exchangeJwt> | ReturnType<typeof revokeSession>,
  ): Promise<Failure> {
    const outcome = await exchange;
    assert.ok(!outcome.ok, 'expected a failure');
    return outcome.failure;
  }

  const exchange = (options: Partial<HttpOptions> = {}): ReturnType<typeof exchangeJwt> =>
    exchangeJwt(client(), sample.jwt, 3600, { ...OPTIONS, ...options });

  const failureWith = async (fault: Fault, options: Partial<HttpOptions> = {}): Promise<Failure> => {
    simulator.production.faults.once('token', fault);
    return failureOf(exchange(options));
  };

  describe('exchangeJwt', () => {
    it('sends exactly the request of facts, section 4', async () => {
      const granted = await exchangeJwt(client(), sample.jwt, 1800, OPTIONS);
      assert.ok(granted.ok);
      const [request, ...more] = simulator.production.requests;
      assert.equal(more.length, 0);
      assert.ok(request);
      assert.equal(request.method, 'POST');
      assert.equal(request.path, '/restapi/oauth/token');
      assert.deepEqual(request.form, {
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: sample.jwt,
        access_token_ttl: '1800',
      });
      const basic = Buffer.from(`${sample.clientId}:${sample.clientSecret}`).toString('base64');
      assert.partialDeepStrictEqual(request.headers, {
        authorization: `Basic ${basic}`,
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        'user-agent': AGENT,
        'x-user-agent': AGENT,
      });
    });

    it('returns token, life, scopes and owner', async () => {
      const granted = await exchangeJwt(client(), sample.jwt, 1800, { ...OPTIONS, now: () => 5 });
      assert.ok(granted.ok);
      const { accessToken, ...rest } = granted.value;
      assert.ok(accessToken.length > 20);
      assert.equal(rest.expiresInSeconds, 1800);
      assert.equal(rest.requestedAt, 5);
      assert.deepEqual([...rest.scopes].sort(), ['ReadAccounts', 'ReadCallLog']);
      assert.match(rest.ownerId ?? '', /^\d+$/);
    });

    it('sends the client ID in the body for an app without a secret', async () => {
      const app = simulator.sampleProfiles.find(({ clientSecret }) => clientSecret === '');
      assert.ok(app);
      const publicClient = client({ clientId: app.clientId, clientSecret: '' });
      assert.ok((await exchangeJwt(publicClient, app.jwt, 3600, OPTIONS)).ok);
      const [request] = simulator.production.requests;
      assert.equal(request?.form['client_id'], app.clientId);
      assert.equal(request.headers['authorization'], undefined);
    });

    it('is lenient about a missing session_id and scope', async () => {
      simulator.production.faults.once('token', {
        kind: 'edited',
        remove: ['session_id', 'scope', 'refresh_token', 'owner_id'],
      });
      const granted = await exchange();
      assert.ok(granted.ok);
      assert.deepEqual(granted.value.scopes, []);
      assert.equal(granted.value.ownerId, undefined);
    });

    it('reads a refusal with all its evidence', async () => {
      const refused = await failureOf(
        exchangeJwt(client({ clientSecret: 'wrong' }), sample.jwt, 3600, { ...OPTIONS, now: () => 7 }),
      );
      assert.ok(refused.kind === 'refused');
      assert.partialDeepStrictEqual(refused, {
        phase: 'token',
        host: new URL(simulator.production.url).host,
        at: 7,
        status: 401,
        oauthError: 'invalid_client',
        errors: [{ errorCode: 'OAU-146' }],
        rateLimit: { group: 'auth', limit: 5, remaining: 4, windowSeconds: 60 },
      });
      assert.equal(refused.requestId, simulator.production.requests[0]?.id);
      assert.match(refused.contentType ?? '', /^application\/json/);
    });

    it('reads a penalty with its Retry-After', async () => {
      simulator.production.limits.configure({ auth: 0 });
      const refused = await failureOf(exchange());
      assert.partialDeepStrictEqual(refused, {
        kind: 'refused',
        status: 429,
        retryAfterSeconds: 60,
        errorCode: 'CMN-301',
      });
    });

    it('takes an error status without JSON for a refusal, with the body’s beginning', async () => {
      const failure = await failureWith({ kind: 'unavailable', status: 502, body: 'html' });
      assert.ok(failure.kind === 'refused');
      assert.equal(failure.status, 502);
      assert.deepEqual(failure.errors, []);
      assert.match(failure.bodyExcerpt ?? '', /</);
    });

    for (const [what, fault, expected] of [
      ['a captive portal’s page', { kind: 'portal' }, { kind: 'unreadable', status: 200 }],
      ['text under the name of JSON', { kind: 'text as json' }, { kind: 'unreadable' }],
      ['an empty answer', { kind: 'empty' }, { kind: 'unreadable', problem: 'no JSON object' }],
      ['JSON that stops in the middle', { kind: 'invalid json' }, { kind: 'unreadable' }],
      [
        'a token answer without a token',
        { kind: 'edited', remove: ['access_token'] },
        { kind: 'unreadable', problem: 'access_token is missing or of the wrong type' },
      ],
      [
        'a life that is a text',
        { kind: 'edited', set: { expires_in: '3600' } },
        { kind: 'unreadable', problem: 'expires_in is missing or of the wrong type' },
      ],
      ['a life of no time', { kind: 'edited', set: { expires_in: 0 } }, { kind: 'unreadable' }],
      [
        'a token with a line break, which would end its header',
        { kind: 'edited', set: { access_token: 'a\r\nX-Evil: 1' } },
        { kind: 'unreadable' },
      ],
      [
        'a token of another type',
        { kind: 'edited', set: { token_type: 'mac' } },
        { kind: 'unreadable', problem: 'token_type is not bearer' },
      ],
      [
        'another success than 200',
        { kind: 'reply', status: 204, body: '' },
        { kind: 'unreadable', status: 204 },
      ],
      ['a huge answer', { kind: 'huge', mebibytes: 3 }, { kind: 'too-large', limitBytes: 1_048_576 }],
      [
        'a huge answer of unknown length',
        { kind: 'huge', mebibytes: 3, declared: false },
        { kind: 'too-large' },
      ],
      ['a reset connection', { kind: 'reset' }, { kind: 'network', code: 'ECONNRESET' }],
      ['a connection reset in the body', { kind: 'reset after headers' }, { kind: 'network' }],
      ['a body shorter than promised', { kind: 'truncated' }, { kind: 'network' }],
    ] as const satisfies readonly (readonly [string, Fault, Partial<Failure> & { problem?: string }])[]) {
      it(`fails with ${expected.kind} on ${what}`, async () => {
        assert.partialDeepStrictEqual(await failureWith(fault), { ...expected, phase: 'token' });
      });
    }

    it('follows no redirect, and says where it pointed without its path', async () => {
      const location = `${simulator.sandbox.url}/restapi/oauth/token?x=1`;
      const failure = await failureWith({ kind: 'redirect', location });
      assert.partialDeepStrictEqual(failure, {
        kind: 'redirect',
        status: 302,
        target: simulator.sandbox.url,
      });
      assert.equal(simulator.sandbox.requests.length, 0);
      assert.equal(simulator.production.requests.length, 1);
    });

    it('does not say where a redirect pointed that has a secret in its host', async () => {
      const location = `https://${sample.clientSecret}.example.com/`;
      const failure = await failureWith({ kind: 'redirect', location });
      assert.partialDeepStrictEqual(failure, { kind: 'redirect', target: undefined });
    });

    it('takes true JSON under another content type', async () => {
      simulator.production.faults.once('token', { kind: 'json as text' });
      assert.ok((await exchange()).ok);
    });

    it('ends at its time limit when no answer comes', async () => {
      assert.partialDeepStrictEqual(await failureWith({ kind: 'hang' }, { timeoutMs: 60 }), {
        kind: 'timeout',
        afterSeconds: 0.06,
      });
    });

    it('ends at once when it is cancelled', async () => {
      const controller = new AbortController();
      simulator.production.faults.once('token', { kind: 'hang' });
      const failure = failureOf(exchange({ signal: controller.signal }));
      controller.abort();
      assert.partialDeepStrictEqual(await failure, { kind: 'cancelled', by: 'user' });
    });

    it('names the system’s code when nobody listens', async () => {
      const port = await unusedPort();
      const server = `http://127.0.0.1:${port}`;
      assert.partialDeepStrictEqual(
        await failureOf(exchangeJwt(client({ server }), sample.jwt, 3600, OPTIONS)),
        {
          kind: 'network',
          code: 'ECONNREFUSED',
          systemCall: 'connect',
          host: `127.0.0.1:${port}`,
        },
      );
    });

    it('sends nothing while Node is told to take any certificate', async () => {
      let connections = 0;
      const listener = createServer().on('connection', () => (connections += 1));
      await new Promise<void>(done => listener.listen(0, '127.0.0.1', done));
      const server = `https://127.0.0.1:${(listener.address() as AddressInfo).port}`;
      process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
      try {
        assert.partialDeepStrictEqual(
          await failureOf(exchangeJwt(client({ server }), sample.jwt, 3600, OPTIONS)),
          { kind: 'network', code: 'CERTIFICATE_CHECKS_OFF' },
        );
        assert.equal(connections, 0);
        assert.ok((await exchange()).ok, 'on this machine nothing is encrypted');
      } finally {
        delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
        listener.close();
      }
    });

    for (const fault of ['reset after headers', 'truncated'] as const) {
      it(`takes a 429 for one however its body ends: ${fault}`, async () => {
        simulator.production.limits.configure({ auth: 0 });
        assert.partialDeepStrictEqual(await failureWith({ kind: fault }), { kind: 'refused', status: 429 });
      });
    }

    it('never repeats a request', async () => {
      await failureWith({ kind: 'unavailable', status: 503, retryAfterSeconds: 0 });
      await failureWith({ kind: 'reset' });
      assert.equal(simulator.production.requests.length, 2);
    });

    it('has no secret in any evidence, even when the server repeats them all', async () => {
      const basic = Buffer.from(`${sample.clientId}:${sample.clientSecret}`).toString('base64');
      const echo = `${sample.jwt} ${sample.clientSecret} ${encodeURIComponent(sample.jwt)} Basic ${basic}`;
      const inside = Buffer.from(JSON.stringify({ secret: sample.clientSecret })).toString('base64url');
      const bodies = [
        JSON.stringify({ error: 'invalid_grant', error_description: echo, errors: [{ message: echo }] }),
        `<p>${echo}</p>`,
        `<p>${inside}</p>`,
        `{"access_token":"TheAccessToken", "token_type":"mac", "expires_in":1, "x":"${echo}"}`,
        `{"access_token":"TheAccessToken`,
      ];
      for (const status of [200, 400]) {
        for (const body of bodies) {
          const text = JSON.stringify(await failureWith({ kind: 'reply', status, body }));
          for (const secret of [sample.jwt, sample.clientSecret, basic, inside])
            assert.ok(!text.includes(secret), text);
          if (status === 200) assert.ok(!text.includes('TheAccessToken'), text);
        }
      }
    });

    it('takes no secret for a code, and has none in the evidence of headers', async () => {
      const secret = sample.clientSecret;
      const body = JSON.stringify({
        error: secret,
        errorCode: secret,
        permissionName: secret,
        errors: [{ errorCode: secret, permissionName: secret }],
      });
      const headers = { RCRequestId: `id ${secret} ${sample.jwt}`, 'content-type': `text/${secret}` };
      const failure = await failureWith({ kind: 'reply', status: 400, headers, body });
      const text = JSON.stringify(failure);
      assert.ok(!text.includes(secret) && !text.includes(sample.jwt), text);
      assert.partialDeepStrictEqual(failure, { kind: 'refused', errors: [{ parameters: [] }] });
    });

    it('does not read what comes with a redirect', async () => {
      const body = 'x'.repeat(8 * 1024 * 1024);
      const headers = { location: 'https://example.com/' };
      const failure = await failureWith({ kind: 'reply', status: 302, headers, body });
      assert.partialDeepStrictEqual(failure, { kind: 'redirect', target: 'https://example.com' });
      assert.ok((await exchange()).ok, 'the next request is not disturbed');
    });

    it('names each scope once', async () => {
      simulator.production.faults.once('token', { kind: 'edited', set: { scope: 'SMS SMS  Faxes' } });
      const granted = await exchange();
      assert.ok(granted.ok);
      assert.deepEqual(granted.value.scopes, ['SMS', 'Faxes']);
    });
  });

  describe('revokeSession', () => {
    it('sends the token with Basic authentication, once, and ends the session', async () => {
      const granted = await exchange();
      assert.ok(granted.ok);
      assert.ok((await revokeSession(client(), granted.value.accessToken, OPTIONS)).ok);
      const request = simulator.production.requests[1];
      assert.equal(request?.path, '/restapi/oauth/revoke');
      assert.deepEqual(request.form, { token: granted.value.accessToken });
      assert.match(request.headers['authorization'] ?? '', /^Basic /);
    });

    it('returns a refusal as a value', async () => {
      const failure = await failureOf(revokeSession(client({ clientSecret: 'wrong' }), 'anything', OPTIONS));
      assert.partialDeepStrictEqual(failure, { kind: 'refused', phase: 'revoke', status: 401 });
    });
  });
});

describe('parseRetryAfter', () => {
  const now = Date.UTC(2026, 0, 15);
  for (const [value, seconds] of [
    [null, undefined],
    ['30', 30],
    [' 0 ', 0],
    [new Date(now + 90_000).toUTCString(), 90],
    [new Date(now - 90_000).toUTCString(), 0],
    ['-5', undefined],
    ['soon', undefined],
    ['99999999999', undefined],
    // The last moment that there is: whoever rounds it up has no date.
    ['Sat, 13 Sep 275760 00:00:00 GMT', undefined],
  ] as const) {
    it(`reads ${String(value)} as ${String(seconds)}`, () => {
      assert.equal(parseRetryAfter(value, now), seconds);
    });
  }
});

/** A port that was free a moment ago. */
async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return address.port;
}
