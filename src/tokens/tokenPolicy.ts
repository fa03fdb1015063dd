// What the user's settings and consents decide about requests.
import type { ProfileFacts } from '../profiles/profile.ts';
import type { HttpOptions } from '../ringcentral/http.ts';
import type { exchangeJwt, revokeSession } from '../ringcentral/tokenEndpoint.ts';

/** How requests are made, asked anew for each. */
export interface TokenPolicy {
  /**
   * The server that a profile's credential may be sent to now. Undefined when there is none, because a setting is
   * wrong or the user did not agree to the host; the user knows then.
   */
  serverFor(profile: ProfileFacts): Promise<string | undefined>;
  /** The life to ask for, in seconds. */
  ttlSeconds(): number;
  httpOptions(): Omit<HttpOptions, 'signal'>;
}

/** RingCentral's OAuth endpoints. */
export interface TokenEndpoint {
  readonly exchangeJwt: typeof exchangeJwt;
  readonly revokeSession: typeof revokeSession;
}

/** A request is what first needs the endpoints, so they are loaded then. */
export type LoadTokenEndpoint = () => Promise<TokenEndpoint>;
