// What commands and views work with. Built once, in extension.ts.
import type { LogOutputChannel } from 'vscode';
import type { ActiveProfile } from '../profiles/activeProfile.ts';
import type { Listen } from '../profiles/events.ts';
import type { RosterRow } from '../profiles/profile.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import type { Roster } from '../profiles/roster.ts';
import type { TokenService } from '../tokens/tokenService.ts';
import { tokenStateOf, type TokenState } from '../tokens/tokenState.ts';
import type { Clock } from './clock.ts';
import type { ServerPolicy } from './serverPolicy.ts';
import type { Settings } from './settings.ts';

export interface Services {
  readonly extensionId: string;
  readonly clock: Clock;
  readonly focus: WindowFocus;
  readonly log: LogOutputChannel;
  readonly settings: Settings;
  readonly servers: ServerPolicy;
  readonly roster: Roster;
  readonly profiles: ProfileStore;
  readonly active: ActiveProfile;
  readonly tokens: TokenService;
}

/** Whether the window has the user's attention. */
export interface WindowFocus {
  isFocused(): boolean;
  readonly onDidChange: Listen<unknown>;
}

/** The state of a row's token at this moment. */
export function stateOf(
  { profiles, tokens, clock }: Pick<Services, 'profiles' | 'tokens' | 'clock'>,
  row: RosterRow,
): TokenState {
  return tokenStateOf(row, profiles.troubleOf(row.id), tokens.activityOf(row.id), clock.now());
}
