// What the extension needs of a place to keep things: the parts of VS Code's SecretStorage and Memento that it uses.
import type { Listen } from './events.ts';

/** Keeps secrets; may be slow, may fail, and tells of changes by a hint that can come late or twice. */
export interface SecretStore {
  keys(): PromiseLike<readonly string[]>;
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  readonly onDidChange: Listen<{ readonly key: string }>;
}

/** Keeps values that are no secret. */
export interface Memento {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** The secret storage did not do what it was asked for. */
export class StorageFailed extends Error {
  override readonly name = 'StorageFailed';
  /** What it was asked for. */
  readonly attempt: 'read' | 'write';

  /** @param reason in English, without a secret, for the log */
  constructor(attempt: 'read' | 'write', reason: string) {
    super(`The secret storage could not ${attempt}: ${reason}`);
    this.attempt = attempt;
  }
}

/** The profile that was to be changed has been deleted in another window. */
export class ProfileDeleted extends Error {
  override readonly name = 'ProfileDeleted';
}
