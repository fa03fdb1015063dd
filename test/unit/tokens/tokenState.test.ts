import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RosterRow } from '../../../src/profiles/profile.ts';
import type { Failure } from '../../../src/ringcentral/failure.ts';
import { isUsable, minutesLeft } from '../../../src/tokens/accessToken.ts';
import { tokenStateOf } from '../../../src/tokens/tokenState.ts';
import { NOW, rowOf } from '../../support/samples.ts';

const row = rowOf();
const idle = { running: false, failure: undefined };
const failure: Failure = {
  kind: 'network',
  code: 'ENOTFOUND',
  systemCall: undefined,
  phase: 'token',
  host: 'x',
  at: 0,
};
const withToken = (expiresAt: number): RosterRow => ({
  ...row,
  token: { obtainedAt: 0, expiresAt, scopes: [] },
});

describe('tokenStateOf', () => {
  it('forgets a failure when a token came that was got after it, in another window for example', () => {
    const failed = { running: false, failure: { ...failure, at: NOW - 1000 } };
    const later = rowOf({ token: { obtainedAt: NOW - 999, expiresAt: NOW + 9, scopes: [] } });
    const earlier = rowOf({ token: { obtainedAt: NOW - 1001, expiresAt: NOW + 9, scopes: [] } });
    assert.equal(tokenStateOf(later, undefined, failed, NOW).kind, 'live');
    assert.equal(tokenStateOf(earlier, undefined, failed, NOW).kind, 'failed');
  });

  for (const [what, given, trouble, activity, expected] of [
    ['none without a token', row, undefined, idle, { kind: 'none' }],
    ['live until the very end', withToken(NOW + 1), undefined, idle, { kind: 'live', expiresAt: NOW + 1 }],
    ['expired from the end on', withToken(NOW), undefined, idle, { kind: 'expired' }],
    ['a missing credential', row, 'missing', idle, { kind: 'credential', trouble: 'missing' }],
    [
      'live though the credential is missing',
      withToken(NOW + 9),
      'missing',
      idle,
      { kind: 'live', expiresAt: NOW + 9 },
    ],
    [
      'a failure above all that is stored',
      withToken(NOW + 9),
      undefined,
      { running: false, failure },
      { kind: 'failed', failure },
    ],
    ['running above everything', row, 'missing', { running: true, failure }, { kind: 'running' }],
  ] as const) {
    it(`is ${what}`, () => {
      assert.deepEqual(tokenStateOf(given, trouble, activity, NOW), expected);
    });
  }
});

describe('an access token', () => {
  const token = {
    accessToken: 'x',
    obtainedAt: NOW,
    expiresAt: NOW + 3_600_000,
    server: 'https://platform.ringcentral.com',
    clientId: 'Acme',
    scopes: [],
    ownerId: undefined,
  };
  const binding = { server: token.server, clientId: token.clientId };

  it('is used until 60 s before it expires', () => {
    assert.ok(isUsable(token, binding, token.expiresAt - 60_001));
    assert.ok(!isUsable(token, binding, token.expiresAt - 60_000));
  });

  it('is used only with the server and client ID it was got with', () => {
    assert.ok(!isUsable(token, { ...binding, server: 'https://platform.devtest.ringcentral.com' }, NOW));
    assert.ok(!isUsable(token, { ...binding, clientId: 'Beta' }, NOW));
  });

  it('has its minutes rounded down, never below none', () => {
    assert.equal(minutesLeft(NOW + 119_999, NOW), 1);
    assert.equal(minutesLeft(NOW + 59_999, NOW), 0);
    fc.assert(fc.property(fc.integer(), left => minutesLeft(NOW + left, NOW) >= 0));
  });
});
