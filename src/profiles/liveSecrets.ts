// The secrets that this window has read or stored, so that the log can leave them out.
import { parseJson } from '../ringcentral/json.ts';

/** What is stored beside secrets and may be read in a log. */
const HARMLESS = new Set([
  'name',
  'environment',
  'server',
  'credential',
  'credentialId',
  'clientId',
  'ownerId',
  'scopes',
]);
const SECRET = new Set(['jwt', 'clientSecret', 'accessToken']);
/** A value that a newer version stores is a secret from this length on; shorter ones are rather words, of every line. */
const MIN_UNKNOWN = 12;

/** In a week of use there are fewer, and what ended so long ago harms nobody. */
const MAX_SECRETS = 1000;

/** Remembers secrets in memory only. What was deleted stays known: a late answer may still repeat it. */
export class LiveSecrets {
  /** In the order of their last use. */
  readonly #secrets = new Set<string>();

  /** Makes a secret known, before anything is done with it. Past a thousand the one longest unused is forgotten. */
  add(secret: string): void {
    if (secret === '') return;
    this.#secrets.delete(secret);
    this.#secrets.add(secret);
    for (const oldest of this.#secrets) {
      if (this.#secrets.size <= MAX_SECRETS) break;
      this.#secrets.delete(oldest);
    }
  }

  /** Makes the secrets of a stored entry known, whichever version wrote it. One that can't be read is itself a secret. */
  addEntry(entry: string): void {
    const json = parseJson(entry);
    if (typeof json !== 'object' || json === null) this.add(entry);
    const values: [name: string, value: unknown][] = [['', json]];
    for (const [name, value] of values) {
      if (HARMLESS.has(name)) continue;
      if (typeof value === 'string') {
        if (SECRET.has(name) || value.length >= MIN_UNKNOWN) this.add(value);
      } else if (typeof value === 'object' && value !== null) values.push(...Object.entries(value));
    }
  }

  /** All that are known, in no particular order. */
  values(): Iterable<string> {
    return this.#secrets;
  }
}
