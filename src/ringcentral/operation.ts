// An operation of RingCentral's API: what is called, what it does, and what a caller needs (facts, section 7).
import type { PermissionExpression } from './permissionExpression.ts';

/** The HTTP methods of the API, in the order in which the operations of one path are listed. */
export const OPERATION_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export type OperationMethod = (typeof OPERATION_METHODS)[number];

/** The groups that RingCentral counts calls in; each has a limit of its own. */
export const RATE_LIMIT_GROUPS = ['Light', 'Medium', 'Heavy', 'Auth', 'NoThrottling'] as const;

export type RateLimitGroup = (typeof RATE_LIMIT_GROUPS)[number];

export interface Operation {
  readonly method: OperationMethod;
  /** Begins with a slash; parameters as RingCentral's reference writes them: `{accountId}`. */
  readonly path: string;
  /** What it does: one sentence of RingCentral's, without markup and full stop. */
  readonly summary: string;
  readonly group: RateLimitGroup;
  /** What the app needs; left out where RingCentral names nothing. */
  readonly appPermission?: PermissionExpression;
  /** What the user needs; left out where RingCentral names nothing. */
  readonly userPermission?: PermissionExpression;
}

/**
 * A path with the token's own account and extension in it, `~`; parameters of other kinds stay.
 * @param extensionId another extension than the token's own
 */
export function ownPath(path: string, extensionId = '~'): string {
  return path.replaceAll('{accountId}', '~').replaceAll('{extensionId}', extensionId);
}
