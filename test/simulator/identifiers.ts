// Client IDs, secrets and tokens that have RingCentral's shape and yet could never be real ones.
import { createHash, randomBytes } from 'node:crypto';
import type { Environment } from './environments.ts';

/** A client ID of 22 characters; the same name always has the same one, so that a saved profile outlives a restart. */
export function clientIdFor(name: string): string {
  return digest(`client id of ${name}`).slice(0, 22);
}

/** A client secret of 43 characters, also always the same for one name. */
export function clientSecretFor(name: string): string {
  return digest(`client secret of ${name}`);
}

export type TokenKind = 'access' | 'refresh';

/**
 * A fresh token. RingCentral's are Base64url text without dots whose beginning reads `SJC01…|` once decoded; these
 * begin like them and then say what they are.
 */
export function newToken(kind: TokenKind, environment: Environment): string {
  return Buffer.from(tokenPrefix(kind, environment) + randomBytes(48).toString('base64url')).toString(
    'base64url',
  );
}

/** Whether a string has the shape of a token of that kind and environment; says nothing about its being known. */
export function looksLikeToken(value: string, kind: TokenKind, environment: Environment): boolean {
  return Buffer.from(value, 'base64url').toString().startsWith(tokenPrefix(kind, environment));
}

function tokenPrefix(kind: TokenKind, environment: Environment): string {
  return `SJC01SIM|simulated ${environment} ${kind} token|`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
