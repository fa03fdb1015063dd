// Why there is no token, or why one was not revoked.
import type { CredentialTrouble } from '../profiles/profileStore.ts';
import type { Failure } from '../ringcentral/failure.ts';
import type { OfflineFinding } from './offlineCheck.ts';

/** Nothing was sent: the credential itself says that it will be refused. */
export interface FoundOffline {
  readonly kind: 'offline';
  readonly finding: OfflineFinding;
  /** When it was found, in ms. */
  readonly at: number;
}

/** How getting a token failed, as a profile's row tells it: RingCentral was asked, or did not need to be. */
export type ExchangeFailure = Failure | FoundOffline;

/** The exchange failed, or the profile's secret can't be used. */
export type TokenFailure =
  ExchangeFailure | { readonly kind: 'credential'; readonly trouble: CredentialTrouble };
