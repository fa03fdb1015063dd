// How a closed gate says that its state is known: by an answer, by a look at what is stored, or by a guess.
import assert from 'node:assert/strict';
import type { Case } from '../../../src/explanations/case.ts';
import { reasonOf } from '../../../src/explanations/reason.ts';
import type { OfflineFinding } from '../../../src/tokens/offlineCheck.ts';
import { caseOf, refusedOf } from '../../support/cases.ts';
import { NOW } from '../../support/samples.ts';

describe('How a closed gate is known', () => {
  it('is RingCentral’s answer, with its status and its code', () => {
    const about = refusedOf({ code: 'OAU-473', oauthError: 'invalid_request' });
    assert.equal(reasonOf(about, 'known'), 'Said by RingCentral: status 400, code OAU-473.');
  });

  it('is told without what the answer does not have', () => {
    const words = (about: Case): string => reasonOf(about, 'guessed');
    assert.match(words(refusedOf({ status: 0, code: 'OAU-213', profile: null })), /: code OAU-213\.$/);
    assert.match(words(refusedOf({ status: 401 })), /: status 401\.$/);
    assert.match(words(refusedOf({ status: 0, profile: null })), /: neither status nor code\.$/);
  });

  it('repeats no OAuth error that is none', () => {
    const about = refusedOf({ oauthError: '<b>[x](command:y)</b>' });
    assert.equal(reasonOf(about, 'guessed'), 'A guess from RingCentral’s answer: status 400.');
  });

  it('is what the JWT says only where there is a JWT', () => {
    const refusal = { oauthError: 'invalid_grant' };
    assert.match(reasonOf(refusedOf(refusal), 'inferred'), /what the JWT says of itself/);
    assert.doesNotMatch(reasonOf(refusedOf({ ...refusal, profile: null }), 'inferred'), /JWT/);
  });

  it('is what was checked before any request', () => {
    const words = (finding: OfflineFinding): string =>
      reasonOf(caseOf({ kind: 'offline', finding, at: NOW }), 'known');
    assert.match(words({ kind: 'jwt', defect: { kind: 'expired', at: NOW } }), /^Checked here, .*clock/);
    assert.match(words({ kind: 'jwt', defect: { kind: 'not-json' } }), /^Checked here, .*the form of/);
    assert.match(
      words({ kind: 'wrong-environment', jwt: 'sandbox', profile: 'production' }),
      /^Checked here, .*the JWT names Sandbox, the profile Production/,
    );
    assert.match(
      words({ kind: 'wrong-server', jwt: 'production', server: 'sandbox' }),
      /^Checked here, .*the JWT names Production, the server is one of Sandbox/,
    );
  });

  for (const trouble of ['missing', 'unreadable', 'newer'] as const) {
    it(`is a look into the secret storage where the credential is ${trouble}`, () => {
      const about = caseOf({ kind: 'credential', trouble, at: NOW });
      assert.match(reasonOf(about, 'known'), /secret storage/);
    });
  }
});
