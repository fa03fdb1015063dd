// RingCentral's two environments and the hosts that belong to them (facts, section 6).

/** Production, or the sandbox, which RingCentral calls legacy (facts, section 5). */
export type Environment = 'production' | 'sandbox';

/** Both environments in the order in which they are shown. */
export const ENVIRONMENTS: readonly Environment[] = ['production', 'sandbox'];

/** The base URL of each environment's API (facts, section 6). */
export const DEFAULT_SERVERS: Readonly<Record<Environment, string>> = {
  production: 'https://platform.ringcentral.com',
  sandbox: 'https://platform.devtest.ringcentral.com',
};

/** API hosts whose environment is documented; the `.biz` host serves the segregated partners. */
const KNOWN_HOSTS: ReadonlyMap<string, Environment> = new Map<string, Environment>([
  ['platform.ringcentral.com', 'production'],
  ['platform.ringcentral.biz', 'production'],
  ['platform.devtest.ringcentral.com', 'sandbox'],
]);

/**
 * The environment that a URL's host belongs to, among RingCentral's known hosts (facts, sections 3 and 6).
 * Undefined for any other host: then nothing is claimed.
 */
export function environmentOfUrl(url: string): Environment | undefined {
  return URL.canParse(url) ? KNOWN_HOSTS.get(new URL(url).hostname) : undefined;
}
