// Where access tokens are kept: one secret for each profile; the roster follows with what is no secret.
import * as v from 'valibot';
import { DeletionMarks } from '../profiles/deletionMarks.ts';
import { Queues } from '../profiles/queues.ts';
import type { Roster } from '../profiles/roster.ts';
import { StorageFailed, type SecretStore } from '../profiles/storage.ts';
import { idsOf } from '../profiles/storedKeys.ts';
import { parseJson } from '../ringcentral/json.ts';
import { TimeSchema } from '../ringcentral/time.ts';
import type { AccessToken } from './accessToken.ts';

const PREFIX = 'token:';
const VERSION = 1;

const EntrySchema = v.object({
  version: v.literal(VERSION),
  accessToken: v.string(),
  obtainedAt: TimeSchema,
  expiresAt: TimeSchema,
  server: v.string(),
  clientId: v.string(),
  clientSecret: v.string(),
  credential: v.string(),
  scopes: v.array(v.string()),
  ownerId: v.optional(v.string()),
});

/** The access tokens, at most one for each profile. */
export class TokenStore {
  readonly #secrets: SecretStore;
  readonly #roster: Roster;
  /** An answer that comes late must not undo what a later one has told. */
  readonly #queues = new Queues();

  constructor(secrets: SecretStore, roster: Roster) {
    this.#secrets = secrets;
    this.#roster = roster;
  }

  /**
   * Reads a profile's token and brings its row up to date. An entry that doesn't parse counts as none: a token can
   * always be got again.
   */
  async read(id: string): Promise<AccessToken | undefined> {
    return this.#queues.run(id, async () => this.#read(id));
  }

  async #read(id: string): Promise<AccessToken | undefined> {
    const entry = await this.#secrets.get(PREFIX + id);
    const token = entry === undefined ? undefined : parseEntry(entry);
    await this.#follow(id, token);
    return token;
  }

  /** Keeps a token in place of the profile's earlier one. */
  async write(id: string, token: AccessToken): Promise<void> {
    await this.#queues.run(id, async () => {
      await this.#secrets.store(PREFIX + id, JSON.stringify({ version: VERSION, ...token }));
      await this.#follow(id, token);
    });
  }

  /** Forgets a profile's token. */
  async delete(id: string): Promise<void> {
    await this.#queues.run(id, async () => this.#delete(id));
  }

  async #delete(id: string): Promise<void> {
    await this.#secrets.delete(PREFIX + id);
    await this.#follow(id, undefined);
  }

  /** Forgets a profile's token, if it is this one. */
  async deleteIf(id: string, token: AccessToken): Promise<void> {
    await this.#queues.run(id, async () => {
      if ((await this.#read(id))?.accessToken === token.accessToken) await this.#delete(id);
    });
  }

  /**
   * Keeps a token that was taken away, where the profile has no other by now.
   * @throws {StorageFailed} when it has another, or the secret storage does not keep it
   */
  async putBack(id: string, token: AccessToken): Promise<void> {
    await this.#queues.run(id, async () => {
      if ((await this.#read(id)) !== undefined) throw new StorageFailed('write', 'there is a newer token');
      await this.#secrets.store(PREFIX + id, JSON.stringify({ version: VERSION, ...token }));
      await this.#follow(id, token);
    });
  }

  /**
   * Reads the tokens that the roster doesn't know of, and forgets in it those that are gone; of a deleted profile the
   * token goes too.
   */
  async reconcile(): Promise<void> {
    const keys = await this.#secrets.keys();
    const stored = new Set(idsOf(keys, PREFIX));
    for (const id of DeletionMarks.idsIn(keys)) {
      if (stored.has(id)) await this.#secrets.delete(PREFIX + id);
    }
    for (const { id, token } of this.#roster.rows()) {
      if (stored.has(id) !== (token !== undefined)) await this.read(id);
    }
  }

  async #follow(id: string, token: AccessToken | undefined): Promise<void> {
    const row = this.#roster.row(id);
    const facts = token && {
      obtainedAt: token.obtainedAt,
      expiresAt: token.expiresAt,
      scopes: token.scopes,
      server: token.server,
      credential: token.credential,
    };
    if (row !== undefined) await this.#roster.put({ ...row, token: facts });
  }
}

function parseEntry(entry: string): AccessToken | undefined {
  const parsed = v.safeParse(EntrySchema, parseJson(entry));
  if (!parsed.success) return undefined;
  const { accessToken, obtainedAt, expiresAt, server, clientId, clientSecret, credential, scopes, ownerId } =
    parsed.output;
  return { accessToken, obtainedAt, expiresAt, server, clientId, clientSecret, credential, scopes, ownerId };
}
