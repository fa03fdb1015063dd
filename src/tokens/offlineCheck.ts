// What a credential says against itself before anything is sent: no JWT, an expired one, or one of another environment.
import type { ProfileFacts } from '../profiles/profile.ts';
import { environmentOfUrl, type Environment } from '../ringcentral/environment.ts';
import { readValidJwt, type JwtDefect } from '../ringcentral/jwtCredential.ts';

/** Why a credential was not even sent: what it says of itself does not fit (facts, sections 1 and 3). */
export type OfflineFinding =
  | { readonly kind: 'jwt'; readonly defect: JwtDefect }
  /** The JWT names another environment than the profile's. */
  | { readonly kind: 'wrong-environment'; readonly jwt: Environment; readonly profile: Environment }
  /** The server belongs to another environment than the JWT names. */
  | { readonly kind: 'wrong-server'; readonly jwt: Environment; readonly server: Environment };

/**
 * Looks at a credential without asking anybody. Where the JWT names none of RingCentral's environments, or the server
 * is none of its known ones, nothing is claimed.
 * @param server the base URL that the credential would be sent to
 * @param now in ms
 */
export function findOffline(
  { jwt, environment: profile }: Pick<ProfileFacts, 'environment'> & { readonly jwt: string },
  server: string,
  now: number,
): OfflineFinding | undefined {
  const read = readValidJwt(jwt, now);
  if (!read.ok) return { kind: 'jwt', defect: read.failure };
  const { environment: named } = read.value;
  if (named === undefined) return undefined;
  if (named !== profile) return { kind: 'wrong-environment', jwt: named, profile };
  const ofServer = environmentOfUrl(server);
  return ofServer === undefined || ofServer === named
    ? undefined
    : { kind: 'wrong-server', jwt: named, server: ofServer };
}
