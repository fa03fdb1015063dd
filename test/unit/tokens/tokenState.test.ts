import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RosterRow } from '../../../src/profiles/profile.ts';
import type { Failure } from '../../../src/ringcentral/failure.ts';
import { isUsable, minutesLeft } from '../../../src/tokens/accessToken.ts';
import { tokenStateOf } from '../../../src/tokens/tokenState.ts';
import { CREDENTIAL_ID, NOW, rowOf } from '../../support/samples.ts';

const row = rowOf();
const SERVER = 'https://platform.ringcentral.com';
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
  token: { obtainedAt: 0, expiresAt, scopes: [], server: SERVER, credential: CREDENTIAL_ID },
});

describe('tokenStateOf', () => {
  it('forgets a failure when a token came that was got after it, in another window for example', () => {
    const failed = { running: false, failure: { ...failure, at: NOW - 1000 } };
    const later = rowOf({
      token: {
        obtainedAt: NOW - 999,
        expiresAt: NOW + 9,
        scopes: [],
        server: SERVER,
        credential: CREDENTIAL_ID,
      },
    });
    const earlier = rowOf({
      token: {
        obtainedAt: NOW - 1001,
        expiresAt: NOW + 9,
        scopes: [],
        server: SERVER,
        credential: CREDENTIAL_ID,
      },
    });
    assert.equal(tokenStateOf(later, undefined, failed, SERVER, NOW).kind, 'live');
    assert.equal(tokenStateOf(earlier, undefined, failed, SERVER, NOW).kind, 'failed');
  });

  for (const [what, given, trouble, activity, expected] of [
    ['none without a token', row, undefined, idle, { kind: 'none' }],
    ['live until the very end', withToken(NOW + 1), undefined, idle, { kind: 'live', expiresAt: NOW + 1 }],
    ['expired from the end on', withToken(NOW), undefined, idle, { kind: 'expired' }],
    ['a missing credential', row, 'missing', idle, { kind: 'credential', trouble: 'missing' }],
    [
      'the lost credential, though a token lives: it can’t be used',
      withToken(NOW + 9),
      'missing',
      idle,
      { kind: 'credential', trouble: 'missing' },
    ],
    [
      'a failure above all that is stored',
      withToken(NOW + 9),
      undefined,
      { running: false, failure },
      { kind: 'failed', failure, words: undefined },
    ],
    ['running above everything', row, 'missing', { running: true, failure }, { kind: 'running' }],
  ] as const) {
    it(`is ${what}`, () => {
      assert.deepEqual(tokenStateOf(given, trouble, activity, SERVER, NOW), expected);
    });
  }
});

describe('tokenStateOf with another server than the token’s', () => {
  it('is none: the token is used nowhere else', () => {
    assert.deepEqual(tokenStateOf(withToken(NOW + 9), undefined, idle, 'https://other.example', NOW), {
      kind: 'none',
    });
  });
});

describe('tokenStateOf with another credential than the token’s', () => {
  it('is none: the profile was edited since', () => {
    const edited = { ...withToken(NOW + 9), credentialId: 'another' };
    assert.deepEqual(tokenStateOf(edited, undefined, idle, SERVER, NOW), { kind: 'none' });
  });
});

describe('an access token', () => {
  const token = {
    accessToken: 'x',
    obtainedAt: NOW,
    expiresAt: NOW + 3_600_000,
    server: SERVER,
    clientId: 'Acme',
    clientSecret: 'secret',
    credential: CREDENTIAL_ID,
    scopes: [],
    ownerId: undefined,
  };
  const binding = {
    server: token.server,
    clientId: token.clientId,
    clientSecret: token.clientSecret,
    credential: token.credential,
  };

  it('is used until 60 s before it expires', () => {
    assert.ok(isUsable(token, binding, token.expiresAt - 60_001));
    assert.ok(!isUsable(token, binding, token.expiresAt - 60_000));
  });

  it('is used only with the server, client ID and credential it was got with', () => {
    assert.ok(!isUsable(token, { ...binding, credential: 'another' }, NOW));
    assert.ok(!isUsable(token, { ...binding, server: 'https://platform.devtest.ringcentral.com' }, NOW));
    assert.ok(!isUsable(token, { ...binding, clientId: 'Beta' }, NOW));
  });

  it('has its minutes rounded down, never below none', () => {
    assert.equal(minutesLeft(NOW + 119_999, NOW), 1);
    assert.equal(minutesLeft(NOW + 59_999, NOW), 0);
    fc.assert(fc.property(fc.integer(), left => minutesLeft(NOW + left, NOW) >= 0));
  });
});
