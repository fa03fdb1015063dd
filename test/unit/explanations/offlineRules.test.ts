import assert from 'node:assert/strict';
import type { OfflineFinding } from '../../../src/tokens/offlineCheck.ts';
import { offlineWords } from '../../../src/explanations/rules/offlineRules.ts';
import type { RuleWords } from '../../../src/explanations/rules/ruleWords.ts';
import type { JwtDefect } from '../../../src/ringcentral/jwtCredential.ts';
import { assertComplete, caseOf, textsOf, type ProfileChanges } from '../../support/cases.ts';
import { NOW } from '../../support/samples.ts';

function found(finding: OfflineFinding, profile: ProfileChanges = {}): RuleWords {
  return offlineWords(finding, caseOf({ kind: 'offline', finding, at: NOW }, profile));
}

const defective = (defect: JwtDefect, profile: ProfileChanges = {}): RuleWords =>
  found({ kind: 'jwt', defect }, profile);

const kindsOf = ({ words }: RuleWords): string[] => words.actions.map(({ kind }) => kind);
const allOf = ({ words }: RuleWords): string => textsOf(words).join('\n');

const ENDED = Date.UTC(2025, 11, 31, 23, 59, 59);

const DEFECTS: readonly (readonly [JwtDefect, string])[] = [
  [{ kind: 'expired', at: ENDED }, 'jwt-expired'],
  [{ kind: 'not-three-parts' }, 'jwt-not-three-parts'],
  [{ kind: 'not-json' }, 'jwt-not-json'],
  [{ kind: 'access-token' }, 'jwt-is-access-token'],
  [{ kind: 'client-secret' }, 'jwt-is-client-secret'],
  [{ kind: 'empty' }, 'jwt-empty'],
  [{ kind: 'too-long' }, 'jwt-too-long'],
];

describe('A JWT that was not sent for what it is', () => {
  for (const [defect, rule] of DEFECTS) {
    it(`has the rule ${rule}, complete with and without a profile`, () => {
      for (const profile of [{}, null]) {
        const explained = defective(defect, profile);
        assert.equal(explained.rule, rule);
        assert.equal(explained.closedBy, 'credential');
        assertComplete(explained.words);
        assert.match(explained.words.happened.join(), /Nothing was sent to RingCentral/);
      }
    });

    it(`can be pasted again or created (${rule})`, () => {
      assert.deepEqual(
        new Set(kindsOf(defective(defect)).filter(kind => kind !== 'try-anyway')),
        new Set(['create-jwt', 'paste-jwt']),
      );
      assert.deepEqual(kindsOf(defective(defect, null)), ['create-jwt']);
      assert.ok(
        defective(defect).words.steps.some(({ page }) =>
          page?.url.endsWith('client_id=AcmeClientId0123456789'),
        ),
      );
    });
  }

  it('has headlines of its own', () => {
    const headlines = DEFECTS.map(([defect]) => defective(defect).words.headline);
    assert.equal(new Set(headlines).size, headlines.length);
  });

  it('says when it expired, in UTC, what time it is here, and what no expiry set means', () => {
    const expired = defective({ kind: 'expired', at: ENDED });
    assert.match(expired.words.headline, /expired on 2025-12-31 \(UTC\)/);
    assert.match(allOf(expired), /2025-12-31 23:59:59 UTC/);
    assert.match(allOf(expired), /it is 2026-01-15 12:00:00 UTC/);
    assert.match(allOf(expired), /no expiry set/);
  });

  it('may be sent anyway where only the clock speaks against it, as the last that is offered', () => {
    for (const [defect, rule] of DEFECTS) {
      const kinds = kindsOf(defective(defect));
      assert.equal(kinds.indexOf('try-anyway'), rule === 'jwt-expired' ? kinds.length - 1 : -1);
    }
  });

  it('is explained even where its expiry is beyond every calendar', () => {
    for (const at of [-1e300, -1e14, Number.NaN]) assertComplete(defective({ kind: 'expired', at }).words);
  });
});

describe('A JWT of another environment than the profile’s', () => {
  for (const [jwt, profile] of [
    ['sandbox', 'production'],
    ['production', 'sandbox'],
  ] as const) {
    const finding: OfflineFinding = { kind: 'wrong-environment', jwt, profile };
    const known = { environment: profile, jwtEnvironment: jwt };

    it(`is complete for a JWT of ${jwt}, with and without a profile`, () => {
      for (const changes of [known, null]) {
        const explained = found(finding, changes);
        assert.equal(explained.rule, 'wrong-environment');
        assert.equal(explained.closedBy, 'environment');
        assertComplete(explained.words);
        assert.match(allOf(explained), /Nothing was sent/);
        assert.match(allOf(explained), /deprecated since March 2024/);
      }
    });

    it(`offers the environment of a JWT of ${jwt}, then another server, then to try anyway`, () => {
      assert.deepEqual(found(finding, known).words.actions, [
        { kind: 'use-environment', environment: jwt },
        { kind: 'open-setting', setting: 'servers' },
        { kind: 'try-anyway' },
      ]);
      const server = 'https://simulator.example:8443';
      assert.deepEqual(found(finding, { ...known, server }).words.actions, [
        { kind: 'use-environment', environment: jwt },
        { kind: 'edit-profile', part: 'server' },
        { kind: 'try-anyway' },
      ]);
    });
  }

  it('tells who wants the sandbox how its account was made, and that the page may be gone', () => {
    const { steps } = found(
      { kind: 'wrong-environment', jwt: 'production', profile: 'sandbox' },
      { environment: 'sandbox', jwtEnvironment: 'production' },
    ).words;
    const step = steps.find(({ page }) => page?.url.endsWith('/console/sandbox'));
    assert.match(step?.text ?? '', /“Your login credentials”.*withdrawn/);
  });

  it('does not send who wants production to the sandbox accounts page', () => {
    const { steps } = found(
      { kind: 'wrong-environment', jwt: 'sandbox', profile: 'production' },
      { jwtEnvironment: 'sandbox' },
    ).words;
    assert.ok(steps.every(({ page }) => page?.url.endsWith('/console/sandbox') !== true));
  });

  it('may go to a custom server, of which nothing is claimed', () => {
    const server = 'https://simulator.example:8443';
    const explained = found(
      { kind: 'wrong-environment', jwt: 'sandbox', profile: 'production' },
      { jwtEnvironment: 'sandbox', server },
    );
    assert.match(allOf(explained), /simulator\.example:8443 is none of RingCentral’s known servers/);
  });

  it('may fit the profile’s own server', () => {
    const explained = found(
      { kind: 'wrong-environment', jwt: 'sandbox', profile: 'production' },
      { jwtEnvironment: 'sandbox', server: 'https://platform.devtest.ringcentral.com' },
    );
    assert.match(allOf(explained), /Only the profile’s environment is wrong/);
  });
});

describe('A JWT of another environment than the server’s', () => {
  const finding: OfflineFinding = { kind: 'wrong-server', jwt: 'production', server: 'sandbox' };
  const server = 'https://platform.devtest.ringcentral.com';

  it('is complete with and without a profile', () => {
    for (const changes of [{ server }, { address: undefined }, null]) {
      const explained = found(finding, changes);
      assert.equal(explained.rule, 'wrong-server');
      assert.equal(explained.closedBy, 'environment');
      assertComplete(explained.words);
    }
  });

  it('offers the JWT’s environment, then another server, then to try anyway', () => {
    const explained = found(finding, { server });
    assert.deepEqual(kindsOf(explained), ['use-environment', 'edit-profile', 'try-anyway']);
    assert.match(allOf(explained), /without a server of its own/);
  });

  it('leads to the setting where the profile has no server of its own', () => {
    const explained = found(finding, { server: null, address: server });
    assert.deepEqual(kindsOf(explained), ['open-setting', 'try-anyway']);
    assert.match(allOf(explained), /setting for the address of Production names a server of Sandbox/);
  });

  it('says of the partners’ server that it is in production only', () => {
    const explained = found(
      { kind: 'wrong-server', jwt: 'sandbox', server: 'production' },
      { environment: 'sandbox', server: 'https://platform.ringcentral.biz' },
    );
    assert.match(allOf(explained), /partners \(AT&T Office@Hand, Verizon\)/);
  });
});
