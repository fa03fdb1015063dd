// The secret storage, with one kind of error for all that can go wrong in it, and every secret known that passes.
import type { Listen } from './events.ts';
import type { LiveSecrets } from './liveSecrets.ts';
import { StorageFailed, type SecretStore } from './storage.ts';

/** Passes everything on, notes what is secret, and turns what is thrown into {@link StorageFailed}. */
export class GuardedSecrets implements SecretStore {
  readonly onDidChange: Listen<{ readonly key: string }>;
  readonly #secrets: SecretStore;
  readonly #live: LiveSecrets;

  constructor(secrets: SecretStore, live: LiveSecrets) {
    this.#secrets = secrets;
    this.#live = live;
    this.onDidChange = listener => secrets.onDidChange(listener);
  }

  async keys(): Promise<readonly string[]> {
    return guard('read', () => this.#secrets.keys());
  }

  async get(key: string): Promise<string | undefined> {
    const value = await guard('read', () => this.#secrets.get(key));
    if (value !== undefined) this.#live.addEntry(value);
    return value;
  }

  async store(key: string, value: string): Promise<void> {
    // Whether it is kept or not: what was entered may be used all the same.
    this.#live.addEntry(value);
    await guard('write', () => this.#secrets.store(key, value));
  }

  async delete(key: string): Promise<void> {
    await guard('write', () => this.#secrets.delete(key));
  }
}

async function guard<Value>(
  attempt: StorageFailed['attempt'],
  work: () => PromiseLike<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    // Its message may hold anything, a secret even; its kind is enough: a locked keyring says nothing of use itself.
    throw new StorageFailed(attempt, error instanceof Error ? error.name : typeof error);
  }
}
