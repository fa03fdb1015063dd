import assert from 'node:assert/strict';
import type { CasePhase } from '../../../src/explanations/case.ts';
import type { Words } from '../../../src/explanations/explanation.ts';
import { tokenRules } from '../../../src/explanations/rules/tokenRules.ts';
import { refusedOf, type RefusalOf } from '../../support/cases.ts';

describe('tokenRules', () => {
  const wordsOf = (code: string, phase: CasePhase, refusal: RefusalOf = {}): Words => {
    const rule = tokenRules.find(candidate => candidate.code === code && candidate.phases.includes(phase));
    assert.ok(rule);
    return rule.words(refusedOf({ code, phase, ...refusal }));
  };

  for (const code of ['OAU-210', 'OAU-211', 'OAU-213']) {
    it(`says of the refresh token of ${code} that a JWT needs none`, () => {
      const { steps } = wordsOf(code, 'refresh');
      assert.match(
        steps.at(-2)?.text ?? '',
        /Exchange the JWT again\. With a JWT no refresh token is needed/,
      );
    });
  }

  it('tells a session that ended from a refresh token that was used, which have the same code', () => {
    assert.match(wordsOf('OAU-213', 'api').causes[0]?.text ?? '', /five .* sixth pushed this one out/);
    assert.match(wordsOf('OAU-213', 'refresh').causes[0]?.text ?? '', /used before/);
    assert.match(JSON.stringify(wordsOf('OAU-213', 'api').steps), /share one access token/);
  });

  it('takes the JWT itself for the likeliest in OAU-149, and says that this is an inference', () => {
    const { causes, steps } = wordsOf('OAU-149', 'api');
    assert.match(causes[0]?.text ?? '', /JWT itself was sent.*inference/);
    assert.match(steps[0]?.text ?? '', /Exchange the JWT .* first\. The JWT is never sent to the API/);
  });

  it('asks whether the token is of the environment that was called, where that is known', () => {
    const evidence = (refusal: RefusalOf): string | undefined =>
      wordsOf('OAU-149', 'api', refusal).causes[1]?.evidence;
    assert.match(
      evidence({ host: 'platform.devtest.ringcentral.com' }) ?? '',
      /devtest.* belongs to Sandbox/,
    );
    assert.equal(evidence({ profile: null }), undefined);
  });

  it('lets a token that was not revoked end by itself', () => {
    for (const code of ['OAU-164', 'CMN-101']) {
      const { steps, actions } = wordsOf(code, 'revoke');
      assert.match(steps.at(-1)?.text ?? '', /ends by itself after an hour at most/);
      assert.ok(actions.every(({ kind }) => kind !== 'try-again'));
    }
  });

  it('names the client ID that the profile has now where another app’s token was revoked', () => {
    assert.match(wordsOf('OAU-164', 'revoke').causes[0]?.evidence ?? '', /AcmeClientId0123456789/);
  });
});
