import assert from 'node:assert/strict';
import type { CasePhase } from '../../../src/explanations/case.ts';
import type { Words } from '../../../src/explanations/explanation.ts';
import { serviceRules } from '../../../src/explanations/rules/serviceRules.ts';
import { refusedOf, type RefusalOf } from '../../support/cases.ts';
import { NOW } from '../../support/samples.ts';

describe('serviceRules', () => {
  const wordsOf = (code: string, refusal: RefusalOf = {}): Words => {
    const rule = serviceRules.find(candidate => candidate.code === code);
    assert.ok(rule);
    return rule.words(refusedOf({ code, status: 429, ...refusal }));
  };
  const limits = serviceRules.filter(({ closedBy }) => closedBy === 'rate-limit').map(({ code }) => code);
  const secondsToTryAgain = (words: Words): number | undefined => {
    const action = words.actions.find(({ kind }) => kind === 'try-again');
    return action?.kind === 'try-again' && action.at !== undefined ? (action.at - NOW) / 1000 : undefined;
  };

  for (const code of limits) {
    it(`lets trying again after ${code} wait for Retry-After, else a minute`, () => {
      const told = wordsOf(code, { retryAfterSeconds: 30 });
      assert.equal(secondsToTryAgain(told), 30);
      assert.match(told.steps[0]?.text ?? '', /^Wait 30 s, .*Retry-After/);
      for (const silent of [wordsOf(code), wordsOf(code, { retryAfterSeconds: 0 })]) {
        assert.equal(secondsToTryAgain(silent), 60);
        assert.match(silent.steps[0]?.text ?? '', /^Wait 60 s, .*does not say how long/);
      }
    });
  }

  it('says that every request during the wait starts it anew, and to share one token', () => {
    const steps = JSON.stringify(wordsOf('CMN-301').steps);
    assert.match(steps, /every request during the wait starts it anew/);
    assert.match(steps, /share one access token/);
  });

  it('names the limit of the group that the phase belongs to', () => {
    const cause = (phase: CasePhase): string => wordsOf('CMN-301', { phase }).causes[0]?.text ?? '';
    for (const phase of ['token', 'revoke', 'refresh'] as const) {
      assert.match(cause(phase), /five requests to get or revoke tokens within a minute \(the group Auth\)/);
    }
    assert.match(cause('api'), /50 in the group Light, 40 in Medium, 10 in Heavy/);
  });

  it('takes the limit of the headers for evidence, but no text of theirs', () => {
    const rateLimit = { group: '[evil](command:x)', limit: 5, windowSeconds: 60 };
    const words = wordsOf('CMN-301', { rateLimit });
    assert.match(words.causes[0]?.evidence ?? '', /limit of 5 requests in 60 s/);
    assert.doesNotMatch(JSON.stringify(words), /evil/);
  });

  it('lets trouble of RingCentral’s own wait for Retry-After, after a 500 ten seconds, else unsaid', () => {
    const after = (refusal: RefusalOf): number | undefined => secondsToTryAgain(wordsOf('CMN-201', refusal));
    assert.equal(after({ status: 503, retryAfterSeconds: 20 }), 20);
    assert.equal(after({ status: 500 }), 10);
    assert.equal(after({ status: 503 }), undefined);
  });

  it('says that an exchange that failed may have opened a session, and only of an exchange', () => {
    const happened = (phase: CasePhase): string => wordsOf('CMN-203', { phase }).happened.join(' ');
    assert.match(happened('token'), /may have opened a session/);
    assert.doesNotMatch(happened('api'), /session/);
    assert.match(happened('revoke'), /Whether RingCentral ended the session is not known/);
  });

  it('takes no code for evidence that the answer does not have', () => {
    for (const code of ['CMN-201', 'CMN-203']) {
      const rule = serviceRules.find(candidate => candidate.code === code);
      const words = rule?.words(refusedOf({ status: 502, bodyExcerpt: '<html>' }));
      assert.doesNotMatch(JSON.stringify(words), /CMN-/);
      assert.match(words?.causes[0]?.evidence ?? '', /status is 502/);
      assert.match(words?.causes[1]?.text ?? '', /gateway/);
    }
  });

  it('advises and offers no second revocation', () => {
    for (const { code } of serviceRules) {
      const { steps, actions } = wordsOf(code, { phase: 'revoke' });
      assert.match(steps.at(-1)?.text ?? '', /no need to revoke again/);
      assert.ok(actions.every(({ kind }) => kind !== 'try-again'));
    }
  });

  it('says of a pasted answer’s wait that it is over where it is', () => {
    const now = NOW + 3_600_000;
    for (const code of [...limits, 'CMN-203']) {
      const rule = serviceRules.find(candidate => candidate.code === code);
      const refusal = refusedOf({ code, status: 429, retryAfterSeconds: 30, profile: null });
      const words = rule?.words({ ...refusal, now });
      assert.match(words?.steps[0]?.text ?? '', /is over: it ended at 2026-01-15 12:00:30/);
      assert.doesNotMatch(words?.headline ?? '', /until/);
    }
  });

  it('says that nothing is repeated by itself', () => {
    assert.match(JSON.stringify(wordsOf('CMN-201', { status: 503 }).steps), /repeats nothing by itself/);
  });
});
