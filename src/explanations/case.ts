// What an explanation is made of: the failure, the profile as far as it is known, and the moment.
import type { ProfileFacts } from '../profiles/profile.ts';
import type { CredentialTrouble } from '../profiles/profileStore.ts';
import type { Environment } from '../ringcentral/environment.ts';
import type { Failure } from '../ringcentral/failure.ts';
import type { JwtExpiry } from '../ringcentral/jwtCredential.ts';
import type { OfflineFinding } from '../tokens/offlineCheck.ts';

/** What was being done; a pasted answer may also be one to a refresh token. */
export type CasePhase = Failure['phase'] | 'refresh';

/** What an explanation is asked for. */
export type Problem =
  | { readonly kind: 'failure'; readonly failure: Failure; readonly phase: CasePhase }
  | { readonly kind: 'offline'; readonly finding: OfflineFinding; readonly at: number }
  | { readonly kind: 'credential'; readonly trouble: CredentialTrouble; readonly at: number };

/** What is known of a profile without its secrets. */
export interface KnownProfile extends ProfileFacts {
  /** The environment that the JWT names; undefined when it names none of RingCentral's. */
  readonly jwtEnvironment: Environment | undefined;
  /** In ms. */
  readonly jwtExpiresAt: JwtExpiry;
  readonly ownerId: string | undefined;
  /** Name, extension number and type, where RingCentral has told them. */
  readonly ownerName?: string | undefined;
  /** The base URL that its tokens are got from; undefined while a setting is wrong. */
  readonly address: string | undefined;
}

export interface Case {
  readonly problem: Problem;
  readonly profile: KnownProfile | undefined;
  /** In ms. */
  readonly now: number;
}
