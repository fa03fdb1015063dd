// Revoke Access Token: ends the session at RingCentral and forgets the token.
import { t } from '@vscode/l10n';
import { summarize } from '../../explanations/summary.ts';
import type { RosterRow } from '../../profiles/profile.ts';
import type { RevokeOutcome } from '../../tokens/tokenService.ts';
import { localTime } from '../dates.ts';
import { notify } from '../notify.ts';
import { forNotification } from '../plainLabels.ts';
import { withProgress } from '../progress.ts';
import type { Services } from '../services.ts';
import { profileFor } from './pickProfile.ts';

/** Revokes the token of the profile of a tree row, or of the active one, with one request at most. */
export async function revokeToken(services: Services, argument: unknown): Promise<void> {
  const row = await profileFor(services, argument);
  if (row === undefined) return;
  const title = forNotification(t('Revoking the access token of {0}…', row.name));
  const outcome = await withProgress(services.clock, title, async signal =>
    services.tokens.revoke(row.id, signal),
  );
  if (outcome.kind === 'not-revoked') notify('warning', notRevokedWords(outcome, row));
  else notify('info', outcomeWords(outcome.kind, row.name));
}

function outcomeWords(kind: Exclude<RevokeOutcome['kind'], 'not-revoked'>, name: string): string {
  switch (kind) {
    case 'no-token':
      return t('{0} has no token to revoke.', name);
    case 'revoked':
      return t('Revoked the token of {0}; its session has ended.', name);
    case 'ending':
      return t('The token of {0} is forgotten; it ends by itself within a minute.', name);
  }
}

function notRevokedWords(
  { failure, expiresAt }: Extract<RevokeOutcome, { kind: 'not-revoked' }>,
  row: RosterRow,
): string {
  return t(
    'The token of {0} is forgotten here, but its session was not ended: {1} It ends by itself at {2}.',
    row.name,
    summarize(failure, row).headline,
    localTime(expiresAt),
  );
}
