// The roster: what is known of all profiles without reading a secret, a cache that can be rebuilt at any time.
import * as v from 'valibot';
import type { Environment } from '../ringcentral/environment.ts';
import { TimeSchema } from '../ringcentral/time.ts';
import { Emitter } from './events.ts';
import type { RosterRow } from './profile.ts';
import type { Memento } from './storage.ts';

const KEY = 'roster';
const VERSION = 1;

const RowSchema = v.object({
  id: v.string(),
  name: v.string(),
  environment: v.picklist(['production', 'sandbox']),
  server: v.nullable(v.string()),
  clientId: v.string(),
  credentialId: v.optional(v.string()),
  jwtEnvironment: v.fallback(v.optional(v.picklist(['production', 'sandbox'])), undefined),
  ownerId: v.optional(v.string()),
  jwtIssuedAt: v.optional(TimeSchema),
  jwtExpiresAt: v.optional(v.union([TimeSchema, v.literal('none-set')])),
  // What is known of a token can be learnt again; it costs no row.
  token: v.fallback(
    v.optional(
      v.object({
        obtainedAt: TimeSchema,
        expiresAt: TimeSchema,
        scopes: v.array(v.string()),
        server: v.string(),
        credential: v.string(),
      }),
    ),
    undefined,
  ),
});
const RosterSchema = v.object({
  version: v.literal(VERSION),
  rows: v.array(v.unknown()),
  // Keys of secrets, no secret; a roster that has none is as good.
  doubts: v.fallback(v.optional(v.array(v.string()), []), []),
});

/**
 * Holds this window's rows, and keeps them in a memento for the next start, as one value that is written whole. Windows
 * overwrite each other there, so the memento is read once and never trusted against the secret storage: what another
 * window changes is learnt from that.
 */
export class Roster {
  readonly #memento: Memento;
  readonly #changed = new Emitter<readonly string[]>();
  readonly #rows: Map<string, RosterRow>;
  readonly #doubts: Set<string>;

  /** Fires with the ids of the rows that were added, changed or removed, or of which something else is now known. */
  readonly onDidChange = this.#changed.event;

  constructor(memento: Memento) {
    this.#memento = memento;
    const roster = v.safeParse(RosterSchema, memento.get(KEY));
    this.#rows = parseRows(roster.success ? roster.output.rows : []);
    this.#doubts = new Set(roster.success ? roster.output.doubts : []);
  }

  /** All rows, in no particular order. */
  rows(): readonly RosterRow[] {
    return [...this.#rows.values()];
  }

  /** The rows of an environment as people look for them: by name, numbers in it by their value. */
  rowsOf(environment: Environment): RosterRow[] {
    return this.rows()
      .filter(row => row.environment === environment)
      .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  }

  /** The row of a profile, if it is known. */
  row(id: string): RosterRow | undefined {
    return this.#rows.get(id);
  }

  /** Takes a row in place of an earlier one with its id. One that says nothing new is not written. */
  async put(row: RosterRow): Promise<void> {
    if (JSON.stringify(this.#rows.get(row.id)) === JSON.stringify(row)) return;
    this.#rows.set(row.id, row);
    await this.#write([row.id]);
  }

  /** The keys of secrets of which a row may say what was true before they were last written. */
  doubts(): readonly string[] {
    return [...this.#doubts];
  }

  /**
   * Notes that a secret is about to be written: should the window end before the row follows, or the secret storage do
   * something else than it says, the next one reads that secret.
   */
  async doubt(key: string): Promise<void> {
    if (this.#doubts.has(key)) return;
    this.#doubts.add(key);
    await this.#write([]);
  }

  /** Takes a row that says what a secret says that was in doubt; without a row, there is nothing to be said of it. */
  async settle(key: string, row: RosterRow | undefined): Promise<void> {
    const isNews = this.#doubts.delete(key);
    const known = row && JSON.stringify(this.#rows.get(row.id));
    if (row !== undefined && known !== JSON.stringify(row)) await this.put(row);
    else if (isNews) await this.#write([]);
  }

  /** Changes a row that is there; an unknown one is left unknown. */
  async change(id: string, changes: Partial<Omit<RosterRow, 'id'>>): Promise<void> {
    const row = this.row(id);
    if (row !== undefined) await this.put({ ...row, ...changes });
  }

  /** Forgets rows. */
  async remove(ids: readonly string[]): Promise<void> {
    const gone = ids.filter(id => this.#rows.delete(id));
    if (gone.length > 0) await this.#write(gone);
  }

  /** Forgets all rows, in the memento too. */
  async clear(): Promise<void> {
    const gone = [...this.#rows.keys()];
    this.#rows.clear();
    this.#doubts.clear();
    this.#changed.fire(gone);
    await this.#memento.update(KEY, undefined);
  }

  /** Tells that something is known of a profile that its row does not hold. */
  touch(id: string): void {
    this.#changed.fire([id]);
  }

  async #write(changed: readonly string[]): Promise<void> {
    const doubts = this.doubts();
    const value = { version: VERSION, rows: this.rows(), ...(doubts.length === 0 ? {} : { doubts }) };
    const written = this.#memento.update(KEY, value);
    if (changed.length > 0) this.#changed.fire(changed);
    // A cache that can't be written, on a full disk for example, is built again at the next start.
    await written.then(undefined, () => undefined);
  }
}

/** What does not parse is left out: the secret storage has it all. */
function parseRows(entries: readonly unknown[]): Map<string, RosterRow> {
  const rows = new Map<string, RosterRow>();
  for (const entry of entries) {
    const row = v.safeParse(RowSchema, entry);
    if (!row.success) continue;
    const { credentialId, jwtEnvironment, ownerId, jwtIssuedAt, jwtExpiresAt, token, ...facts } = row.output;
    rows.set(facts.id, {
      ...facts,
      credentialId,
      jwtEnvironment,
      ownerId,
      jwtIssuedAt,
      jwtExpiresAt,
      token,
    });
  }
  return rows;
}
