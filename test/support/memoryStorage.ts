// The storage interfaces in memory, with what a test wants to know of their use.
import { Emitter } from '../../src/profiles/events.ts';
import type { Memento, SecretStore } from '../../src/profiles/storage.ts';

/** A secret storage that counts its reads and can be told to fail or to forget. */
export class MemorySecrets implements SecretStore {
  readonly entries = new Map<string, string>();
  /** The keys that were read, in order. */
  readonly reads: string[] = [];
  /** What every call throws, while it is set: a locked keyring. */
  failure: Error | undefined;
  /** Whether it takes values without keeping them. */
  isForgetful = false;
  readonly #changed = new Emitter<{ key: string }>();
  readonly onDidChange = this.#changed.event;

  async keys(): Promise<string[]> {
    await this.#call();
    return [...this.entries.keys()];
  }

  async get(key: string): Promise<string | undefined> {
    await this.#call();
    this.reads.push(key);
    return this.entries.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    await this.#call();
    if (!this.isForgetful) this.entries.set(key, value);
    this.#changed.fire({ key });
  }

  async delete(key: string): Promise<void> {
    await this.#call();
    this.entries.delete(key);
    this.#changed.fire({ key });
  }

  async #call(): Promise<void> {
    await Promise.resolve();
    if (this.failure !== undefined) throw this.failure;
  }
}

/** A memento that, like VS Code's, hands out what it was given as a copy and at once. */
export class MemoryMemento implements Memento {
  readonly values = new Map<string, unknown>();

  get(key: string): unknown {
    return this.values.get(key);
  }

  async update(key: string, value: unknown): Promise<void> {
    this.values.set(key, structuredClone(value));
    await Promise.resolve();
  }
}
