// Gets a profile's token for a command: with the user's consent to the server, with progress, with failures told.
import { t } from '@vscode/l10n';
import type { RosterRow } from '../../profiles/profile.ts';
import type { AccessToken } from '../../tokens/accessToken.ts';
import { showFailure } from '../failureNotification.ts';
import { forNotification } from '../plainLabels.ts';
import type { Retry } from '../panel/panelView.ts';
import { withProgress } from '../progress.ts';
import type { Services } from '../services.ts';

/** Why there is none: it failed, which the user has been told, or there is nothing to tell of. */
export type NoToken = 'failed' | 'left';

/** Like {@link obtainToken}, and says whether it is a failure that there is none. */
export async function tryToObtain(
  services: Services,
  row: RosterRow,
  options: ObtainOptions,
): Promise<AccessToken | NoToken> {
  const { servers, clock, roster, work } = services;
  const { renew, tryAnyway = false, command } = options;
  // Asked before the progress starts; the token service finds the answer remembered.
  if ((await servers.serverFor(row)) === undefined) return 'left';
  const title = forNotification(t('Getting an access token for {0}…', row.name));
  const { tokens } = await work();
  const got = await withProgress(clock, title, async signal =>
    renew ? tokens.renew(row.id, signal, { tryAnyway }) : tokens.obtain(row.id, signal, { tryAnyway }),
  );
  if (got.ok) return got.value;
  const isCancelled = got.failure.kind === 'cancelled' && got.failure.by === 'user';
  // Whoever deleted the profile meanwhile was told so.
  if (isCancelled || roster.row(row.id) === undefined) return 'left';
  await showFailure(services, got.failure, row, command);
  return 'failed';
}

interface ObtainOptions {
  readonly renew: boolean;
  readonly tryAnyway?: boolean;
  readonly command: Retry;
}

/**
 * The profile's token: the stored one, or with `renew` a new one.
 * @param tryAnyway sends a credential too that says itself that it will be refused
 * @param command what *Try Again* runs after a failure
 * @returns undefined when there is none; then the user knows why
 */
export async function obtainToken(
  services: Services,
  row: RosterRow,
  options: ObtainOptions,
): Promise<AccessToken | undefined> {
  const got = await tryToObtain(services, row, options);
  return typeof got === 'string' ? undefined : got;
}
