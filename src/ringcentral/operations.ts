// All operations of RingCentral's API. Some 90 KB: import this module and what builds on it only when needed.
import { OPERATION_ROWS } from './operationTable.ts';
import type { Operation } from './operation.ts';
import { parsePermissionExpression, type PermissionExpression } from './permissionExpression.ts';

/** By path, those of one path by method. */
export const OPERATIONS: readonly Operation[] = OPERATION_ROWS.map(
  ([method, path, group, summary, app, user]) => ({
    method,
    path,
    group,
    summary,
    ...(app === '' ? {} : { appPermission: expressionOf(app) }),
    ...(user === '' ? {} : { userPermission: expressionOf(user) }),
  }),
);

function expressionOf(text: string): PermissionExpression {
  const expression = parsePermissionExpression(text);
  // The build refuses a table in which this could happen.
  if (!expression.ok) throw new Error(`"${text}" is no permission expression`);
  return expression.value;
}
