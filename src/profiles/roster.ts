// The roster: what is known of all profiles without reading a secret, a cache that can be rebuilt at any time.
import * as v from 'valibot';
import type { Environment } from '../ringcentral/environment.ts';
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
  ownerId: v.optional(v.string()),
  jwtIssuedAt: v.optional(v.number()),
  jwtExpiresAt: v.optional(v.union([v.number(), v.literal('none-set')])),
  token: v.optional(v.object({ obtainedAt: v.number(), expiresAt: v.number(), scopes: v.array(v.string()) })),
});
const RosterSchema = v.object({ version: v.literal(VERSION), rows: v.array(v.unknown()) });

/**
 * Keeps the roster in a memento, as one value that is written whole. Windows of VS Code overwrite each other there;
 * what gets lost is found again in the secret storage.
 */
export class Roster {
  readonly #memento: Memento;
  readonly #changed = new Emitter<readonly string[]>();
  #parsed: { readonly from: unknown; readonly rows: ReadonlyMap<string, RosterRow> } | undefined;

  /** Fires with the ids of the rows that were added, changed or removed. */
  readonly onDidChange = this.#changed.event;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  /** All rows, in no particular order. */
  rows(): readonly RosterRow[] {
    return [...this.#read().values()];
  }

  /** The rows of an environment as people look for them: by name, numbers in it by their value. */
  rowsOf(environment: Environment): RosterRow[] {
    return this.rows()
      .filter(row => row.environment === environment)
      .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  }

  /** The row of a profile, if it is known. */
  row(id: string): RosterRow | undefined {
    return this.#read().get(id);
  }

  /** Writes a row, in place of an earlier one with its id. */
  async put(row: RosterRow): Promise<void> {
    await this.putAll([row]);
  }

  /** Writes several rows at once. */
  async putAll(rows: readonly RosterRow[]): Promise<void> {
    if (rows.length === 0) return;
    const next = new Map(this.#read());
    for (const row of rows) next.set(row.id, row);
    await this.#write(
      next,
      rows.map(row => row.id),
    );
  }

  /** Changes a row that is there; an unknown one is left unknown. */
  async change(id: string, changes: Partial<Omit<RosterRow, 'id'>>): Promise<void> {
    const row = this.row(id);
    if (row !== undefined) await this.put({ ...row, ...changes });
  }

  /** Tells that a row may have changed without being written here: another window shares the memento. */
  touch(id: string): void {
    this.#changed.fire([id]);
  }

  async #write(rows: ReadonlyMap<string, RosterRow>, changed: readonly string[]): Promise<void> {
    const written = this.#memento.update(KEY, { version: VERSION, rows: [...rows.values()] });
    this.#changed.fire(changed);
    await written;
  }

  /** Parses the memento's value once for each value: another window may have put a new one there. */
  #read(): ReadonlyMap<string, RosterRow> {
    const from = this.#memento.get(KEY);
    if (this.#parsed?.from !== from || this.#parsed === undefined) {
      this.#parsed = { from, rows: parseRoster(from) };
    }
    return this.#parsed.rows;
  }
}

/** What does not parse is left out: the secret storage has it all. */
function parseRoster(value: unknown): ReadonlyMap<string, RosterRow> {
  const roster = v.safeParse(RosterSchema, value);
  const rows = new Map<string, RosterRow>();
  for (const entry of roster.success ? roster.output.rows : []) {
    const row = v.safeParse(RowSchema, entry);
    if (!row.success) continue;
    const { ownerId, jwtIssuedAt, jwtExpiresAt, token, ...facts } = row.output;
    rows.set(facts.id, { ...facts, ownerId, jwtIssuedAt, jwtExpiresAt, token });
  }
  return rows;
}
