import assert from 'node:assert/strict';
import type { Words } from '../../../src/explanations/explanation.ts';
import { credentialRules } from '../../../src/explanations/rules/credentialRules.ts';
import { refusedOf, type ProfileChanges } from '../../support/cases.ts';

describe('credentialRules', () => {
  const wordsOf = (code: string, changes: ProfileChanges = {}): Words => {
    const rule = credentialRules.find(candidate => candidate.code === code);
    assert.ok(rule);
    return rule.words(refusedOf({ code, profile: changes }));
  };

  it('says of OAU-331 that RingCentral does not document it', () => {
    assert.match(wordsOf('OAU-331').happened.join(), /does not document.*third party/);
  });

  it('asks for no profile where there is none', () => {
    for (const code of ['OAU-331', 'OAU-347']) {
      const { steps, actions } = wordsOf(code, null);
      assert.ok(steps.every(({ text }) => !text.includes('profile')));
      assert.deepEqual(actions, [{ kind: 'create-jwt' }]);
    }
  });

  it('blames the signature alone only where the rest of the JWT was read', () => {
    const unread = { jwtEnvironment: undefined, ownerId: undefined };
    assert.match(JSON.stringify(wordsOf('OAU-331').causes), /signature/);
    assert.doesNotMatch(JSON.stringify(wordsOf('OAU-331', unread).causes), /signature/);
    assert.doesNotMatch(JSON.stringify(wordsOf('OAU-331', null).causes), /signature/);
  });

  it('takes for evidence of another service’s JWT that it names none of RingCentral’s servers', () => {
    assert.ok(wordsOf('OAU-347', { jwtEnvironment: undefined }).causes[1]?.evidence);
    assert.equal(wordsOf('OAU-347').causes[1]?.evidence, undefined);
    assert.equal(wordsOf('OAU-347', null).causes[1]?.evidence, undefined);
  });

  it('leads to a new JWT with the app filled in', () => {
    const page = wordsOf('OAU-347').steps[0]?.page;
    assert.match(page?.url ?? '', /my-credentials\/create\?client_id=AcmeClientId0123456789$/);
    assert.doesNotMatch(wordsOf('OAU-347', null).steps[0]?.page?.url ?? '', /client_id/);
  });
});
