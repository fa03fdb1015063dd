// Ledgers in memory, shared by the windows of a test; they can fail as files do.
import type { LedgerFiles } from '../../src/tokens/requestBudget.ts';

/** What a file system says when it does not do what it is asked for. */
export class FileError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Texts by name. */
export class MemoryLedgers implements LedgerFiles {
  readonly texts = new Map<string, string>();
  /** The code with which reading or writing fails; undefined while it does not. */
  readFailure: string | undefined;
  writeFailure: string | undefined;

  async read(name: string): Promise<string> {
    await Promise.resolve();
    if (this.readFailure !== undefined) throw new FileError(this.readFailure);
    return this.texts.get(name) ?? '';
  }

  async append(name: string, text: string): Promise<void> {
    await Promise.resolve();
    if (this.writeFailure !== undefined) throw new FileError(this.writeFailure);
    this.texts.set(name, (this.texts.get(name) ?? '') + text);
  }

  async replace(name: string, text: string): Promise<void> {
    await Promise.resolve();
    if (this.writeFailure !== undefined) throw new FileError(this.writeFailure);
    this.texts.set(name, text);
  }
}
