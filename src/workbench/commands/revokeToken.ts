// Revoke Access Token: ends the session at RingCentral and forgets the token.
import { t } from '@vscode/l10n';
import type { RevokeOutcome } from '../../tokens/sessionEnder.ts';
import { notify } from '../notify.ts';
import { forNotification } from '../plainLabels.ts';
import { withProgress } from '../progress.ts';
import { isLeftOpen, notRevokedWords } from '../revokeWords.ts';
import type { Services } from '../services.ts';
import { profileFor } from './pickProfile.ts';

/** Revokes the token of the profile of a tree row, or of the active one, with one request at most. */
export async function revokeToken(services: Services, argument: unknown): Promise<void> {
  const row = await profileFor(services, argument);
  if (row === undefined) return;
  const { tokens } = await services.work();
  const title = forNotification(t('Revoking the access token of {0}…', row.name));
  const outcome = await withProgress(services.clock, title, async signal => tokens.revoke(row.id, signal));
  if (outcome.kind === 'not-revoked') notify('warning', notRevokedWords(outcome, row));
  else notify(isLeftOpen(outcome) ? 'warning' : 'info', outcomeWords(outcome.kind, row.name));
}

function outcomeWords(kind: Exclude<RevokeOutcome['kind'], 'not-revoked'>, name: string): string {
  switch (kind) {
    case 'no-token':
      return t('{0} has no token to revoke.', name);
    case 'revoked':
      return t('Revoked the token of {0}; its session has ended.', name);
    case 'newer':
      return t(
        'A newer version of this extension stored the token of {0}. It is left as it is: update the extension to revoke it.',
        name,
      );
    case 'ending':
      return t('The token of {0} is forgotten; it ends by itself within a minute.', name);
  }
}
