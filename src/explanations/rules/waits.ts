// What the rules for a request that may go again later share: the wait, and what became of the request.
import { t } from '@vscode/l10n';
import type { CasePhase } from '../case.ts';
import type { Action } from '../explanation.ts';
import type { RefusedCase } from '../rule.ts';

/** What a refused revocation leaves, and nothing in another phase. */
export function notEnded(phase: CasePhase): string[] {
  return phase === 'revoke' ? [t('The token was not revoked.')] : [];
}

/** After a failed revocation nothing has to be done, and it should not be repeated (facts, section 4). */
export const endsByItself = (): string =>
  t(
    'There is no need to revoke again: the access token ends by itself after an hour at most. Neither a new token nor a new JWT is needed.',
  );

/** How long a wait is, counted from the answer, in whole seconds. */
export const secondsUntil = (end: number, { answeredAt }: RefusedCase['refused']): number =>
  Math.ceil((end - answeredAt) / 1000);

/** Trying again, not before a moment in ms where one is known. */
export function tryAgain(at: number | undefined): Action {
  return at === undefined ? { kind: 'try-again' } : { kind: 'try-again', at };
}
