// Why there is no token, or why one was not revoked.
import type { CredentialTrouble } from '../profiles/profileStore.ts';
import type { Failure } from '../ringcentral/failure.ts';

/** The request failed, or the profile's secret can't be used. */
export type TokenFailure = Failure | { readonly kind: 'credential'; readonly trouble: CredentialTrouble };
