// What an operation needs, as RingCentral writes it: "ReadCallLog", "EditUserInfo OR EditUserCredentials".
import { includedIn } from './appPermissions.ts';
import { failed, success, type Result } from './result.ts';

/** The alternatives; of one, all its permissions are needed together. */
export type PermissionExpression = readonly (readonly string[])[];

const NAME = /^(?!(?:AND|OR)$)[A-Za-z][A-Za-z0-9]*$/;

/**
 * Reads names joined by `OR` and `AND`, of which `AND` binds closer. RingCentral documents nothing but names and one
 * `OR`: whatever else comes, parentheses for example, is refused rather than guessed at.
 */
export function parsePermissionExpression(text: string): Result<PermissionExpression, 'not-an-expression'> {
  const alternatives = text
    .trim()
    .split(/(?<!\s)\s+OR\s+/)
    .map(alternative => alternative.split(/(?<!\s)\s+AND\s+/));
  return alternatives.flat().every(name => NAME.test(name))
    ? success(alternatives)
    : failed('not-an-expression');
}

/** The expression as RingCentral writes it. */
export function formatPermissionExpression(expression: PermissionExpression): string {
  return expression.map(alternative => alternative.join(' AND ')).join(' OR ');
}

/**
 * What somebody who holds these permissions lacks: of each alternative the rest, the smallest first. Any one of them
 * would do; none is left where nothing is missing.
 */
export function missingAlternatives(
  expression: PermissionExpression,
  held: Iterable<string>,
): readonly (readonly string[])[] {
  const names = new Set(held);
  const missing = expression.map(alternative => alternative.filter(name => !names.has(name)));
  if (missing.some(rest => rest.length === 0)) return [];
  return missing.sort((one, other) => one.length - other.length);
}

/** Like {@link missingAlternatives}, for a token's scope: what its permissions include counts as held. */
export function missingInScope(
  expression: PermissionExpression,
  scope: Iterable<string>,
): readonly (readonly string[])[] {
  return missingAlternatives(
    expression,
    [...scope].flatMap(permission => [permission, ...includedIn(permission)]),
  );
}
