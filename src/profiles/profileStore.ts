// Where credential profiles are kept: one secret for each, found by its key; the roster follows (product, section 3).
import * as v from 'valibot';
import { parseJson } from '../ringcentral/json.ts';
import { readJwt } from '../ringcentral/jwtCredential.ts';
import { failed, success, type Result } from '../ringcentral/result.ts';
import { DeletionMarks } from './deletionMarks.ts';
import type { Profile, RosterRow } from './profile.ts';
import { Queues } from './queues.ts';
import type { Roster } from './roster.ts';
import { ProfileDeleted, StorageFailed, type SecretStore } from './storage.ts';
import { idsOf } from './storedKeys.ts';
import { isNewer } from './storedVersion.ts';

/** Why a profile's secret can't be used: it is gone, doesn't parse, or was written by a newer version. */
export type CredentialTrouble = 'missing' | 'unreadable' | 'newer';

const PREFIX = 'profile:';
const VERSION = 1;

const EntrySchema = v.object({
  version: v.literal(VERSION),
  name: v.string(),
  environment: v.picklist(['production', 'sandbox']),
  server: v.nullable(v.string()),
  credentialId: v.optional(v.string(), ''),
  clientId: v.string(),
  clientSecret: v.string(),
  jwt: v.string(),
});

/** The profiles. Reading one asks the secret storage; listing them does not. */
export class ProfileStore {
  readonly #secrets: SecretStore;
  readonly #roster: Roster;
  readonly #marks: DeletionMarks;
  readonly #troubles = new Map<string, CredentialTrouble>();
  /** What this window has deleted: it is gone from here on, however long the storage takes. */
  readonly #deleted = new Set<string>();
  /** What looks at a profile or changes it: an answer that comes late must not undo what a later one has told. */
  readonly #queues = new Queues();

  constructor(secrets: SecretStore, roster: Roster, marks: DeletionMarks) {
    this.#secrets = secrets;
    this.#roster = roster;
    this.#marks = marks;
  }

  /** What is known to be wrong with a profile's secret since it was last looked for. */
  troubleOf(id: string): CredentialTrouble | undefined {
    return this.#troubles.get(id);
  }

  /** The ids of entries that can't be read and have no row: they are kept aside, as they are. */
  aside(): string[] {
    return [...this.#troubles.keys()].filter(id => this.#roster.row(id) === undefined);
  }

  /**
   * Reads a whole profile, secrets included, and brings its row up to date: another window may have changed it.
   * @throws what the secret storage throws, a locked keyring for example
   */
  async read(id: string): Promise<Result<Profile, CredentialTrouble>> {
    return this.#queues.run(id, async () => this.#read(id));
  }

  async #read(id: string): Promise<Result<Profile, CredentialTrouble>> {
    const read = this.#deleted.has(id)
      ? failed<CredentialTrouble>('missing')
      : parseEntry(id, await this.#secrets.get(PREFIX + id));
    if (read.ok) {
      this.#note(id, undefined);
      await this.#roster.settle(PREFIX + id, rowOf(read.value, this.#roster.row(id)));
    } else {
      const isKnown = read.failure !== 'missing' || this.#roster.row(id) !== undefined;
      this.#note(id, isKnown ? read.failure : undefined);
      await this.#roster.settle(PREFIX + id, undefined);
    }
    return read;
  }

  /**
   * Keeps a profile, a new one or in place of what is stored: first its secret, read back to be sure, then its row.
   * @throws {StorageFailed} when the secret storage did not keep it; then nothing is listed that was not
   * @throws {ProfileDeleted} when another window has deleted the profile; then it stays deleted
   */
  async write(profile: Profile): Promise<void> {
    await this.#queues.run(profile.id, async () => this.#write(profile));
  }

  async #write(profile: Profile): Promise<void> {
    const { id, ...fields } = profile;
    const entry = JSON.stringify({ version: VERSION, ...fields });
    await this.#roster.doubt(PREFIX + id);
    const kept = await this.#storeAndReadBack(PREFIX + id, entry);
    // That the mark of a deletion can't be looked for is no reason to hide what was stored.
    if (await this.isDeleted(id).catch(() => false)) {
      await this.#finishDeletion(id);
      throw new ProfileDeleted('The profile was deleted in another window.');
    }
    if (kept !== entry) throw new StorageFailed('write', 'the profile was not kept');
    this.#note(id, undefined);
    await this.#roster.settle(PREFIX + id, rowOf(profile, this.#roster.row(id)));
  }

  /**
   * Marks a profile as deleted; what is left of it goes by {@link finishDeletion}, or by the next {@link reconcile}.
   * @throws what the secret storage throws; then nothing is deleted
   */
  async markDeleted(id: string): Promise<void> {
    await this.#queues.run(id, async () => {
      await this.#marks.write(id);
      this.#deleted.add(id);
    });
  }

  /** Removes what is left of a profile that is marked as deleted. */
  async finishDeletion(id: string): Promise<void> {
    await this.#queues.run(id, async () => this.#finishDeletion(id));
  }

  /** Whether a profile is marked as deleted. */
  async isDeleted(id: string): Promise<boolean> {
    return DeletionMarks.idsIn(await this.#secrets.keys()).includes(id);
  }

  /**
   * What is stored afterwards; undefined also when the secret storage refuses to store or to read, or holds what a
   * newer version of the extension stored: that is not replaced.
   */
  async #storeAndReadBack(key: string, entry: string): Promise<string | undefined> {
    try {
      const before = await this.#secrets.get(key);
      if (before !== undefined && isNewer(parseJson(before), VERSION)) return undefined;
      await this.#secrets.store(key, entry);
      return await this.#secrets.get(key);
    } catch {
      return undefined;
    }
  }

  async #finishDeletion(id: string): Promise<void> {
    this.#note(id, undefined);
    await this.#roster.remove([id]);
    await this.#secrets.delete(PREFIX + id);
  }

  /**
   * Looks again at one profile, after a hint that something about it changed.
   * @param wasMark whether the hint is of its deletion mark: a mark that is gone again has been pruned or cleared away
   */
  async follow(id: string, wasMark = false): Promise<void> {
    await this.#queues.run(id, async () => this.#follow(id, wasMark));
  }

  async #follow(id: string, wasMark: boolean): Promise<void> {
    const keys = await this.#secrets.keys();
    const isStored = keys.includes(PREFIX + id);
    if (DeletionMarks.idsIn(keys).includes(id)) {
      this.#note(id, undefined);
      await this.#roster.remove([id]);
      if (isStored) await this.#secrets.delete(PREFIX + id);
    } else if (wasMark && !isStored) {
      this.#note(id, undefined);
      await this.#roster.remove([id]);
    } else {
      await this.#read(id);
    }
  }

  /**
   * Holds the roster against the secret storage: lists what it lacks, lets go of what was deleted, and notes whose
   * secret is gone or doesn't parse. Of the profiles that the roster knows no secret is read but those in doubt.
   */
  async reconcile(): Promise<void> {
    // Before the keys are asked for: a profile that is added meanwhile is in neither.
    const known = this.#roster.rows().map(row => row.id);
    const keys = await this.#secrets.keys();
    const stored = new Set(idsOf(keys, PREFIX));
    const deleted = new Set(DeletionMarks.idsIn(keys));
    await this.#roster.remove(known.filter(id => deleted.has(id)));
    for (const id of deleted) {
      this.#note(id, undefined);
      if (stored.delete(id)) await this.#secrets.delete(PREFIX + id);
    }
    for (const id of this.aside()) {
      if (!stored.has(id)) this.#note(id, undefined);
    }
    const doubtful = known.filter(
      id => !deleted.has(id) && stored.has(id) === (this.#troubles.get(id) === 'missing'),
    );
    const half = idsOf(this.#roster.doubts(), PREFIX);
    const unlisted = [...stored].filter(id => this.#roster.row(id) === undefined);
    await Promise.all([...new Set([...doubtful, ...half, ...unlisted])].map(async id => this.read(id)));
  }

  /** Lets go of deletion marks that are older than 90 days. */
  async pruneMarks(): Promise<void> {
    await this.#marks.prune(await this.#secrets.keys());
  }

  #note(id: string, trouble: CredentialTrouble | undefined): void {
    if (this.#troubles.get(id) === trouble) return;
    if (trouble === undefined) this.#troubles.delete(id);
    else this.#troubles.set(id, trouble);
    this.#roster.touch(id);
  }
}

function parseEntry(id: string, entry: string | undefined): Result<Profile, CredentialTrouble> {
  if (entry === undefined) return failed('missing');
  const json = parseJson(entry);
  const parsed = v.safeParse(EntrySchema, json);
  if (parsed.success) {
    const { name, environment, server, credentialId, clientId, clientSecret, jwt } = parsed.output;
    return success({ id, credentialId, name, environment, server, clientId, clientSecret, jwt });
  }
  return failed(isNewer(json, VERSION) ? 'newer' : 'unreadable');
}

/** The row of a profile; of its token the roster knows what it knew. */
function rowOf(profile: Profile, known: RosterRow | undefined): RosterRow {
  const { id, name, environment, server, clientId, credentialId } = profile;
  const jwt = readJwt(profile.jwt);
  const facts = jwt.ok ? jwt.value : undefined;
  return {
    id,
    name,
    environment,
    server,
    clientId,
    credentialId,
    jwtEnvironment: facts?.environment,
    ownerId: facts?.ownerId,
    jwtIssuedAt: facts?.issuedAt,
    jwtExpiresAt: facts?.expiresAt,
    token: known?.token,
  };
}
