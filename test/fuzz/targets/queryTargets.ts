// What a person asks of Check API Permission, and how RingCentral writes permissions.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readQuery } from '../../../src/ringcentral/operationQuery.ts';
import { searchOperations } from '../../../src/ringcentral/operationSearch.ts';
import { OPERATION_METHODS, ownPath, type Operation } from '../../../src/ringcentral/operation.ts';
import { OPERATIONS } from '../../../src/ringcentral/operations.ts';
import {
  formatPermissionExpression,
  missingAlternatives,
  missingInScope,
  parsePermissionExpression,
} from '../../../src/ringcentral/permissionExpression.ts';
import { LARGE_TEXTS, PIECES, textLike, textOf } from '../arbitraries.ts';
import { target, type Outcome, type Target } from '../target.ts';

const QUERIES = [
  'GET /restapi/v1.0/account/~/call-log',
  'https://platform.ringcentral.com/restapi/v1.0/account/~/extension/62014500004/sms?x=1',
  "curl -X POST 'https://platform.ringcentral.com/restapi/v1.0/account/~/extension/~/sms'",
  '/restapi/v1.0/account/{accountId}/extension/{extensionId}/call-log',
  'call-log/',
  'how do I send an sms',
  'list company call records',
  'delete',
  'getCallLogs',
  '',
];

function checkQuery(text: string): Outcome {
  const query = readQuery(text);
  assert.ok(query.method === undefined || OPERATION_METHODS.includes(query.method));
  assert.ok(query.words.length <= 16 && query.words.every(word => /^[\p{L}\p{N}\p{M}]+$/u.test(word)));
  assert.ok(query.path.every(segment => segment !== ''));
  const { operations, targetExtensionId } = searchOperations(text, 20);
  assert.ok(operations.length <= 20);
  assert.equal(new Set(operations).size, operations.length);
  assert.ok(operations.every(operation => OPERATIONS.includes(operation)));
  if (targetExtensionId !== undefined) {
    assert.match(targetExtensionId, /^\d+$/);
    assert.ok(text.includes(targetExtensionId) || text.includes('%'));
  }
  assert.deepEqual(searchOperations(text, 3).operations, operations.slice(0, 3));
  return operations.length > 0 ? 'read' : 'refused';
}

interface Call {
  readonly operation: Operation;
  readonly server: string;
  readonly id: number;
  readonly behind: string;
  readonly writes: (method: string, url: string) => string;
}

const calls: fc.Arbitrary<Call> = fc.record({
  operation: fc.constantFrom(...OPERATIONS),
  server: fc.constantFrom(
    'https://platform.ringcentral.com',
    'HTTPS://x.example:8443',
    'http://localhost/base',
  ),
  id: fc.integer({ min: 1 }),
  behind: fc.constantFrom('', '/', '?perPage=10&x=/a/b', '#top', '?%E0%A4%A'),
  writes: fc.constantFrom<Call['writes'][]>(
    (method, url) => `${method} ${url}`,
    (method, url) => `curl -X ${method} "${url}"`,
    (method, url) => `${method}\t${url} HTTP/1.1\r\n`,
  ),
});

function checkCall({ operation, server, id, behind, writes }: Call): Outcome {
  const path = ownPath(operation.path, String(id)).replace(/\{\w+\}/g, String(id));
  const { operations, targetExtensionId } = searchOperations(
    writes(operation.method, server + path + behind),
  );
  assert.equal(
    `${operations[0]?.method ?? ''} ${operations[0]?.path ?? ''}`,
    `${operation.method} ${operation.path}`,
  );
  if (operation.path.includes('/extension/{extensionId}')) assert.equal(targetExtensionId, String(id));
  return 'read';
}

const NAMES = ['ReadCallLog', 'EditAccounts', 'SMS', 'constructor', 'toString', '__proto__'];

function checkExpression(text: string): Outcome {
  const read = parsePermissionExpression(text);
  if (!read.ok) return 'refused';
  const expression = read.value;
  assert.ok(expression.length > 0 && expression.every(alternative => alternative.length > 0));
  for (const name of expression.flat()) assert.match(name, /^(?!AND$|OR$)[A-Za-z][A-Za-z0-9]*$/);
  assert.deepEqual(parsePermissionExpression(formatPermissionExpression(expression)), read);
  for (const missing of [missingAlternatives, missingInScope]) {
    for (const alternative of expression) assert.deepEqual(missing(expression, alternative), []);
    assert.equal(missing(expression, []).length, expression.length);
    const left = missing(expression, NAMES);
    assert.ok(left.length === 0 || left.length === expression.length);
  }
  return 'read';
}

export const queryTargets: readonly Target[] = [
  target({
    name: 'a question for an operation',
    inputs: textOf(fc.oneof(fc.constantFrom(...QUERIES), fc.constantFrom(...PIECES))),
    check: checkQuery,
    large: LARGE_TEXTS,
  }),
  target({
    name: 'the URL of an operation',
    inputs: calls,
    check: checkCall,
    leastRead: 1,
    leastRefused: 0,
  }),
  target({
    name: 'a permission expression',
    inputs: textLike([
      ...NAMES,
      'ReadCallLog OR EditCallLog',
      'A AND B OR  C',
      ' A\tOR\nB ',
      '(A OR B) AND C',
      'A OR',
    ]),
    check: checkExpression,
    large: LARGE_TEXTS,
  }),
];
