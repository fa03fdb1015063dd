import assert from 'node:assert/strict';
import { credentialTroubleWords } from '../../../src/explanations/rules/credentialTrouble.ts';
import { unknownGrantWords } from '../../../src/explanations/rules/environmentRules.ts';
import type { RuleWords } from '../../../src/explanations/rules/ruleWords.ts';
import { assertComplete, caseOf, refusedOf, textsOf, type RefusalOf } from '../../support/cases.ts';
import { NOW } from '../../support/samples.ts';

const refused = (refusal: RefusalOf = {}): RuleWords =>
  unknownGrantWords(refusedOf({ status: 400, oauthError: 'invalid_grant', ...refusal }));

const allOf = ({ words }: RuleWords): string => textsOf(words).join('\n');
const YESTERDAY = NOW - 86_400_000;
const TOMORROW = NOW + 86_400_000;

describe('An invalid_grant without a code', () => {
  for (const [title, refusal, rule, closedBy] of [
    [
      'a JWT that names another environment than the profile',
      { profile: { jwtEnvironment: 'sandbox' } },
      'wrong-environment.token',
      'environment',
    ],
    [
      'the reverse',
      { profile: { environment: 'sandbox', jwtEnvironment: 'production' } },
      'wrong-environment.token',
      'environment',
    ],
    [
      'a JWT that names another environment than the host',
      { host: 'platform.devtest.ringcentral.com' },
      'wrong-environment.token',
      'environment',
    ],
    [
      'a JWT of the wrong environment that has expired, too',
      { profile: { jwtEnvironment: 'sandbox', jwtExpiresAt: YESTERDAY } },
      'wrong-environment.token',
      'environment',
    ],
    [
      'a JWT that fits the host, whatever the profile says',
      { host: 'platform.devtest.ringcentral.com', profile: { jwtEnvironment: 'sandbox' } },
      'jwt-not-accepted.token',
      'credential',
    ],
    [
      'a JWT that names another environment than the profile, on a custom server',
      { host: '127.0.0.1:4000', profile: { jwtEnvironment: 'sandbox' } },
      'wrong-environment.token',
      'environment',
    ],
    ['a JWT whose time is over', { profile: { jwtExpiresAt: YESTERDAY } }, 'jwt-expired.token', 'credential'],
    ['a JWT that ends at this moment', { profile: { jwtExpiresAt: NOW } }, 'jwt-expired.token', 'credential'],
    [
      'a JWT that still runs',
      { profile: { jwtExpiresAt: TOMORROW } },
      'jwt-not-accepted.token',
      'credential',
    ],
    ['a JWT without an expiry', {}, 'jwt-not-accepted.token', 'credential'],
    [
      'a JWT that names no environment',
      { profile: { jwtEnvironment: undefined } },
      'jwt-not-accepted.token',
      'credential',
    ],
    ['a JWT of which nothing is known', { profile: null }, 'jwt-not-accepted.token', 'credential'],
  ] as const) {
    it(`has the rule ${rule} for ${title}`, () => {
      const explained = refused(refusal);
      assert.equal(explained.rule, rule);
      assert.equal(explained.closedBy, closedBy);
      assertComplete(explained.words);
    });
  }

  it('offers the environment that the JWT names, and says that this is concluded', () => {
    const explained = refused({ profile: { jwtEnvironment: 'sandbox' } });
    assert.deepEqual(explained.words.actions[0], { kind: 'use-environment', environment: 'sandbox' });
    assert.equal(
      explained.words.causes[0]?.evidence,
      'The JWT names Sandbox; the request went to platform.ringcentral.com in Production.',
    );
    assert.match(explained.words.causes[0].text, /does not publish/);
  });

  it('says when the JWT ended, and doubts no clock that RingCentral agrees with', () => {
    const { words } = refused({ profile: { jwtExpiresAt: YESTERDAY } });
    assert.match(words.headline, /2026-01-14 \(UTC\)/);
    assert.doesNotMatch(textsOf(words).join(), /clock/);
    assert.ok(words.actions.every(({ kind }) => kind !== 'try-anyway'));
  });

  it('is not said to have no code where it has one that nobody knows', () => {
    assert.match(refused().words.happened.join(), /without a code/);
    assert.match(refused({ code: 'XYZ-999' }).words.happened.join(), /code that is not known here: XYZ-999/);
  });

  it('is probably a deletion where the JWT rules an expiry out', () => {
    const runs = refused({ profile: { jwtExpiresAt: TOMORROW } });
    assert.match(runs.words.headline, /probably deleted/);
    assert.match(runs.words.causes[0]?.evidence ?? '', /has not expired: the JWT runs until 2026-01-16/);
    assert.match(refused().words.causes[0]?.evidence ?? '', /has not expired: the JWT has no expiry set/);
  });

  it('may be an expiry where the JWT does not say when it ends', () => {
    const { words } = refused({ profile: null });
    assert.doesNotMatch(words.headline, /deleted/);
    assert.ok(words.causes.some(({ text }) => text.includes('expired')));
    assert.deepEqual(
      words.actions.map(({ kind }) => kind),
      ['open-page', 'create-jwt'],
    );
  });

  it('may be another environment where the JWT names none', () => {
    const { causes } = refused({ profile: { jwtEnvironment: undefined } }).words;
    assert.ok(
      causes.some(({ evidence }) => evidence === 'The JWT names none of RingCentral’s environments.'),
    );
  });

  it('carries the note on the sandbox in the sandbox only', () => {
    assert.match(allOf(refused({ profile: { environment: 'sandbox' } })), /deprecated since March 2024/);
    assert.match(
      allOf(refused({ profile: { environment: 'sandbox', jwtExpiresAt: YESTERDAY } })),
      /deprecated since March 2024/,
    );
    assert.doesNotMatch(allOf(refused()), /March 2024/);
    assert.doesNotMatch(allOf(refused({ profile: { jwtExpiresAt: YESTERDAY } })), /March 2024/);
  });

  it('names what is known of the partners’ server and of a custom one', () => {
    const partners = refused({ profile: { server: 'https://platform.ringcentral.biz' } });
    assert.match(allOf(partners), /Verizon.*does not document/);
    const custom = refused({ host: 'proxy.example' });
    assert.match(allOf(custom), /proxy\.example is none of RingCentral’s known servers/);
    assert.doesNotMatch(allOf(refused()), /partners|known servers/);
  });
});

describe('A profile whose credential can’t be read', () => {
  for (const trouble of ['missing', 'unreadable', 'newer'] as const) {
    it(`has the rule credential-${trouble}, complete with and without a profile`, () => {
      for (const profile of [{}, null]) {
        const about = caseOf({ kind: 'credential', trouble, at: NOW }, profile);
        const explained = credentialTroubleWords(trouble, about);
        assert.equal(explained.rule, `credential-${trouble}`);
        assert.equal(explained.closedBy, 'credential');
        assertComplete(explained.words);
      }
    });
  }

  it('asks for the JWT again, unless a newer version stored it', () => {
    const kinds = (trouble: 'missing' | 'unreadable' | 'newer'): string[] =>
      credentialTroubleWords(trouble, caseOf({ kind: 'credential', trouble, at: NOW })).words.actions.map(
        ({ kind }) => kind,
      );
    assert.equal(kinds('missing')[0], 'paste-jwt');
    assert.equal(kinds('unreadable')[0], 'paste-jwt');
    assert.deepEqual(kinds('newer'), ['show-log']);
  });
});
