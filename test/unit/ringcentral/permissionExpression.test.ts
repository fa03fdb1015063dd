import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  formatPermissionExpression,
  missingAlternatives,
  missingInScope,
  parsePermissionExpression,
  type PermissionExpression,
} from '../../../src/ringcentral/permissionExpression.ts';

const name = fc.constantFrom<string[]>('SMS', 'Faxes', 'A2PSMS', 'ReadMessages', 'ORder', 'ANDroid');
const expressions = fc.array(fc.array(name, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });

function parse(text: string): PermissionExpression {
  const expression = parsePermissionExpression(text);
  assert.ok(expression.ok, text);
  return expression.value;
}

describe('parsePermissionExpression', () => {
  for (const [text, expected] of [
    ['ReadCallLog', [['ReadCallLog']]],
    [' A2PSMS ', [['A2PSMS']]],
    ['EditUserInfo OR EditUserCredentials', [['EditUserInfo'], ['EditUserCredentials']]],
    ['Roles AND Users', [['Roles', 'Users']]],
    ['Roles OR Sites AND  Users', [['Roles'], ['Sites', 'Users']]],
    ['ORder OR ANDroid', [['ORder'], ['ANDroid']]],
  ] as const) {
    it(`reads "${text}"`, () => {
      assert.deepEqual(parse(text), expected);
    });
  }

  for (const text of [
    '',
    ' ',
    'OR',
    'Roles OR',
    'OR Roles',
    'Roles OR OR Users',
    'Roles Users',
    'Roles or Users',
    'Roles, Users',
    'Roles | Users',
    '(Roles OR Users) AND Sites',
    'Not-A-Name',
  ]) {
    it(`refuses "${text}"`, () => {
      assert.deepEqual(parsePermissionExpression(text), { ok: false, failure: 'not-an-expression' });
    });
  }

  it('reads what formatPermissionExpression writes', () => {
    fc.assert(
      fc.property(expressions, expression => {
        assert.deepEqual(parse(formatPermissionExpression(expression)), expression);
      }),
    );
  });

  it('refuses a text with a long gap in a moment', () => {
    const started = performance.now();
    assert.ok(!parsePermissionExpression(`A${' '.repeat(100_000)}B`).ok);
    assert.ok(performance.now() - started < 2000);
  });

  it('takes any text without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void parsePermissionExpression(text)));
  });
});

describe('missingAlternatives', () => {
  for (const [text, held, missing] of [
    ['Users', [], [['Users']]],
    ['Users', ['Roles'], [['Users']]],
    ['Users', ['Users', 'Roles'], []],
    ['Users OR Roles', [], [['Users'], ['Roles']]],
    ['Users OR Roles', ['Roles'], []],
    ['Users AND Roles', ['Roles'], [['Users']]],
    ['Users AND Roles', [], [['Users', 'Roles']]],
    ['Users AND Roles OR Sites', [], [['Sites'], ['Users', 'Roles']]],
    ['Users AND Roles OR Sites', ['Users'], [['Roles'], ['Sites']]],
  ] as const) {
    it(`of "${text}" for one who holds [${held.join(', ')}]`, () => {
      assert.deepEqual(missingAlternatives(parse(text), held), missing);
    });
  }

  it('are each enough, and there are none just where one is held whole', () => {
    fc.assert(
      fc.property(expressions, fc.array(name), (expression, held) => {
        const missing = missingAlternatives(expression, held);
        const isHeld = expression.some(alternative => alternative.every(each => held.includes(each)));
        assert.equal(missing.length === 0, isHeld);
        for (const rest of missing) {
          assert.ok(rest.every(each => !held.includes(each)));
          assert.deepEqual(missingAlternatives(expression, [...held, ...rest]), []);
        }
      }),
    );
  });
});

describe('missingInScope', () => {
  for (const [text, scope, missing] of [
    ['ReadMessages', ['SMS'], []],
    ['ReadAccounts', ['Accounts'], []],
    ['EditExtensions', ['EditAccounts', 'Faxes'], []],
    ['EditAccounts', ['ReadAccounts'], [['EditAccounts']]],
    ['SMS', ['ReadMessages', 'Faxes'], [['SMS']]],
    ['Faxes OR ReadCallLog', ['EditCallLog'], []],
  ] as const) {
    it(`counts what a scope of ${scope.join(' ')} includes towards "${text}"`, () => {
      assert.deepEqual(missingInScope(parse(text), scope), missing);
    });
  }
});
