// Gets a profile's token for a command: with the user's consent to the server, with progress, with failures told.
import { t } from '@vscode/l10n';
import type { RosterRow } from '../../profiles/profile.ts';
import type { AccessToken } from '../../tokens/accessToken.ts';
import type { CommandId } from '../../ids.ts';
import { showFailure } from '../failureNotification.ts';
import { forNotification } from '../plainLabels.ts';
import { withProgress } from '../progress.ts';
import type { Services } from '../services.ts';

/**
 * The profile's token: the stored one, or with `renew` a new one.
 * @param command what *Try Again* runs after a failure
 * @returns undefined when there is none; then the user knows why
 */
export async function obtainToken(
  { servers, clock, roster, work }: Services,
  row: RosterRow,
  { renew, command }: { renew: boolean; command: CommandId },
): Promise<AccessToken | undefined> {
  // Asked before the progress starts; the token service finds the answer remembered.
  if ((await servers.serverFor(row)) === undefined) return undefined;
  const title = forNotification(t('Getting an access token for {0}…', row.name));
  const { tokens } = await work();
  const got = await withProgress(clock, title, async signal =>
    renew ? tokens.renew(row.id, signal) : tokens.obtain(row.id, signal),
  );
  if (got.ok) return got.value;
  // Whoever deleted the profile meanwhile was told so.
  if (roster.row(row.id) === undefined) return undefined;
  showFailure(clock, got.failure, row, command);
  return undefined;
}
