import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LiveSecrets } from '../../../src/profiles/liveSecrets.ts';
import { failureLine } from '../../../src/tokens/failureLine.ts';
import { RedactedLog } from '../../../src/workbench/redactedLog.ts';
import { claimsOf, jwtOf, NOW } from '../../support/samples.ts';
import { secrets, WRITINGS } from '../../support/secretTexts.ts';

const LEVELS = ['info', 'warn', 'error', 'debug'] as const;

function setUp(...known: string[]): { log: RedactedLog; lines: string[] } {
  const live = new LiveSecrets();
  for (const secret of known) live.add(secret);
  const lines: string[] = [];
  const write = (line: string): void => {
    lines.push(line);
  };
  const channel = { info: write, warn: write, error: write, debug: write, show: (): void => undefined };
  return { log: new RedactedLog(channel, live), lines };
}

async function logged(line: string, ...known: string[]): Promise<string> {
  const { log, lines } = setUp(...known);
  log.info(line);
  await log.written();
  return lines.join('\n');
}

describe('the log', () => {
  it('holds no secret, in any of its forms, inside any text, on any level', async () => {
    const writing = fc.constantFrom(...Object.values(WRITINGS));
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.json(), fc.webUrl());
    const part = fc.tuple(text, fc.nat(), writing);
    await fc.assert(
      fc.asyncProperty(
        fc.array(secrets, { minLength: 1, maxLength: 4 }),
        fc.array(part, { minLength: 1, maxLength: 4 }),
        text,
        fc.constantFrom(...LEVELS),
        async (known, parts, end, level) => {
          const { log, lines } = setUp(...known);
          const written = parts.map(([, index, write]) => write(known[index % known.length] ?? ''));
          log[level](parts.map(([before], index) => `${before} ${written[index] ?? ''} `).join('') + end);
          await log.written();
          const line = lines.join('\n');
          for (const secret of [...known, ...written]) {
            const bare = secret.replace(/(=|%3D)+$/, '');
            assert.ok(bare.length < 4 || !line.includes(bare), line);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('leaves a text without secrets as it is', async () => {
    const failures = [
      { kind: 'refused', status: 400, oauthError: 'invalid_grant', errors: [], requestId: 'ab12-cd34' },
      { kind: 'network', code: 'ECONNREFUSED', systemCall: 'connect' },
      { kind: 'timeout', afterSeconds: 30 },
      { kind: 'penalty', reason: 'rate-limit', until: NOW },
    ] as const;
    const sent = { phase: 'token', host: 'platform.ringcentral.com', at: NOW, answeredAt: NOW } as const;
    const answer = {
      contentType: undefined,
      requestId: undefined,
      retryAfterSeconds: undefined,
      rateLimit: {},
    };
    for (const line of [
      'token: got from platform.ringcentral.com, for 3600 s',
      'token: the stored credential of a profile is unreadable',
      'storage: the entry profile:0f8fad5b-d9cb-469f-a165-70867728950e is newer; it is left as it is',
      'lock: none can be had (EROFS), so each window is on its own',
      'ringcentralJwt.getToken failed: The secret storage could not write: the token was not kept',
      'at Commands.run (file:///home/user/.vscode/extensions/x/dist/extension.js:12:34)',
      ...failures.map(failure => failureLine({ ...sent, ...answer, ...failure } as never)),
    ]) {
      assert.equal(await logged(line, 'AcmeClientSecret01'), line);
    }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.stringMatching(/^[a-z]{1,12}[,;.]?$/)), async words => {
        const line = words.join(' ');
        assert.equal(await logged(line, 'AcmeClientSecret01'), line);
      }),
    );
  });

  for (const [what, line] of [
    ['an answer', '{"access_token": "S3cretValue", "refresh_token":"S3cretValue"}'],
    ['an answer in a string', JSON.stringify('{"access_token":"S3cretValue"}')],
    ['a form', 'grant_type=x&assertion=S3cretValue&client_secret=S3cretValue&token=S3cretValue'],
    ['a line of a .env file', 'RC_USER_JWT=S3cretValue'],
    ['another line of a .env file', 'export RC_APP_CLIENT_SECRET="S3cretValue"'],
    ['a header', 'Authorization: Basic S3cretValue'],
    ['a header in an object', "{ authorization: 'Bearer S3cretValue' }"],
    ['a scheme anywhere', 'sent with Bearer S3cretValue'],
    ['a URL', 'https://user:S3cretValue@example.com/'],
  ] as const) {
    it(`holds no secret that nobody knows but that has its name in ${what}`, async () => {
      assert.doesNotMatch(await logged(line), /S3cret/);
    });
  }

  it('holds no JWT, whole or cut off, known or not', async () => {
    const jwt = jwtOf(claimsOf());
    for (const length of [12, 40, 100, jwt.length])
      assert.doesNotMatch(await logged(jwt.slice(0, length)), /eyJ/);
  });

  it('has one line for each, without what controls or turns it', async () => {
    assert.equal(await logged('a\r\n[error] b\u001B[31m\u202Ec\u0000'), 'a [error] b [31m c');
  });

  it('makes no secret of what was none by taking a control character out', async () => {
    assert.equal(await logged('<ab\u0007cd>', 'ab cd'), '<[redacted]>');
  });

  it('holds the beginning of a line that is megabytes long, and no part of a secret at its end', async () => {
    const line = await logged('x'.repeat(5_000_000));
    assert.ok(line.startsWith('xxxx') && line.endsWith('…') && line.length <= 8000);
    const token = 'T'.repeat(3000);
    for (const before of [7_000, 12_500, 62_500]) {
      assert.doesNotMatch(await logged(`${'x'.repeat(before)}${token}`.repeat(100), token), /T/);
    }
  });
});
