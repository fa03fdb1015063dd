// The marks of deleted profiles: they keep one from coming back that another window still remembers (product, section 3).
import * as v from 'valibot';
import { parseJson } from '../ringcentral/json.ts';
import { TimeSchema } from '../ringcentral/time.ts';
import type { SecretStore } from './storage.ts';
import { idsOf } from './storedKeys.ts';

const PREFIX = 'deleted:';
const VERSION = 1;
const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

/** A mark of a newer version may say anything else. */
const MarkSchema = v.object({
  version: v.number(),
  deletedAt: v.fallback(v.optional(TimeSchema), undefined),
});

/** One entry in the secret storage for each deleted profile: a time, and no secret. */
export class DeletionMarks {
  readonly #secrets: SecretStore;
  readonly #now: () => number;

  /** @param now in ms */
  constructor(secrets: SecretStore, now: () => number) {
    this.#secrets = secrets;
    this.#now = now;
  }

  /** The profiles that have one. */
  static idsIn(keys: readonly string[]): string[] {
    return idsOf(keys, PREFIX);
  }

  async write(id: string): Promise<void> {
    const mark = JSON.stringify({ version: VERSION, deletedAt: this.#now() });
    await this.#secrets.store(PREFIX + id, mark);
  }

  async delete(id: string): Promise<void> {
    await this.#secrets.delete(PREFIX + id);
  }

  /** Lets go of the marks that are older than 90 days. One that can't be read is dated anew. */
  async prune(keys: readonly string[]): Promise<void> {
    for (const id of DeletionMarks.idsIn(keys)) {
      const entry = await this.#secrets.get(PREFIX + id);
      // Gone meanwhile, with everything else perhaps: it must not come back.
      if (entry === undefined) continue;
      const mark = v.safeParse(MarkSchema, parseJson(entry));
      if (mark.success && mark.output.version > VERSION) continue;
      const deletedAt = mark.success ? mark.output.deletedAt : undefined;
      if (deletedAt === undefined) await this.write(id);
      else if (this.#now() - deletedAt > KEPT_MS) await this.delete(id);
    }
  }
}
