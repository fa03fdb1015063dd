// The one state of a profile that tree, status bar and menus show, each in its own words.
import type { RosterRow, TokenFacts } from '../profiles/profile.ts';
import type { CredentialTrouble } from '../profiles/profileStore.ts';
import type { ExchangeFailure } from './tokenFailure.ts';

/** What a profile is in the middle of, as long as this window lives. */
export interface Activity {
  readonly running: boolean;
  readonly failure: ExchangeFailure | undefined;
  /** What the failure is called, as soon as somebody has explained it. */
  readonly words?: FailureWords | undefined;
}

/** A failure in one sentence, and in two to four words. */
export interface FailureWords {
  readonly headline: string;
  readonly short: string;
}

/** Exactly one of these is true of a profile at a moment. */
export type TokenState =
  | { readonly kind: 'running' }
  | { readonly kind: 'credential'; readonly trouble: CredentialTrouble }
  | { readonly kind: 'failed'; readonly failure: ExchangeFailure; readonly words: FailureWords | undefined }
  /** Alive, with `expiresAt` in ms. */
  | { readonly kind: 'live'; readonly expiresAt: number }
  | { readonly kind: 'expired' }
  | { readonly kind: 'none' };

/**
 * What is known of a row's token, if it is one that is used now: got from this server, with the credential as it is.
 * @param server where the profile's tokens are got now
 */
export function usedToken(
  { token, credentialId }: RosterRow,
  server: string | undefined,
): TokenFacts | undefined {
  return token?.server === server && token?.credential === credentialId ? token : undefined;
}

/**
 * The state of a profile.
 * @param server where its tokens are got now: one that was got elsewhere is not used, and so not counted
 * @param now in ms
 */
export function tokenStateOf(
  row: RosterRow,
  trouble: CredentialTrouble | undefined,
  activity: Activity,
  server: string | undefined,
  now: number,
): TokenState {
  if (activity.running) return { kind: 'running' };
  if (trouble !== undefined) return { kind: 'credential', trouble };
  // A failure is over once a token came that was got after it, in another window for example.
  const isOver = (row.token?.obtainedAt ?? 0) > (activity.failure?.at ?? 0);
  const { failure, words } = activity;
  if (failure !== undefined && !isOver) return { kind: 'failed', failure, words };
  const token = usedToken(row, server);
  if (token === undefined) return { kind: 'none' };
  return token.expiresAt > now ? { kind: 'live', expiresAt: token.expiresAt } : { kind: 'expired' };
}
