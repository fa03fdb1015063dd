// The JWT credential: what it says of itself, and what is wrong with a text pasted in its place (facts, section 3).
import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as v from 'valibot';
import { environmentOfUrl, type Environment } from './environment.ts';
import { cleanPastedToken } from './pastedText.ts';
import { failed, success, type Result } from './result.ts';
import { TimeInSecondsSchema } from './time.ts';

/** When a JWT stops being valid: a time in ms, `none-set` ("No expiry"), or undefined when it doesn't say. */
export type JwtExpiry = number | 'none-set' | undefined;

/** What a JWT credential says of itself. Nothing in it is secret. */
export interface JwtFacts {
  /** The environment that it was made for, or undefined where its hosts are not RingCentral's. */
  readonly environment: Environment | undefined;
  /** The owner's extension id (`sub`). */
  readonly ownerId: string | undefined;
  /** When it was made, in ms. */
  readonly issuedAt: number | undefined;
  readonly expiresAt: JwtExpiry;
}

/** A JWT credential that is well-formed: the text as it is sent, and what it says. */
export interface JwtCredential extends JwtFacts {
  readonly jwt: string;
}

/** What is wrong with a text that was given as a JWT credential. */
export type JwtDefect =
  | {
      readonly kind: 'empty' | 'too-long' | 'access-token' | 'client-secret' | 'not-three-parts' | 'not-json';
    }
  /** `at` in ms. */
  | { readonly kind: 'expired'; readonly at: number };

/** RingCentral's "No expiry" is this many seconds after `iat` (facts, section 3). */
const NO_EXPIRY_SECONDS = 2147483647;
const MAX_LENGTH = 16_384;
const BASE64URL = /^[A-Za-z0-9_-]+$/;
/** An opaque word without a dot: an access token from this length on, a client secret below it. */
const ACCESS_TOKEN_LENGTH = 65;
const CLIENT_SECRET_LENGTH = 16;

const seconds = v.fallback(v.optional(TimeInSecondsSchema), undefined);
const text = v.fallback(v.optional(v.string()), undefined);
const ClaimsSchema = v.object({
  aud: v.fallback(v.optional(v.union([v.string(), v.array(v.string())])), undefined),
  iss: text,
  // A digit string (facts, section 3). Anything else is not shown: a JWT that is pasted may come from anybody.
  sub: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^\d{1,20}$/))), undefined),
  exp: seconds,
  iat: seconds,
});

/**
 * Reads a JWT credential as a person pastes it, without judging whether it is still valid.
 * Its signature is not checked: only RingCentral can.
 */
export function readJwt(pasted: string): Result<JwtCredential, JwtDefect> {
  const jwt = cleanPastedToken(pasted);
  if (jwt === '') return failed({ kind: 'empty' });
  if (jwt.length > MAX_LENGTH) return failed({ kind: 'too-long' });
  const parts = jwt.split('.');
  if (parts.length !== 3 || !parts.every(part => BASE64URL.test(part))) {
    return failed({ kind: mistakenFor(pasted, jwt) ?? 'not-three-parts' });
  }
  const claims = decodeClaims(jwt);
  return claims === undefined ? failed({ kind: 'not-json' }) : success({ jwt, ...factsOf(claims) });
}

/**
 * Reads a JWT credential and refuses one that has expired.
 * @param now in ms
 */
export function readValidJwt(pasted: string, now: number): Result<JwtCredential, JwtDefect> {
  const read = readJwt(pasted);
  if (!read.ok) return read;
  const { expiresAt } = read.value;
  return typeof expiresAt === 'number' && expiresAt <= now
    ? failed({ kind: 'expired', at: expiresAt })
    : read;
}

function decodeClaims(jwt: string): v.InferOutput<typeof ClaimsSchema> | undefined {
  try {
    decodeProtectedHeader(jwt);
    return v.parse(ClaimsSchema, decodeJwt(jwt));
  } catch {
    return undefined;
  }
}

function factsOf(claims: v.InferOutput<typeof ClaimsSchema>): JwtFacts {
  const audiences = [claims.aud ?? []].flat();
  const hosts = [...audiences, ...(claims.iss === undefined ? [] : [claims.iss])];
  return {
    environment: hosts.map(environmentOfUrl).find(environment => environment !== undefined),
    ownerId: claims.sub,
    issuedAt: claims.iat === undefined ? undefined : claims.iat * 1000,
    expiresAt: expiryOf(claims.exp, claims.iat),
  };
}

function expiryOf(exp: number | undefined, iat: number | undefined): JwtExpiry {
  if (exp === undefined) return undefined;
  return iat !== undefined && exp === iat + NO_EXPIRY_SECONDS ? 'none-set' : exp * 1000;
}

/** Names the other secret that a text probably is; access tokens are opaque words without dots (facts, section 4). */
function mistakenFor(pasted: string, cleaned: string): 'access-token' | 'client-secret' | undefined {
  // What begins like a JWT is a piece of one.
  if (cleaned.startsWith('eyJ') || !BASE64URL.test(cleaned.replace(/[=+/]/g, ''))) return undefined;
  const cameAsBearer = /\bbearer\s/i.test(pasted);
  if (cameAsBearer || namesItsDataCenter(cleaned) || cleaned.length >= ACCESS_TOKEN_LENGTH)
    return 'access-token';
  return cleaned.length >= CLIENT_SECRET_LENGTH ? 'client-secret' : undefined;
}

/** The access tokens in RingCentral's published samples are Base64url of a data centre's name, `|` and bytes. */
export function namesItsDataCenter(word: string): boolean {
  try {
    return /^[A-Z0-9]{6,20}\|/.test(atob(word.slice(0, 28).replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return false;
  }
}
