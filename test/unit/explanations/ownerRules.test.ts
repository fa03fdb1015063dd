import assert from 'node:assert/strict';
import type { CasePhase } from '../../../src/explanations/case.ts';
import type { Words } from '../../../src/explanations/explanation.ts';
import { ownerRules } from '../../../src/explanations/rules/ownerRules.ts';
import { refusedOf, type RefusalOf } from '../../support/cases.ts';

describe('ownerRules', () => {
  const wordsOf = (code: string, refusal: RefusalOf = {}): Words => {
    const rule = ownerRules.find(candidate => candidate.code === code);
    assert.ok(rule);
    return rule.words(refusedOf({ code, phase: rule.phases[0] ?? 'token', ...refusal }));
  };

  for (const { code } of ownerRules) {
    it(`sends the administrator to the portal of the profile’s environment for ${code}`, () => {
      const urls = (refusal: RefusalOf): (string | undefined)[] =>
        wordsOf(code, refusal).steps.flatMap(({ who, page }) => (who === 'account-admin' ? [page?.url] : []));
      assert.ok(urls({}).includes('https://service.ringcentral.com'));
      assert.ok(
        urls({ profile: { environment: 'sandbox' } }).includes('https://service.devtest.ringcentral.com'),
      );
    });
  }

  it('tells the portal of a pasted answer by the host, where the host says it', () => {
    const { actions } = wordsOf('OAU-141', { profile: null, host: 'platform.devtest.ringcentral.com' });
    assert.match(JSON.stringify(actions), /service\.devtest/);
  });

  it('names the owner’s ID where the JWT does, and otherwise says who it usually is', () => {
    assert.match(JSON.stringify(wordsOf('OAU-141').steps), /62014500004/);
    assert.match(JSON.stringify(wordsOf('OAU-141', { profile: null }).steps), /usually the user who created/);
  });

  it('asks for no new JWT where the owner can be mended, and for one where the owner is gone', () => {
    for (const code of ['OAU-141', 'OAU-142', 'OAU-236', 'CMN-408', 'CMN-405']) {
      assert.match(wordsOf(code).steps.at(-1)?.text ?? '', /For the same user no new JWT is needed/);
    }
    for (const code of ['OAU-232', 'OAU-105']) {
      assert.match(wordsOf(code).steps.at(-1)?.text ?? '', /Put the new JWT into the profile/);
    }
  });

  it('says in the phase api that the token has to be new', () => {
    const phase: CasePhase = 'api';
    assert.match(wordsOf('OAU-236', { phase }).steps.at(-1)?.text ?? '', /new access token and repeat/);
  });

  it('speaks of a service user wherever another user’s JWT would do, and not where the account is closed', () => {
    for (const code of ['OAU-141', 'OAU-236', 'OAU-232', 'OAU-105', 'CMN-408', 'CMN-405']) {
      assert.match(JSON.stringify(wordsOf(code).steps), /service user/);
    }
    assert.doesNotMatch(JSON.stringify(wordsOf('OAU-142').steps), /service user/);
  });

  it('offers the JWT’s environment for an unknown account only where it is another than the one asked', () => {
    const first = (jwtEnvironment: 'production' | 'sandbox'): unknown =>
      wordsOf('OAU-222', { profile: { jwtEnvironment } }).actions[0];
    assert.deepEqual(first('sandbox'), { kind: 'use-environment', environment: 'sandbox' });
    assert.deepEqual(first('production'), { kind: 'edit-profile' });
  });

  it('leads to Third Party Apps Access in the role, and says where the answer was seen', () => {
    const words = wordsOf('CMN-408', { message: '[ThirdPartyAppAccess] permission required' });
    assert.match(words.headline, /Third Party Apps Access/);
    assert.match(words.steps[0]?.text ?? '', /“Users” → “Roles” → .* → “Features”.*Third Party Apps Access/);
    assert.match(JSON.stringify(words.causes), /ThirdPartyAppAccess/);
    assert.match(JSON.stringify(words.causes), /with a browser.*inference/);
  });

  it('names another permission where RingCentral does', () => {
    const words = wordsOf('CMN-408', { message: '[Login] permission required' });
    assert.match(words.headline, /lacks the permission Login\.$/);
    assert.doesNotMatch(JSON.stringify(words), /Third Party/);
  });
});
