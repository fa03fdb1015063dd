// From any case to an explanation: the gates' states, the guesses, and what may never be in one.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Problem } from '../../../src/explanations/case.ts';
import { BESIDE, GATES, type Explanation } from '../../../src/explanations/explanation.ts';
import { explain } from '../../../src/explanations/explain.ts';
import { readPasted } from '../../../src/explanations/pastedAnswer.ts';
import { reportOf } from '../../../src/explanations/report.ts';
import type { Failure } from '../../../src/ringcentral/failure.ts';
import { caseOf, refusedOf, type ProfileChanges, type RefusalOf } from '../../support/cases.ts';
import { claimsOf, jwtOf, NOW } from '../../support/samples.ts';

function explainRefusal(refusal: RefusalOf): Explanation {
  return explain(refusedOf(refusal));
}

function states({ gates }: Explanation): Record<string, string> {
  return Object.fromEntries(gates.map(({ id, state }) => [id, state]));
}

function network(code: string | undefined, profile: ProfileChanges = {}): Explanation {
  const failure: Failure = {
    kind: 'network',
    phase: 'token',
    host: 'platform.ringcentral.com',
    at: NOW,
    code,
    systemCall: 'connect',
  };
  return explain(caseOf({ kind: 'failure', failure, phase: 'token' }, profile));
}

describe('the ladder', () => {
  it('has all gates in their order, each with a reason', () => {
    const { gates } = explainRefusal({ code: 'OAU-251' });
    assert.deepEqual(
      gates.map(({ id }) => id),
      GATES,
    );
    assert.ok(gates.every(({ reason }) => reason !== ''));
  });

  it('says of the closed gate how that is known, and not its headline again', () => {
    const { gates, headline } = explainRefusal({ code: 'OAU-251' });
    const reason = gates.find(({ state }) => state === 'failed')?.reason;
    assert.equal(reason, 'Said by RingCentral: status 400, code OAU-251.');
    assert.notEqual(reason, headline);
  });

  it('says of a guess, and of what is inferred, that it is one', () => {
    const reasonOf = (refusal: RefusalOf): string | undefined =>
      explainRefusal(refusal).gates.find(({ state }) => state === 'failed')?.reason;
    assert.equal(
      reasonOf({ oauthError: 'access_denied' }),
      'A guess from RingCentral’s answer: status 400, access_denied.',
    );
    assert.equal(
      reasonOf({ oauthError: 'invalid_grant' }),
      'Inferred from RingCentral’s answer (status 400, invalid_grant) and from what the JWT says of itself.',
    );
    assert.equal(
      reasonOf({ code: 'OAU-251', phase: 'api', status: 401 }),
      'A guess from RingCentral’s answer: status 401, code OAU-251.',
    );
  });

  it('closes the rule’s gate; before it only what was checked here is passed, behind it nothing was reached', () => {
    assert.deepEqual(states(explainRefusal({ code: 'OAU-141' })), {
      credential: 'passed',
      environment: 'passed',
      application: 'unknown',
      owner: 'failed',
      token: 'not-reached',
      'app-permission': 'not-reached',
      'user-permission': 'not-reached',
      feature: 'not-reached',
    });
  });

  it('claims nothing of a JWT that is not at hand', () => {
    const { credential, environment } = states(explainRefusal({ code: 'OAU-251', profile: null }));
    assert.deepEqual([credential, environment], ['unknown', 'unknown']);
  });

  it('takes no expired JWT and no other environment for passed', () => {
    const { credential, environment } = states(
      explainRefusal({ code: 'OAU-251', profile: { jwtExpiresAt: NOW - 1, jwtEnvironment: 'sandbox' } }),
    );
    assert.deepEqual([credential, environment], ['unknown', 'unknown']);
  });

  it('takes a refused call for the proof that the token was good', () => {
    const gates = states(explainRefusal({ code: 'CMN-408', phase: 'api', status: 403, profile: null }));
    assert.deepEqual(
      [
        gates['credential'],
        gates['owner'],
        gates['token'],
        gates['app-permission'],
        gates['user-permission'],
      ],
      ['passed', 'passed', 'passed', 'unknown', 'failed'],
    );
    assert.equal(gates['feature'], 'not-reached');
  });

  it('leaves all undecided gates unknown where none of them ended the request', () => {
    for (const explanation of [
      network('ENOTFOUND', null),
      explainRefusal({ code: 'CMN-301', status: 429, profile: null }),
      explainRefusal({ code: 'CMN-201', status: 503, profile: null }),
    ]) {
      assert.ok(BESIDE.some(id => id === explanation.closedBy));
      assert.deepEqual(new Set(Object.values(states(explanation))), new Set(['unknown']));
    }
  });

  it('shows what a probe has found, though it lies behind the closed gate', () => {
    const about = refusedOf({ code: 'CMN-401', phase: 'api', status: 403 });
    const explanation = explain(about, { 'user-permission': { state: 'failed', reason: 'probed' } });
    assert.equal(states(explanation)['user-permission'], 'failed');
    assert.equal(explanation.closedBy, 'app-permission');
  });
});

describe('a refusal', () => {
  it('has the code behind its headline, and the rule’s id from code and phase', () => {
    const { headline, rule, isGuess } = explainRefusal({ code: 'OAU-213', phase: 'api', status: 401 });
    assert.match(headline, / \(OAU-213\)$/);
    assert.equal(rule, 'OAU-213.api');
    assert.ok(!isGuess);
  });

  for (const [what, refusal, closedBy] of [
    [
      'wording for an app permission',
      { phase: 'api', message: 'application needs to have [X]' },
      'app-permission',
    ],
    [
      'wording for a user permission',
      { phase: 'api', message: 'user needs to have [X] permission' },
      'user-permission',
    ],
    ['required permission at sign-in', { phase: 'token', message: '[X] permission required' }, 'owner'],
    ['wording for a feature', { phase: 'api', message: 'not available for this plan' }, 'feature'],
    [
      'wording for a grant type',
      { phase: 'token', status: 0, message: 'Unauthorized for this grant type' },
      'application',
    ],
    [
      'wording for the grant type of the reference',
      { phase: 'token', status: 403, message: 'The client is unauthorized for the required grant type: [x]' },
      'application',
    ],
    [
      'wording for a JWT of other apps',
      { phase: 'token', message: 'The client [x] is not allowed to use this personal API Key' },
      'application',
    ],
    ['wording for a client', { phase: 'token', message: 'Invalid client: x' }, 'application'],
    [
      'wording for a signature',
      { phase: 'token', message: 'An algorithm which is used for assertion signing is not supported' },
      'credential',
    ],
    [
      'wording for an extension',
      { phase: 'token', message: 'Login for extension in current state is not allowed.' },
      'owner',
    ],
    ['wording for an account', { phase: 'token', message: 'Account does not exist' }, 'owner'],
    ['wording for a lost token', { phase: 'api', status: 0, message: 'Token not found' }, 'token'],
    ['wording for an expired token', { phase: 'api', status: 0, message: 'Access token expired' }, 'token'],
    ['wording for a revoked token', { phase: 'refresh', status: 0, message: 'Token revoked' }, 'token'],
    ['wording for what is no token', { phase: 'api', status: 0, message: 'OAuth token is invalid' }, 'token'],
    [
      'wording for a missing header',
      { phase: 'api', status: 0, message: 'Authorization header is not specified' },
      'token',
    ],
    [
      'wording for administrators',
      { phase: 'api', message: 'Administrator permission required' },
      'user-permission',
    ],
    [
      'wording for another extension',
      { phase: 'api', message: 'Attempt to access another extension' },
      'user-permission',
    ],
    ['wording for the rate', { phase: 'api', status: 0, message: 'Request rate exceeded' }, 'rate-limit'],
    ['silence', { phase: 'token', status: 0 }, 'none'],
    ['invalid_client', { phase: 'token', oauthError: 'invalid_client' }, 'application'],
    ['access_denied', { phase: 'token', oauthError: 'access_denied' }, 'owner'],
    ['invalid_grant of a refresh', { phase: 'refresh', oauthError: 'invalid_grant' }, 'token'],
    ['401 of a call', { phase: 'api', status: 401 }, 'token'],
    ['403 of a call', { phase: 'api', status: 403 }, 'user-permission'],
    ['400 of a call', { phase: 'api', status: 400 }, 'none'],
    ['404 at sign-in', { phase: 'token', status: 404 }, 'environment'],
    ['401 at sign-in', { phase: 'token', status: 401 }, 'application'],
  ] as const) {
    it(`that nobody knows is placed by its ${what}, and says that it is a guess`, () => {
      const explanation = explainRefusal({ code: 'XYZ-999', ...refusal });
      assert.equal(explanation.closedBy, closedBy);
      assert.ok(explanation.isGuess);
      assert.equal(explanation.rule, `guess.${closedBy}.${refusal.phase}`);
    });
  }

  for (const [status, rule, closedBy] of [
    [429, 'status-429.token', 'rate-limit'],
    [503, 'status-503.token', 'service'],
    [500, 'status-500.token', 'service'],
    [407, 'network.proxy-sign-in', 'network'],
  ] as const) {
    it(`with status ${status} and no code needs no guess`, () => {
      const explanation = explainRefusal({ status });
      assert.deepEqual(
        [explanation.rule, explanation.closedBy, explanation.isGuess],
        [rule, closedBy, false],
      );
    });
  }

  it('that is a web page is placed on the network, and its page is not shown', () => {
    for (const contentType of ['text/html', 'application/json']) {
      const bodyExcerpt = '<html><title>Blocked</title>';
      const about = refusedOf({ status: 403, bodyExcerpt });
      const refused = { ...about.refused, contentType };
      const problem = { kind: 'failure', failure: refused, phase: 'token' } as const;
      const explanation = explain({ ...about, problem });
      assert.deepEqual([explanation.rule, explanation.isGuess], ['guess.network.token', true]);
      assert.match(explanation.headline, /^A web page came from platform\.ringcentral\.com/);
      assert.doesNotMatch(JSON.stringify({ ...explanation, evidence: [] }), /Blocked|<html/);
    }
  });

  it('that is guessed has a headline and a row’s words that fit, whatever its code is', () => {
    const codes = ['XYZ-999', 'InsufficientPermissions', 'C'.repeat(64)];
    for (const code of codes) {
      for (const phase of ['token', 'refresh', 'revoke', 'api'] as const) {
        for (const status of [0, 400, 401, 403, 404]) {
          for (const profile of [{}, null]) {
            const about = { code, phase, status, profile };
            const explanation = explainRefusal(about);
            if (code === 'XYZ-999') assert.ok(explanation.headline.length <= 90, explanation.headline);
            assert.ok(explanation.short.length <= 30, explanation.short);
            assert.ok(explanation.steps.length >= 2 && explanation.actions.length >= 1);
          }
        }
      }
    }
  });

  it('with a code of another phase is explained by it, as a guess', () => {
    const explanation = explainRefusal({ code: 'OAU-251', phase: 'api', status: 401 });
    assert.deepEqual([explanation.rule, explanation.isGuess], ['OAU-251.api', true]);
  });

  it('takes free text in a parameter for no permission’s name', () => {
    const parameters = [{ name: 'permissionId', value: 'click [here](command:x) now' }];
    const { permission } = refusedOf({ code: 'CMN-408', phase: 'api', parameters });
    assert.equal(permission, undefined);
  });
});

describe('the evidence', () => {
  it('names time, host, status, codes, messages and request id', () => {
    const { evidence } = explainRefusal({
      code: 'OAU-251',
      oauthError: 'unauthorized_client',
      message: 'Unauthorized for this grant type',
      retryAfterSeconds: 7,
    });
    const text = evidence.map(({ label, value }) => `${label}: ${value}`).join('\n');
    for (const part of [
      'Time: 2026-01-15 12:00:00 UTC',
      'Host: platform.ringcentral.com',
      'HTTP status: 400',
      'OAuth error: unauthorized_client',
      'Error code: OAU-251',
      'Error message: Unauthorized for this grant type',
      'Request id: request-1',
      'Retry-After: 7 s',
    ]) {
      assert.ok(text.includes(part), `${part} in\n${text}`);
    }
  });

  it('claims no status and no host of a pasted answer that has none', () => {
    const { problem } = readPasted('OAU-213', NOW);
    assert.ok(problem);
    const labels = explain({ problem, profile: undefined, now: NOW }).evidence.map(({ label }) => label);
    assert.ok(!labels.includes('HTTP status') && !labels.includes('Host'), labels.join());
  });
});

describe('the report', () => {
  it('has every part, and a server’s words only where they are nothing but text', () => {
    const hostile = 'a`b ``` <b>c</b> [d](command:e) | f';
    const report = reportOf(explainRefusal({ code: 'OAU-251', message: hostile }));
    for (const title of ['Gates', 'What happened', 'Why', 'How to fix it', 'Evidence']) {
      assert.match(report, new RegExp(`^## ${title}$`, 'm'));
    }
    const [, fence = '', evidence = ''] = /\n(`{3,})text\n([\s\S]*?)\n\1\n/.exec(report) ?? [];
    assert.equal(fence, '````');
    assert.ok(evidence.includes(hostile));
    assert.ok(!report.replace(evidence, '').includes('command:e'));
  });
});

describe('whatever there is to explain', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('<img src=x>', '[x](command:y)', '$(error)'),
  );
  const refusal = fc.record({
    status: fc.integer({ min: 0, max: 599 }),
    code: fc.oneof(fc.constantFrom('OAU-251', 'CMN-408', 'CMN-301'), fc.stringMatching(/^[A-Z]{3}-\d{3}$/)),
    message: text,
    oauthError: fc.constantFrom('invalid_client', 'invalid_grant', 'toString', '__proto__'),
    phase: fc.constantFrom('token', 'refresh', 'revoke', 'api'),
    profile: fc.constantFrom(null, {}),
  });

  it('gets an explanation with all its parts', () => {
    fc.assert(
      fc.property(refusal, given => {
        const { headline, happened, causes, steps, gates, closedBy } = explainRefusal(given);
        assert.ok(headline !== '' && happened.length > 0 && causes.length > 0 && steps.length > 0);
        const failed = gates.find(({ state }) => state === 'failed')?.id;
        assert.equal(
          failed,
          GATES.find(id => id === closedBy),
        );
      }),
    );
  });

  it('gets none of the server’s markup in a text that a rule has written', () => {
    fc.assert(
      fc.property(refusal, given => {
        const explanation = explainRefusal({ ...given, message: '<b>[x](command:y)</b>' });
        assert.ok(!JSON.stringify({ ...explanation, evidence: [] }).includes('command:y'));
      }),
    );
  });

  it('is explained when it was pasted, whatever it is, without a secret and without markup', () => {
    const secret = 'S3cretS3cretS3cretS3cret';
    const jwt = jwtOf(claimsOf());
    const part = fc.oneof(
      text,
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '{"error":"invalid_client","error_description":"',
        '","errors":[{"errorCode":"OAU-251","message":"<img src=x onerror=y>"}]}',
        'HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nRCRequestId: 1\r\n\r\n<html><b>no</b>',
        '> POST /restapi/oauth/token HTTP/2\n',
        '< HTTP/2 401 \n< \n',
        'curl: (6) Could not resolve host: x',
        'Error: getaddrinfo ENOTFOUND platform.ringcentral.com ',
        ` {"access_token":"${secret}"} `,
        ` client_secret=${secret}&`,
        ` Bearer ${secret} `,
        ` ${jwt} `,
        '\n',
        '"',
        '\\',
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), parts => {
        const answer = readPasted(parts.join(''), NOW);
        const { problem }: { problem: Problem | undefined } = answer;
        if (problem === undefined) return;
        const explanation = explain({ problem, profile: undefined, now: NOW });
        const shown = JSON.stringify(explanation) + reportOf(explanation);
        assert.ok(!shown.includes(secret) && !shown.includes(jwt.slice(0, 30)), shown);
        assert.doesNotMatch(JSON.stringify({ ...explanation, evidence: [] }), /<(?:img|html|b)\b/);
      }),
      { numRuns: 400 },
    );
  });
});
