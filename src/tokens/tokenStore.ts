// Where access tokens are kept: one secret for each profile; the roster follows with what is no secret.
import * as v from 'valibot';
import { idsOf } from '../profiles/profileStore.ts';
import type { Roster } from '../profiles/roster.ts';
import type { SecretStore } from '../profiles/storage.ts';
import { parseJson } from '../ringcentral/json.ts';
import type { AccessToken } from './accessToken.ts';

const PREFIX = 'token:';
const VERSION = 1;

const EntrySchema = v.object({
  version: v.literal(VERSION),
  accessToken: v.string(),
  obtainedAt: v.number(),
  expiresAt: v.number(),
  server: v.string(),
  clientId: v.string(),
  scopes: v.array(v.string()),
  ownerId: v.optional(v.string()),
});

/** The access tokens, at most one for each profile. */
export class TokenStore {
  readonly #secrets: SecretStore;
  readonly #roster: Roster;

  constructor(secrets: SecretStore, roster: Roster) {
    this.#secrets = secrets;
    this.#roster = roster;
  }

  /**
   * Reads a profile's token and brings its row up to date. An entry that doesn't parse counts as none: a token can
   * always be got again.
   */
  async read(id: string): Promise<AccessToken | undefined> {
    const entry = await this.#secrets.get(PREFIX + id);
    const token = entry === undefined ? undefined : parseEntry(entry);
    await this.#follow(id, token);
    return token;
  }

  /** Keeps a token in place of the profile's earlier one. */
  async write(id: string, token: AccessToken): Promise<void> {
    await this.#secrets.store(PREFIX + id, JSON.stringify({ version: VERSION, ...token }));
    await this.#follow(id, token);
  }

  /** Forgets a profile's token. */
  async delete(id: string): Promise<void> {
    await this.#secrets.delete(PREFIX + id);
    await this.#follow(id, undefined);
  }

  /** Reads the tokens that the roster doesn't know of, and forgets in it those that are gone. */
  async reconcile(): Promise<void> {
    const stored = new Set(idsOf(await this.#secrets.keys(), PREFIX));
    for (const { id, token } of this.#roster.rows()) {
      if (stored.has(id) !== (token !== undefined)) await this.read(id);
    }
  }

  /** The profile that a changed secret is the token of. */
  static profileOf(key: string): string | undefined {
    return idsOf([key], PREFIX)[0];
  }

  async #follow(id: string, token: AccessToken | undefined): Promise<void> {
    const row = this.#roster.row(id);
    const facts = token && {
      obtainedAt: token.obtainedAt,
      expiresAt: token.expiresAt,
      scopes: token.scopes,
    };
    if (row === undefined || JSON.stringify(row.token) === JSON.stringify(facts)) return;
    await this.#roster.change(id, { token: facts });
  }
}

function parseEntry(entry: string): AccessToken | undefined {
  const parsed = v.safeParse(EntrySchema, parseJson(entry));
  if (!parsed.success) return undefined;
  const { accessToken, obtainedAt, expiresAt, server, clientId, scopes, ownerId } = parsed.output;
  return { accessToken, obtainedAt, expiresAt, server, clientId, scopes, ownerId };
}
