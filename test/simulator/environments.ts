// The two RingCentral environments as a credential names them (facts, sections 3 and 6).

export const ENVIRONMENTS = ['production', 'sandbox'] as const;

export type Environment = (typeof ENVIRONMENTS)[number];

const HOSTS: Record<Environment, string> = {
  production: 'https://platform.ringcentral.com',
  sandbox: 'https://platform.devtest.ringcentral.com',
};

/** What the claim `iss` of a credential says. RingCentral's own host, wherever the simulator listens. */
export function issuerOf(environment: Environment): string {
  return HOSTS[environment];
}

/** What the claim `aud` of a credential says. */
export function audienceOf(environment: Environment): string {
  return `${HOSTS[environment]}/restapi/oauth/token`;
}
