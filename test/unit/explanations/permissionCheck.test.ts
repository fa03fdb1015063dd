// Whose permission is missing, said before the call (facts, section 7).
import assert from 'node:assert/strict';
import { canBeTried, explainCheck, withNeeds } from '../../../src/explanations/permissionCheck.ts';
import {
  permissionFindings,
  type PermissionCheck,
  type UserPermission,
} from '../../../src/explanations/permissionFindings.ts';
import { answeredExplanation, MAX_BODY } from '../../../src/explanations/answeredCall.ts';
import { OPERATIONS } from '../../../src/ringcentral/operations.ts';
import type { Operation } from '../../../src/ringcentral/operation.ts';
import { knownProfileOf } from '../../support/cases.ts';
import { NOW } from '../../support/samples.ts';

const CALL_LOG: Operation = {
  method: 'GET',
  path: '/restapi/v1.0/account/{accountId}/extension/{extensionId}/call-log',
  summary: 'Returns call log records',
  group: 'Heavy',
  appPermission: [['ReadCallLog']],
  userPermission: [['ReadCallLog']],
};
const EDIT: Operation = {
  method: 'PUT',
  path: '/restapi/v1.0/account/{accountId}/extension/{extensionId}',
  summary: 'Updates an extension',
  group: 'Medium',
  appPermission: [['EditExtensions']],
  userPermission: [['EditUserInfo'], ['EditUserCredentials']],
};
const BARE: Operation = {
  method: 'GET',
  path: '/restapi',
  summary: 'Returns versions',
  group: 'NoThrottling',
};

const held = (id: string, isHeld: boolean | undefined, displayName?: string): UserPermission => ({
  id,
  displayName,
  isHeld,
});

function checkOf(changes: Partial<PermissionCheck> = {}): PermissionCheck {
  return {
    operation: CALL_LOG,
    targetExtensionId: undefined,
    profile: knownProfileOf(),
    scope: ['ReadCallLog'],
    user: [held('ReadCallLog', true, 'View Call Log')],
    owner: undefined,
    at: NOW,
    ...changes,
  };
}

describe('a permission check', () => {
  for (const [what, changes, rule, closedBy, gates] of [
    ['both are there', {}, 'fine', 'none', 'passed passed unknown'],
    ['the scope includes it', { scope: ['EditCallLog'] }, 'fine', 'none', 'passed passed unknown'],
    ['the app lacks it', { scope: ['SMS'] }, 'app', 'app-permission', 'failed passed unknown'],
    [
      'the user lacks it',
      { user: [held('ReadCallLog', false)] },
      'user',
      'user-permission',
      'passed failed unknown',
    ],
    [
      'both lack it',
      { scope: [], user: [held('ReadCallLog', false)] },
      'both',
      'app-permission',
      'failed failed unknown',
    ],
    [
      'the user could not be asked about',
      { user: [held('ReadCallLog', undefined)] },
      'unsure',
      'none',
      'passed unknown unknown',
    ],
    ['there is no token', { scope: undefined, user: [] }, 'needs', 'none', 'unknown unknown unknown'],
    [
      'one of two will do',
      {
        operation: EDIT,
        scope: ['EditExtensions'],
        user: [held('EditUserInfo', false), held('EditUserCredentials', true)],
      },
      'fine',
      'none',
      'passed passed unknown',
    ],
    [
      'none of two is there',
      {
        operation: EDIT,
        scope: ['EditAccounts'],
        user: [held('EditUserInfo', false), held('EditUserCredentials', false)],
      },
      'user',
      'user-permission',
      'passed failed unknown',
    ],
    [
      'nothing is documented',
      { operation: BARE, scope: [], user: [] },
      'fine',
      'none',
      'passed passed unknown',
    ],
  ] as const satisfies readonly (readonly [string, Partial<PermissionCheck>, string, string, string])[]) {
    it(`where ${what} is “${rule}”`, () => {
      const explanation = explainCheck(checkOf(changes));
      assert.equal(explanation.rule, `permission-check.${rule}`);
      assert.equal(explanation.closedBy, closedBy);
      const last = explanation.gates.slice(5).map(({ state }) => state);
      assert.equal(last.join(' '), gates);
      const failed = explanation.gates.find(({ state }) => state === 'failed')?.id ?? 'none';
      assert.equal(failed, closedBy);
      assert.ok(explanation.steps.length > 0 && explanation.actions.length > 0);
    });
  }

  it('names the user’s permission as the admin portal does, and its own name beside', () => {
    const { headline, steps } = explainCheck(
      checkOf({ user: [held('ReadCallLog', false, 'View Call Log')] }),
    );
    assert.match(headline, /“View Call Log” \(ReadCallLog\)/);
    assert.match(steps.map(({ text }) => text).join(), /Users.*Roles.*“View Call Log” \(ReadCallLog\)/s);
  });

  it('tells that a new token is needed, and no new JWT', () => {
    for (const changes of [{ scope: [] }, { user: [held('ReadCallLog', false)] }]) {
      const texts = explainCheck(checkOf(changes)).steps.map(({ text }) => text);
      assert.match(texts.join(), /new access token.*No new JWT/s);
    }
  });

  it('says whose extension it is about, and how the own one is called', () => {
    const { headline, steps } = explainCheck(
      checkOf({ targetExtensionId: '456', user: [held('ReadCallLog', false)] }),
    );
    assert.match(headline, /for the extension 456/);
    assert.match(steps.map(({ text }) => text).join(), /put ~ for the extension ID/);
  });

  it('says what RingCentral answered where it does not say whether the owner has it', () => {
    const user = [{ ...held('ReadCallLog', undefined), problem: 'status 404, CMN-102' }];
    const explanation = explainCheck(checkOf({ targetExtensionId: '9', user }));
    assert.equal(explanation.rule, 'permission-check.unsure');
    assert.match(explanation.gates[6]?.reason ?? '', /status 404, CMN-102/);
    assert.ok(explanation.evidence.some(({ value }) => value.includes('CMN-102')));
  });

  it('does not try a call that is about another extension, and shows that extension in its path', () => {
    const { actions, happened } = explainCheck(checkOf({ targetExtensionId: '456' }));
    assert.ok(actions.every(({ kind }) => kind !== 'try-call'));
    assert.match(happened.join(), /extension\/456\/call-log/);
  });

  it('tells what the operation needs though the check broke off, and checks that operation again', () => {
    const failure = explainCheck(checkOf({ scope: undefined, user: [] }));
    const broken = { ...failure, happened: ['No answer.'], actions: [{ kind: 'try-again' } as const] };
    const { happened, actions } = withNeeds(broken, { operation: CALL_LOG, targetExtensionId: '456' });
    assert.match(happened.join(), /No answer\..*ReadCallLog/);
    assert.deepEqual(actions, [
      { kind: 'check-permission', operation: `GET ${CALL_LOG.path}`, targetExtensionId: '456' },
    ]);
  });

  it('leaves the wait to a rate limit: nothing that it offers goes at once', () => {
    const failure = explainCheck(checkOf({ scope: undefined, user: [] }));
    const limited = { ...failure, actions: [{ kind: 'try-again', at: NOW + 60_000 } as const] };
    const { actions } = withNeeds(limited, { operation: CALL_LOG, targetExtensionId: undefined });
    assert.deepEqual(actions, limited.actions);
  });

  it('explains every documented operation, with what it needs', () => {
    for (const operation of OPERATIONS) {
      const { happened } = explainCheck(checkOf({ operation, scope: undefined, user: [] }));
      for (const name of operation.appPermission?.flat() ?? []) assert.ok(happened.join().includes(name));
    }
  });

  it('finds for a failed call what it found for itself', () => {
    const findings = permissionFindings(checkOf({ scope: [] }));
    assert.deepEqual(
      [findings['app-permission']?.state, findings['user-permission']?.state],
      ['failed', 'passed'],
    );
  });
});

describe('an operation', () => {
  it('can be tried only where it reads, and nothing has to be filled in', () => {
    assert.ok(canBeTried(CALL_LOG));
    assert.ok(!canBeTried(EDIT));
    assert.ok(!canBeTried({ ...CALL_LOG, path: `${CALL_LOG.path}/{callRecordId}` }));
    const possible = OPERATIONS.filter(canBeTried);
    assert.ok(possible.length > 50);
    assert.ok(possible.every(({ method, group }) => method === 'GET' && group !== 'Auth'));
  });
});

describe('the answer to a tried call', () => {
  const evidence = {
    phase: 'api',
    host: 'platform.ringcentral.com',
    at: NOW,
    answeredAt: NOW,
    status: 200,
    contentType: 'application/json',
    requestId: 'request-1',
    retryAfterSeconds: undefined,
    rateLimit: { group: 'heavy', limit: 10, remaining: 9, windowSeconds: 60 },
  } as const;
  const bodyOf = (body: string): string =>
    answeredExplanation(knownProfileOf(), CALL_LOG, { evidence, body }).body ?? '';

  it('is shown as text, cut at 100 KB, without what moves it about', () => {
    assert.equal(bodyOf('{"a":[1]}'), '{\n  "a": [\n    1\n  ]\n}');
    assert.ok(bodyOf('x'.repeat(2 * MAX_BODY)).length <= MAX_BODY);
    assert.equal(bodyOf('a\u202Eb\u0000c\r\nd'), 'abc\nd');
  });

  it('shows no secret of it', () => {
    assert.ok(!bodyOf('{"access_token":"abcdefgh12345678"}').includes('abcdefgh'));
  });

  it('has status and rate headers in its evidence', () => {
    const { evidence: lines } = answeredExplanation(knownProfileOf(), CALL_LOG, { evidence, body: '' });
    const values = lines.map(({ value }) => value);
    for (const value of ['200', 'heavy', '10', '9', '60 s']) assert.ok(values.includes(value), value);
  });
});
