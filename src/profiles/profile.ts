// What a credential profile is, and which values its fields accept (product, section 3).
import type { Environment } from '../ringcentral/environment.ts';
import type { JwtExpiry } from '../ringcentral/jwtCredential.ts';
import { cleanPastedField } from '../ringcentral/pastedText.ts';
import { toPlainText } from '../ringcentral/plainText.ts';
import { failed, success, type Result } from '../ringcentral/result.ts';

/** The part of a profile that is no secret. */
export interface ProfileFacts {
  /** A UUID. */
  readonly id: string;
  readonly name: string;
  readonly environment: Environment;
  /** A server of its own, or null: its environment's, by the setting, at the time of use. */
  readonly server: string | null;
  readonly clientId: string;
}

/** A whole profile, as it is kept in the secret storage. */
export interface Profile extends ProfileFacts {
  /** Names the credential as it is now: another UUID with each change of what a token depends on. */
  readonly credentialId: string;
  /** Empty for an app that has none. */
  readonly clientSecret: string;
  readonly jwt: string;
}

/** The fields that a token depends on: where it is got, and with what. */
const CREDENTIAL_FIELDS = ['environment', 'server', 'clientId', 'clientSecret', 'jwt'] as const;

/** A profile with other values; its credential gets a new name when one of them is a token's matter. */
export function changedProfile(
  profile: Profile,
  changes: Partial<Omit<Profile, 'id' | 'credentialId'>>,
): Profile {
  const changed = { ...profile, ...changes };
  return CREDENTIAL_FIELDS.every(field => changed[field] === profile[field])
    ? changed
    : { ...changed, credentialId: crypto.randomUUID() };
}

/** What is known of a profile without reading a secret. */
export interface RosterRow extends ProfileFacts {
  /** The profile's; undefined in a row that an earlier version wrote. */
  readonly credentialId: string | undefined;
  /** The environment that the JWT names; undefined when it names none of RingCentral's. */
  readonly jwtEnvironment: Environment | undefined;
  /** The JWT's owner, an extension id of RingCentral's. */
  readonly ownerId: string | undefined;
  /** In ms. */
  readonly jwtIssuedAt: number | undefined;
  readonly jwtExpiresAt: JwtExpiry;
  readonly token: TokenFacts | undefined;
}

/** What is known of a profile's access token without reading it. */
export interface TokenFacts {
  /** In ms. */
  readonly obtainedAt: number;
  /** In ms. */
  readonly expiresAt: number;
  readonly scopes: readonly string[];
  /** Where it was got; it is used nowhere else. */
  readonly server: string;
  /** The `credentialId` of the profile that it was got with; it is used with no other. */
  readonly credential: string;
}

/** Why a name is refused. */
export type NameDefect = 'empty' | 'too-long' | 'taken';

/** Why a client ID or client secret is refused. */
export type ClientFieldDefect = 'empty' | 'too-long' | 'blank-inside' | 'jwt' | 'colon-inside';

export const MAX_NAME_LENGTH = 64;
const MAX_FIELD_LENGTH = 512;

/**
 * Reads a profile's name: 1 to 64 characters, not in use within its environment (letter case aside).
 * @param others the rows it must differ from
 */
export function parseName(
  text: string,
  environment: Environment,
  others: readonly ProfileFacts[],
): Result<string, NameDefect> {
  const name = toPlainText(text, 4 * MAX_NAME_LENGTH).normalize('NFC');
  if (name === '') return failed('empty');
  if (name.length > MAX_NAME_LENGTH) return failed('too-long');
  const taken = others.some(
    other => other.environment === environment && other.name.toLowerCase() === name.toLowerCase(),
  );
  return taken ? failed('taken') : success(name);
}

/** The name proposed for a new profile: its app's client ID in short. */
export function proposeName(
  clientId: string,
  environment: Environment,
  others: readonly ProfileFacts[],
): string {
  return freeName(`App ${clientId.slice(0, 8)}`, environment, others);
}

/** A name that is free: the wanted one, or where that is in use or too long, numbered and shortened to fit. */
export function freeName(wanted: string, environment: Environment, others: readonly ProfileFacts[]): string {
  const own = parseName(wanted, environment, others);
  if (own.ok) return own.value;
  const plain = toPlainText(wanted, 4 * MAX_NAME_LENGTH).normalize('NFC');
  const letters = Array.from(new Intl.Segmenter().segment(plain), ({ segment }) => segment);
  for (let number = own.failure === 'taken' ? 2 : 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` (${number})`;
    while (letters.join('').length + suffix.length > MAX_NAME_LENGTH) letters.pop();
    const name = parseName(`${letters.join('').trim()}${suffix}`, environment, others);
    if (name.ok) return name.value;
  }
}

/** Reads a client ID: blanks and quotes around it go, a blank inside is refused. */
export function parseClientId(text: string): Result<string, ClientFieldDefect> {
  const clientId = parseClientField(text);
  if (!clientId.ok) return clientId;
  if (clientId.value === '') return failed('empty');
  // Basic authentication ends the client ID at the first colon.
  return clientId.value.includes(':') ? failed('colon-inside') : clientId;
}

/** Reads a client secret like a client ID; it may be empty, for an app that has none. */
export function parseClientSecret(text: string): Result<string, ClientFieldDefect> {
  return parseClientField(text);
}

function parseClientField(text: string): Result<string, ClientFieldDefect> {
  const value = cleanPastedField(text);
  if (value.length > MAX_FIELD_LENGTH) return failed(value.startsWith('eyJ') ? 'jwt' : 'too-long');
  if (/\s/.test(value)) return failed('blank-inside');
  return /^eyJ[^.]*\.[^.]*\.[^.]*$/.test(value) ? failed('jwt') : success(value);
}
