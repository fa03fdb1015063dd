// The version number that every stored entry carries: what a newer version of the extension stored is left alone.
import * as v from 'valibot';

const VersionSchema = v.object({ version: v.pipe(v.number(), v.integer()) });

/**
 * Whether an entry was stored by a newer version of the extension.
 * @param json the entry, parsed
 * @param version the one that this version writes
 */
export function isNewer(json: unknown, version: number): boolean {
  const parsed = v.safeParse(VersionSchema, json);
  return parsed.success && parsed.output.version > version;
}
