// Profiles and JWTs for tests that need no server.
import type { Profile, RosterRow } from '../../src/profiles/profile.ts';

/** Noon of a day on which nothing in these tests has expired. */
export const NOW = Date.UTC(2026, 0, 15, 12);

/** A text with the shape of a JWT; its signature is none. */
export function jwtOf(payload: unknown, header: unknown = { kid: 'k', typ: 'JWT', alg: 'RS256' }): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(payload)}.${Buffer.from('signature of nobody').toString('base64url')}`;
}

/** The claims of a credential without an expiry, as RingCentral writes them (facts, section 3). */
export function claimsOf(host = 'platform.ringcentral.com', issuedAt = NOW / 1000 - 86_400): Claims {
  return {
    aud: `https://${host}/restapi/oauth/token`,
    sub: '62014500004',
    iss: `https://${host}`,
    exp: issuedAt + 2147483647,
    iat: issuedAt,
  };
}

interface Claims {
  aud: string;
  sub: string;
  iss: string;
  exp: number;
  iat: number;
}

/** The name of the samples' credential. */
export const CREDENTIAL_ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

/** A profile with everything in it. */
export function profileOf(changes: Partial<Profile> = {}): Profile {
  return {
    id: '0f8fad5b-d9cb-469f-a165-70867728950e',
    credentialId: CREDENTIAL_ID,
    name: 'Acme',
    environment: 'production',
    server: null,
    clientId: 'AcmeClientId0123456789',
    clientSecret: 'AcmeClientSecret0123456789AcmeClientSecret01',
    jwt: jwtOf(claimsOf()),
    ...changes,
  };
}

/** What the roster knows of that profile, without a token. */
export function rowOf(changes: Partial<RosterRow> = {}): RosterRow {
  const { id, credentialId, name, environment, server, clientId } = profileOf();
  return {
    id,
    credentialId,
    name,
    environment,
    server,
    clientId,
    jwtEnvironment: 'production',
    ownerId: '62014500004',
    jwtIssuedAt: Date.UTC(2026, 0, 2),
    jwtExpiresAt: 'none-set',
    token: undefined,
    ...changes,
  };
}
