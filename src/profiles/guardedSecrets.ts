// The secret storage, with one kind of error for all that can go wrong in it: a locked keyring says nothing of use itself.
import type { Listen } from './events.ts';
import { StorageFailed, type SecretStore } from './storage.ts';

/** Passes everything on, and turns what is thrown into {@link StorageFailed}. */
export class GuardedSecrets implements SecretStore {
  readonly onDidChange: Listen<{ readonly key: string }>;
  readonly #secrets: SecretStore;

  constructor(secrets: SecretStore) {
    this.#secrets = secrets;
    this.onDidChange = listener => secrets.onDidChange(listener);
  }

  async keys(): Promise<readonly string[]> {
    return guard('read', () => this.#secrets.keys());
  }

  async get(key: string): Promise<string | undefined> {
    return guard('read', () => this.#secrets.get(key));
  }

  async store(key: string, value: string): Promise<void> {
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
    // Its message may hold anything, a secret even; its kind is enough.
    throw new StorageFailed(attempt, error instanceof Error ? error.name : typeof error);
  }
}
