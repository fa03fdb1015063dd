// What holds for every rule for a code: it is in the table of known codes, and it says all that an explanation needs.
import assert from 'node:assert/strict';
import type { CasePhase } from '../../../src/explanations/case.ts';
import { explain, CODE_RULES } from '../../../src/explanations/explain.ts';
import type { Words } from '../../../src/explanations/explanation.ts';
import { KNOWN_CODES, type KnownCode, type KnownPhase } from '../../../src/explanations/knownCodes.ts';
import type { CodeRule, RefusedCase } from '../../../src/explanations/rule.ts';
import { doable } from '../../../src/explanations/rules/actions.ts';
import { assertComplete, refusedOf, type ProfileChanges, type RefusalOf } from '../../support/cases.ts';

const PHASES: Readonly<Record<KnownPhase, readonly CasePhase[]>> = {
  token: ['token'],
  refresh: ['refresh'],
  revoke: ['revoke'],
  api: ['api'],
  any: ['token', 'refresh', 'revoke', 'api'],
  'token/any': ['token', 'refresh', 'revoke', 'api'],
  'token/authorize': ['token'],
};

/** What the last step must say, by the gate; a token is not always what one wants next. */
const LAST_STEPS: Readonly<Partial<Record<KnownCode['gate'], RegExp>>> = {
  owner: /access token/,
  token: /new JWT|JWT and app stay as they are/,
  'app-permission': /new access token.*no new JWT is needed/i,
  'user-permission': /new access token.*no new JWT is needed/i,
  feature: /new access token.*no new JWT is needed/i,
  'rate-limit': /try again|no new JWT|nor a new JWT/,
  service: /try again|no new JWT|nor a new JWT/,
};

/** Profiles of all kinds, and none, as with a pasted answer. */
const PROFILES: readonly (readonly [string, ProfileChanges])[] = [
  ['a profile', {}],
  ['a JWT of the other environment', { jwtEnvironment: 'sandbox' }],
  ['a profile for the sandbox', { environment: 'sandbox' }],
  [
    'a profile of which little is known',
    { jwtEnvironment: undefined, jwtExpiresAt: undefined, ownerId: undefined, address: undefined },
  ],
  ['no profile', null],
];

/** Each phase of each known code. */
const KNOWN = KNOWN_CODES.flatMap(({ code, phase: known, gate, httpStatus }) =>
  PHASES[known].map(phase => ({ code, phase, gate, status: httpStatus ?? 400 })),
);

const rulesOf = (code: string, phase: CasePhase): CodeRule[] =>
  CODE_RULES.filter(rule => rule.code === code && rule.phases.includes(phase));

/** The words of a rule, with the actions that can be done. */
function wordsOf({ words }: CodeRule, refusal: RefusedCase): Words {
  const all = words(refusal);
  return { ...all, actions: doable(refusal, all.actions) };
}

describe('The rules for codes', () => {
  it('are for known codes only, in the phases of the table', () => {
    const ofRules = CODE_RULES.flatMap(({ code, phases }) => phases.map(phase => `${code}.${phase}`));
    const known = new Set(KNOWN.map(({ code, phase }) => `${code}.${phase}`));
    assert.deepEqual(
      ofRules.filter(id => !known.has(id)),
      [],
    );
  });

  for (const { code, phase, gate, status } of KNOWN) {
    const refusal: RefusalOf = { code, phase, status };

    it(`are one for ${code}.${phase}, which closes ${gate}`, () => {
      assert.deepEqual(
        rulesOf(code, phase).map(({ closedBy }) => closedBy),
        [gate],
      );
      assert.equal(explain(refusedOf(refusal)).rule, `${code}.${phase}`);
    });

    for (const [title, profile] of PROFILES) {
      it(`say all that belongs to ${code}.${phase} with ${title}`, () => {
        for (const rule of rulesOf(code, phase)) {
          for (const named of [{}, { permissionName: 'ReadCallLog' }]) {
            const words = wordsOf(rule, refusedOf({ ...refusal, ...named, profile }));
            assertComplete(words, LAST_STEPS[gate]);
            assert.ok([2, 3, 4].includes(words.short.split(' ').length), words.short);
          }
        }
      });
    }
  }

  it('fit their headlines on the way to a token, with their codes, into 90 characters', () => {
    const gates = ['credential', 'environment', 'application', 'owner', 'token'];
    for (const { code, phases } of CODE_RULES.filter(({ closedBy }) => gates.includes(closedBy))) {
      for (const phase of phases) {
        for (const [, profile] of PROFILES) {
          const { headline } = explain(refusedOf({ code, phase, profile }));
          assert.ok(headline.length <= 90, `${headline.length}: ${headline}`);
        }
      }
    }
  });

  it('offer no new JWT where the JWT has nothing to do with it', () => {
    for (const rule of CODE_RULES.filter(({ closedBy }) =>
      ['token', 'rate-limit', 'service'].includes(closedBy),
    )) {
      for (const profile of [{}, null]) {
        for (const phase of rule.phases) {
          const { actions } = wordsOf(rule, refusedOf({ code: rule.code, phase, profile }));
          assert.ok(actions.every(({ kind }) => kind !== 'create-jwt' && kind !== 'paste-jwt'));
        }
      }
    }
  });
});
