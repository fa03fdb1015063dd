// What the user's settings and consents decide about requests.
import type { ProfileFacts } from '../profiles/profile.ts';
import type { HttpOptions } from '../ringcentral/http.ts';

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
