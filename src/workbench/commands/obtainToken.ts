// Gets a profile's token for a command: with the user's consent to the server, with progress, with failures told.
import { t } from '@vscode/l10n';
import type { RosterRow } from '../../profiles/profile.ts';
import type { AccessToken } from '../../tokens/accessToken.ts';
import { showFailure } from '../failureNotification.ts';
import { forNotification } from '../plainLabels.ts';
import type { Retry } from '../panel/panelView.ts';
import { withProgress } from '../progress.ts';
import type { Services } from '../services.ts';

/**
 * The profile's token: the stored one, or with `renew` a new one.
 * @param tryAnyway sends a credential too that says itself that it will be refused
 * @param command what *Try Again* runs after a failure
 * @returns undefined when there is none; then the user knows why
 */
export async function obtainToken(
  services: Services,
  row: RosterRow,
  { renew, tryAnyway = false, command }: { renew: boolean; tryAnyway?: boolean; command: Retry },
): Promise<AccessToken | undefined> {
  const { servers, clock, roster, work } = services;
  // Asked before the progress starts; the token service finds the answer remembered.
  if ((await servers.serverFor(row)) === undefined) return undefined;
  const title = forNotification(t('Getting an access token for {0}…', row.name));
  const { tokens } = await work();
  const got = await withProgress(clock, title, async signal =>
    renew ? tokens.renew(row.id, signal, { tryAnyway }) : tokens.obtain(row.id, signal, { tryAnyway }),
  );
  if (got.ok) return got.value;
  // Whoever deleted the profile meanwhile was told so.
  if (roster.row(row.id) === undefined) return undefined;
  await showFailure(services, got.failure, row, command);
  return undefined;
}
