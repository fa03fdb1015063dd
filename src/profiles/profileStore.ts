// Where credential profiles are kept: one secret for each, found by its key; the roster follows (product, section 3).
import * as v from 'valibot';
import { parseJson } from '../ringcentral/json.ts';
import { readJwt } from '../ringcentral/jwtCredential.ts';
import { failed, success, type Result } from '../ringcentral/result.ts';
import type { Profile, RosterRow } from './profile.ts';
import type { Roster } from './roster.ts';
import { StorageFailed, type SecretStore } from './storage.ts';

/** Why a profile's secret can't be used: it is gone, doesn't parse, or was written by a newer version. */
export type CredentialTrouble = 'missing' | 'unreadable' | 'newer';

const PREFIX = 'profile:';
const VERSION = 1;

const VersionSchema = v.object({ version: v.pipe(v.number(), v.integer()) });
const EntrySchema = v.object({
  version: v.literal(VERSION),
  name: v.string(),
  environment: v.picklist(['production', 'sandbox']),
  server: v.nullable(v.string()),
  clientId: v.string(),
  clientSecret: v.string(),
  jwt: v.string(),
});

/** The profiles. Reading one asks the secret storage; listing them does not. */
export class ProfileStore {
  readonly #secrets: SecretStore;
  readonly #roster: Roster;
  readonly #troubles = new Map<string, CredentialTrouble>();

  constructor(secrets: SecretStore, roster: Roster) {
    this.#secrets = secrets;
    this.#roster = roster;
  }

  /** What is known to be wrong with a profile's secret since it was last looked for. */
  troubleOf(id: string): CredentialTrouble | undefined {
    return this.#troubles.get(id);
  }

  /**
   * Reads a whole profile, secrets included.
   * @throws what the secret storage throws, a locked keyring for example
   */
  async read(id: string): Promise<Result<Profile, CredentialTrouble>> {
    const read = parseEntry(id, await this.#secrets.get(PREFIX + id));
    if (read.ok) this.#troubles.delete(id);
    else this.#troubles.set(id, read.failure);
    return read;
  }

  /**
   * Keeps a new profile: first its secret, read back to be sure, then its row.
   * @throws {StorageFailed} when the secret storage did not keep it; then nothing is listed
   */
  async add(profile: Profile): Promise<void> {
    const { id, ...fields } = profile;
    const entry = JSON.stringify({ version: VERSION, ...fields });
    const kept = await this.#storeAndReadBack(PREFIX + id, entry);
    if (kept !== entry) {
      throw new StorageFailed('The secret storage did not keep the profile.');
    }
    await this.#roster.put(rowOf(profile));
  }

  /** What is stored afterwards; undefined also when the secret storage refuses to store or to read. */
  async #storeAndReadBack(key: string, entry: string): Promise<string | undefined> {
    try {
      await this.#secrets.store(key, entry);
      return await this.#secrets.get(key);
    } catch {
      return undefined;
    }
  }

  /**
   * Holds the roster against the secret storage: lists what it lacks, and notes whose secret is gone or doesn't parse.
   * Of the profiles that the roster knows no secret is read.
   * @returns the ids of entries that can't be read
   */
  async reconcile(): Promise<readonly string[]> {
    const stored = new Set(idsOf(await this.#secrets.keys(), PREFIX));
    const known = this.#roster.rows();
    const changed: string[] = [];
    for (const { id } of known) {
      const trouble = this.#troubles.get(id);
      if (!stored.has(id) && trouble !== 'missing') {
        this.#troubles.set(id, 'missing');
        changed.push(id);
      } else if (stored.has(id) && trouble === 'missing') {
        this.#troubles.delete(id);
        changed.push(id);
      }
    }
    const knownIds = new Set(known.map(row => row.id));
    const unlisted = [...stored].filter(id => !knownIds.has(id));
    const read = await Promise.all(unlisted.map(async id => ({ id, profile: await this.read(id) })));
    const found = read.flatMap(({ profile }) => (profile.ok ? [rowOf(profile.value)] : []));
    await this.#roster.putAll([...found, ...changed.flatMap(id => this.#roster.row(id) ?? [])]);
    return read.flatMap(({ id, profile }) => (profile.ok ? [] : [id]));
  }
}

/** The ids in the keys that begin with a prefix. */
export function idsOf(keys: readonly string[], prefix: string): string[] {
  return keys.filter(key => key.startsWith(prefix)).map(key => key.slice(prefix.length));
}

function parseEntry(id: string, entry: string | undefined): Result<Profile, CredentialTrouble> {
  if (entry === undefined) return failed('missing');
  const json = parseJson(entry);
  const parsed = v.safeParse(EntrySchema, json);
  if (parsed.success) {
    const { name, environment, server, clientId, clientSecret, jwt } = parsed.output;
    return success({ id, name, environment, server, clientId, clientSecret, jwt });
  }
  const version = v.safeParse(VersionSchema, json);
  return failed(version.success && version.output.version > VERSION ? 'newer' : 'unreadable');
}

function rowOf(profile: Profile): RosterRow {
  const { id, name, environment, server, clientId } = profile;
  const jwt = readJwt(profile.jwt);
  const facts = jwt.ok ? jwt.value : undefined;
  return {
    id,
    name,
    environment,
    server,
    clientId,
    ownerId: facts?.ownerId,
    jwtIssuedAt: facts?.issuedAt,
    jwtExpiresAt: facts?.expiresAt,
    token: undefined,
  };
}
