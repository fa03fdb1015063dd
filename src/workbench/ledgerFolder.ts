// The ledgers as files in the extension's global storage folder: a few lines of times each, named by a hash.
import type { LedgerFiles } from '../tokens/requestBudget.ts';

/** What the files end in. */
const ENDING = '.ledger';

/** A folder of the file system, made when it is needed. */
export class LedgerFolder implements LedgerFiles {
  readonly #folder: string;

  /** @param folder its path */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(name: string): Promise<string> {
    const { readFile } = await import('node:fs/promises');
    try {
      return await readFile(await this.#fileOf(name), 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
      throw error;
    }
  }

  async append(name: string, text: string): Promise<void> {
    const { mkdir, open } = await import('node:fs/promises');
    // Every time, because another window may be removing all stored data.
    await mkdir(this.#folder, { recursive: true });
    const file = await open(await this.#fileOf(name), 'a', 0o600);
    try {
      await file.appendFile(text);
      // A request goes out next: the line must survive it.
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async replace(name: string, text: string): Promise<void> {
    const { rename, rm, writeFile } = await import('node:fs/promises');
    const file = await this.#fileOf(name);
    const draft = `${file}.${crypto.randomUUID()}`;
    try {
      await writeFile(draft, text, { mode: 0o600, flush: true });
      await rename(draft, file);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  async #fileOf(name: string): Promise<string> {
    const { createHash } = await import('node:crypto');
    return `${this.#folder}/${createHash('sha256').update(name).digest('hex')}${ENDING}`;
  }
}
