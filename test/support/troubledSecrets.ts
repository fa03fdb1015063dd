// A secret storage with a trouble: it throws, takes its time, or forgets.
import type { SecretStore } from '../../src/profiles/storage.ts';

/** What is to happen with a call; `perform` does what was asked for. */
export type Trouble = (call: StorageCall, perform: () => Promise<unknown>) => Promise<unknown>;

/** One call of a secret storage, counted from 1. */
export interface StorageCall {
  readonly number: number;
  readonly kind: 'keys' | 'get' | 'store' | 'delete';
  readonly key: string;
}

/** Passes calls on, as long as nothing else is said. */
export class TroubledSecrets implements SecretStore {
  /** The calls since the trouble began. */
  readonly calls: StorageCall[] = [];
  readonly onDidChange: SecretStore['onDidChange'];
  readonly #secrets: SecretStore;
  #trouble: Trouble | undefined;

  constructor(secrets: SecretStore) {
    this.#secrets = secrets;
    this.onDidChange = listener => secrets.onDidChange(listener);
  }

  /** Begins a trouble, or ends it. */
  trouble(trouble: Trouble | undefined): void {
    this.#trouble = trouble;
    this.calls.length = 0;
  }

  async keys(): Promise<readonly string[]> {
    return this.#call('keys', '', async () => this.#secrets.keys());
  }

  async get(key: string): Promise<string | undefined> {
    return this.#call('get', key, async () => this.#secrets.get(key));
  }

  async store(key: string, value: string): Promise<void> {
    await this.#call('store', key, async () => this.#secrets.store(key, value));
  }

  async delete(key: string): Promise<void> {
    await this.#call('delete', key, async () => this.#secrets.delete(key));
  }

  async #call<Value>(kind: StorageCall['kind'], key: string, perform: () => Promise<Value>): Promise<Value> {
    const call = { number: this.calls.length + 1, kind, key };
    this.calls.push(call);
    let value: Value | undefined;
    await (this.#trouble ?? (async (_, work) => work()))(call, async () => {
      value = await perform();
    });
    return value as Value;
  }
}
