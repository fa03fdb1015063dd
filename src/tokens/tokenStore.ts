// Where access tokens are kept: one secret for each profile; the roster follows with what is no secret.
import * as v from 'valibot';
import { DeletionMarks } from '../profiles/deletionMarks.ts';
import { Queues } from '../profiles/queues.ts';
import type { Roster } from '../profiles/roster.ts';
import { StorageFailed, type SecretStore } from '../profiles/storage.ts';
import { idsOf } from '../profiles/storedKeys.ts';
import { isNewer } from '../profiles/storedVersion.ts';
import { parseJson } from '../ringcentral/json.ts';
import { failed, success, type Result } from '../ringcentral/result.ts';
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
   * Looks for a profile's token and brings its row up to date. An entry that doesn't parse counts as none: a token can
   * always be got again. One that a newer version stored is `newer`, and stays where it is.
   */
  async find(id: string): Promise<Result<AccessToken | undefined, 'newer'>> {
    return this.#queues.run(id, async () => this.#find(id));
  }

  /** Like {@link find}, for whoever can do nothing with what a newer version stored. */
  async read(id: string): Promise<AccessToken | undefined> {
    return tokenIn(await this.find(id));
  }

  async #find(id: string): Promise<Result<AccessToken | undefined, 'newer'>> {
    const found = parseEntry(await this.#secrets.get(PREFIX + id));
    await this.#follow(id, tokenIn(found));
    return found;
  }

  /**
   * Keeps a token in place of the profile's earlier one.
   * @throws {StorageFailed} when the secret storage does not keep it, or keeps one of a newer version
   */
  async write(id: string, token: AccessToken): Promise<void> {
    await this.#queues.run(id, async () => {
      if (!(await this.#find(id)).ok) throw new StorageFailed('write', 'there is a token of a newer version');
      await this.#write(id, token);
    });
  }

  async #write(id: string, token: AccessToken): Promise<void> {
    const entry = JSON.stringify({ version: VERSION, ...token });
    await this.#roster.doubt(PREFIX + id);
    await this.#secrets.store(PREFIX + id, entry);
    if ((await this.#readBack(id, entry)) !== entry) {
      throw new StorageFailed('write', 'the token was not kept');
    }
    await this.#follow(id, token);
  }

  /** What a storage has that took an entry; one that can't be read any more is believed. */
  async #readBack(id: string, entry: string): Promise<string | undefined> {
    try {
      return await this.#secrets.get(PREFIX + id);
    } catch {
      return entry;
    }
  }

  /** Forgets a profile's token, unless a newer version stored it. */
  async delete(id: string): Promise<void> {
    await this.#queues.run(id, async () => {
      if ((await this.#find(id)).ok) await this.#delete(id);
    });
  }

  /** Forgets whatever is stored as the token of a deleted profile. */
  async deleteWithProfile(id: string): Promise<void> {
    await this.#queues.run(id, async () => this.#delete(id));
  }

  async #delete(id: string): Promise<void> {
    await this.#secrets.delete(PREFIX + id);
    await this.#follow(id, undefined);
  }

  /** Forgets a profile's token, if it is this one. */
  async deleteIf(id: string, token: AccessToken): Promise<void> {
    await this.#queues.run(id, async () => {
      if (tokenIn(await this.#find(id))?.accessToken === token.accessToken) await this.#delete(id);
    });
  }

  /**
   * Keeps a token that was taken away, where the profile has no other by now.
   * @throws {StorageFailed} when it has another, or the secret storage does not keep it
   */
  async putBack(id: string, token: AccessToken): Promise<void> {
    await this.#queues.run(id, async () => {
      const found = await this.#find(id);
      if (!found.ok || found.value !== undefined) throw new StorageFailed('write', 'there is another token');
      await this.#write(id, token);
    });
  }

  /**
   * Reads the tokens that the roster doesn't know of, or of which it may know something old, and forgets in it those
   * that are gone; of a deleted profile the token goes too.
   */
  async reconcile(): Promise<void> {
    const keys = await this.#secrets.keys();
    const stored = new Set(idsOf(keys, PREFIX));
    for (const id of DeletionMarks.idsIn(keys)) {
      if (stored.has(id)) await this.#secrets.delete(PREFIX + id);
    }
    const doubtful = new Set(idsOf(this.#roster.doubts(), PREFIX));
    for (const { id, token } of this.#roster.rows()) {
      if (stored.has(id) !== (token !== undefined)) doubtful.add(id);
    }
    for (const id of doubtful) await this.read(id);
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
    await this.#roster.settle(PREFIX + id, row && { ...row, token: facts });
  }
}

function parseEntry(entry: string | undefined): Result<AccessToken | undefined, 'newer'> {
  if (entry === undefined) return success(undefined);
  const json = parseJson(entry);
  const parsed = v.safeParse(EntrySchema, json);
  if (!parsed.success) return isNewer(json, VERSION) ? failed('newer') : success(undefined);
  const { accessToken, obtainedAt, expiresAt, server, clientId, clientSecret, credential, scopes, ownerId } =
    parsed.output;
  return success({
    accessToken,
    obtainedAt,
    expiresAt,
    server,
    clientId,
    clientSecret,
    credential,
    scopes,
    ownerId,
  });
}

function tokenIn(found: Result<AccessToken | undefined, 'newer'>): AccessToken | undefined {
  return found.ok ? found.value : undefined;
}
