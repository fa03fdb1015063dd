// What commands and views work with. Built once, in extension.ts.
import type { ActiveProfile } from '../profiles/activeProfile.ts';
import type { RosterRow } from '../profiles/profile.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import type { Roster } from '../profiles/roster.ts';
import type { Activities } from '../tokens/activities.ts';
import { MARGIN_MS } from '../tokens/accessToken.ts';
import type { Penalties } from '../tokens/penalties.ts';
import { tokenStateOf, usedToken, type TokenState } from '../tokens/tokenState.ts';
import type { Clock } from './clock.ts';
import type { Explainer } from './explainer.ts';
import type { Owners } from './owners.ts';
import type { RedactedLog } from './redactedLog.ts';
import type { ServerPolicy } from './serverPolicy.ts';
import type { Settings } from './settings.ts';
import type { WindowFocus } from './windowFocus.ts';
import type { Work } from './work.ts';

export interface Services {
  readonly extensionId: string;
  readonly clock: Clock;
  readonly focus: WindowFocus;
  readonly log: RedactedLog;
  readonly settings: Settings;
  readonly servers: ServerPolicy;
  readonly roster: Roster;
  readonly profiles: ProfileStore;
  readonly active: ActiveProfile;
  readonly activities: Activities;
  readonly penalties: Penalties;
  readonly owners: Owners;
  /** What takes longer to load than to draw: commands ask for it. */
  readonly work: () => Promise<Work>;
  /** Explains failures and shows the panel; loaded with the first one that is. */
  readonly explainer: () => Promise<Explainer>;
}

/** Until when, in ms, a row's token is handed out; undefined when there is none that is. */
export function liveUntil(
  { profiles, servers, clock }: Pick<Services, 'profiles' | 'servers' | 'clock'>,
  row: RosterRow,
): number | undefined {
  const token = usedToken(row, servers.addressOf(row));
  if (token === undefined || profiles.troubleOf(row.id) !== undefined) return undefined;
  return token.expiresAt - clock.now() <= MARGIN_MS ? undefined : token.expiresAt;
}

/** The state of a row's token at this moment. */
export function stateOf(
  { profiles, activities, servers, clock }: Pick<Services, 'profiles' | 'activities' | 'servers' | 'clock'>,
  row: RosterRow,
): TokenState {
  const { id } = row;
  const server = servers.addressOf(row);
  return tokenStateOf(row, profiles.troubleOf(id), activities.of(id), server, clock.now());
}

/**
 * How long RingCentral's penalty still keeps a row's client from asking for a token, in ms; 0 where none runs.
 */
export function penaltyLeft(
  { penalties, servers }: Pick<Services, 'penalties' | 'servers'>,
  row: RosterRow,
): number {
  const server = servers.addressOf(row);
  return server === undefined ? 0 : penalties.leftFor({ server, clientId: row.clientId });
}

/** The same, where a token is what the row lacks: with one at hand, or no credential, there is nothing to wait for. */
export function waitOf(
  services: Pick<Services, 'penalties' | 'servers'>,
  row: RosterRow,
  state: TokenState,
): number {
  const isWaiting = state.kind === 'failed' || state.kind === 'expired' || state.kind === 'none';
  return isWaiting ? penaltyLeft(services, row) : 0;
}
