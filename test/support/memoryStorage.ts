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
  /** Which calls throw by themselves. */
  failing: (key: string, call: 'get' | 'store' | 'delete') => boolean = () => false;
  /** Whether it takes values without keeping them. */
  isForgetful = false;
  readonly #changed = new Emitter<{ key: string }>();
  readonly onDidChange = this.#changed.event;

  async keys(): Promise<string[]> {
    await this.#call();
    return [...this.entries.keys()];
  }

  async get(key: string): Promise<string | undefined> {
    await this.#call(key, 'get');
    this.reads.push(key);
    return this.entries.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    await this.#call(key, 'store');
    if (!this.isForgetful) this.entries.set(key, value);
    this.#changed.fire({ key });
  }

  async delete(key: string): Promise<void> {
    await this.#call(key, 'delete');
    this.entries.delete(key);
    this.#changed.fire({ key });
  }

  async #call(key?: string, call?: 'get' | 'store' | 'delete'): Promise<void> {
    await Promise.resolve();
    if (this.failure !== undefined) throw this.failure;
    if (key !== undefined && call !== undefined && this.failing(key, call)) throw new Error('locked');
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
