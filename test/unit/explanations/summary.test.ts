import assert from 'node:assert/strict';
import { summarize } from '../../../src/explanations/summary.ts';
import type { Failure } from '../../../src/ringcentral/failure.ts';
import { NOW, profileOf } from '../../support/samples.ts';

const profile = profileOf();
const evidence = { phase: 'token', host: 'platform.ringcentral.com', at: NOW } as const;
const answer = {
  ...evidence,
  answeredAt: NOW,
  status: 400,
  contentType: 'application/json',
  requestId: 'r1',
  retryAfterSeconds: undefined,
  rateLimit: {},
} as const;

function refusal(code: string | undefined, changes: object = {}): Failure {
  const errors = code === undefined ? [] : [{ errorCode: code, parameters: [] }];
  return { kind: 'refused', ...answer, errors, ...changes };
}

describe('summarize', () => {
  for (const [code, short] of [
    ['OAU-105', 'owner can’t sign in'],
    ['OAU-112', 'JWT flow is off'],
    ['OAU-120', 'client ID unknown'],
    ['OAU-121', 'client ID unknown'],
    ['OAU-125', 'JWT flow is off'],
    ['OAU-127', 'app disabled'],
    ['OAU-222', 'account unknown'],
    ['OAU-236', 'owner disabled'],
    ['OAU-153', 'client ID unknown'],
    ['OAU-146', 'wrong client secret'],
    ['OAU-123', 'client secret needed'],
    ['OAU-251', 'JWT flow is off'],
    ['OAU-331', 'JWT not accepted'],
    ['OAU-347', 'JWT not accepted'],
    ['OAU-473', 'app not permitted'],
    ['OAU-141', 'owner disabled'],
    ['OAU-142', 'account suspended'],
    ['OAU-232', 'owner deleted'],
    ['CMN-408', 'owner lacks app access'],
  ]) {
    it(`names ${String(code)} in words, with the code`, () => {
      const summary = summarize(refusal(code), profile);
      assert.equal(summary.short, short);
      assert.ok(summary.headline.endsWith(`(${String(code)})`), summary.headline);
      assert.equal(summary.remedy.kind, 'open-page');
    });
  }

  it('says that an invalid_grant without a code is only probably about the JWT (facts, section 2)', () => {
    const summary = summarize(refusal(undefined, { oauthError: 'invalid_grant' }), profile);
    assert.match(summary.headline, /probably expired, deleted, or not made for Production/);
  });

  it('shows the code of what it does not know, and nothing that the server wrote', () => {
    const summary = summarize(
      refusal('XYZ-999', { message: '[click](command:evil)', oauthErrorDescription: '$(zap)' }),
      profile,
    );
    assert.match(summary.headline, /status 400.*XYZ-999/);
    assert.doesNotMatch(summary.headline, /click|zap/);
  });

  it('lets trying again wait for the end of a rate limit', () => {
    const answeredAt = NOW + 10_000;
    const limited = summarize(
      refusal('CMN-301', { status: 429, retryAfterSeconds: 30, answeredAt }),
      profile,
    );
    assert.deepEqual(limited.remedy, { kind: 'try-again', at: NOW + 40_000 });
    const held = summarize({ kind: 'penalty', reason: 'penalty', until: NOW + 5000, ...evidence }, profile);
    assert.deepEqual(held.remedy, { kind: 'try-again', at: NOW + 5000 });
  });

  for (const [failure, short] of [
    [{ kind: 'network', code: 'ENOTFOUND', systemCall: 'getaddrinfo' }, 'host not found'],
    [{ kind: 'network', code: 'ECONNREFUSED', systemCall: 'connect' }, 'connection refused'],
    [{ kind: 'network', code: 'ECONNRESET', systemCall: undefined }, 'connection lost'],
    [
      { kind: 'network', code: 'SELF_SIGNED_CERT_IN_CHAIN', systemCall: undefined },
      'certificate not trusted',
    ],
    [{ kind: 'network', code: undefined, systemCall: undefined }, 'not reached'],
    [{ kind: 'timeout', afterSeconds: 15 }, 'timed out'],
    [{ kind: 'unreadable', problem: 'p', bodyExcerpt: '', ...answer }, 'unreadable answer'],
    [{ kind: 'redirect', target: undefined, ...answer }, 'redirected'],
    [{ kind: 'too-large', limitBytes: 1, ...answer }, 'answer too large'],
    [{ kind: 'cancelled', by: 'profile-changed' }, 'profile changed'],
    [{ kind: 'penalty', reason: 'budget', until: NOW }, 'five requests a minute'],
    [refusal(undefined, { status: 503 }), 'service error 503'],
    [{ kind: 'credential', trouble: 'missing' }, 'credential missing'],
    [{ kind: 'credential', trouble: 'unreadable' }, 'credential unreadable'],
    [{ kind: 'credential', trouble: 'newer' }, 'stored by a newer version'],
  ] as const) {
    it(`says "${short}" in short`, () => {
      assert.equal(summarize({ ...evidence, ...failure }, profile).short, short);
    });
  }

  it('says of a cancelled revoke that it was cancelled, and not that the profile changed', () => {
    const cancelled = { ...evidence, kind: 'cancelled', phase: 'revoke', by: 'user' } as const;
    assert.match(summarize(cancelled, profile).headline, /You cancelled/);
    assert.match(summarize({ ...cancelled, by: 'profile-changed' }, profile).headline, /another client ID/);
  });
});
