// What outlives a process, with processes that die: after a certain write nothing of theirs happens any more.
import { setImmediate } from 'node:timers/promises';
import { Emitter } from '../../src/profiles/events.ts';
import type { Memento, SecretStore } from '../../src/profiles/storage.ts';

/**
 * How a process dies at its last write: before it hears that it was written; before its next write; or before it hears
 * the answer to its next request.
 */
export const DEATHS = ['unheard', 'before the next write', 'during the next request'] as const;
export type Death = (typeof DEATHS)[number];

/** The secret storage and the mementos of a machine. */
export class Disk {
  readonly secrets = new Map<string, string>();
  /** The global state of a VS Code profile, and the state of a workspace. */
  readonly globalState = new Map<string, unknown>();
  readonly workspaceState = new Map<string, unknown>();

  /** The same again, for another try. */
  copy(): Disk {
    const disk = new Disk();
    for (const [key, value] of this.secrets) disk.secrets.set(key, value);
    for (const [key, value] of this.globalState) disk.globalState.set(key, value);
    for (const [key, value] of this.workspaceState) disk.workspaceState.set(key, value);
    return disk;
  }
}

/** A process that works on a disk, and counts what it writes. */
export class Process {
  /** How many writes took effect. */
  writes = 0;
  readonly secrets: SecretStore;
  readonly globalState: Memento & { keys(): string[] };
  readonly workspaceState: Memento & { keys(): string[] };
  /** Ends when the process has died. */
  readonly died: Promise<'died'>;
  readonly #die: () => void;
  readonly #lastWrite: number;
  readonly #death: Death;
  #isDead = false;

  /** @param lastWrite the write after which it dies; it lives without one */
  constructor(
    disk: Pick<Disk, 'secrets' | 'globalState' | 'workspaceState'>,
    lastWrite = Infinity,
    death: Death = 'unheard',
  ) {
    const { promise, resolve } = Promise.withResolvers<'died'>();
    this.died = promise;
    this.#lastWrite = lastWrite;
    this.#death = death;
    this.#die = () => {
      this.#isDead = true;
      resolve('died');
    };
    if (lastWrite === 0 && death === 'unheard') this.#die();
    const changed = new Emitter<{ readonly key: string }>();
    this.secrets = {
      keys: async () => this.#read(() => [...disk.secrets.keys()]),
      get: async key => this.#read(() => disk.secrets.get(key)),
      store: async (key, value) => {
        await this.#write(() => disk.secrets.set(key, value));
        changed.fire({ key });
      },
      delete: async key => {
        await this.#write(() => disk.secrets.delete(key));
        changed.fire({ key });
      },
      onDidChange: changed.event,
    };
    this.globalState = this.#memento(disk.globalState);
    this.workspaceState = this.#memento(disk.workspaceState);
  }

  /** The way to a server or back from it. */
  async travel(isBack: boolean): Promise<void> {
    await setImmediate();
    if (isBack && this.writes >= this.#lastWrite && this.#death === 'during the next request') this.#die();
    await this.#live();
  }

  async #read<Value>(read: () => Value): Promise<Value> {
    await this.#live();
    const value = read();
    await this.#live();
    return value;
  }

  async #write(write: () => unknown): Promise<void> {
    await this.#live();
    if (this.writes >= this.#lastWrite) this.#die();
    if (this.#isDead) await new Promise<never>(() => undefined);
    write();
    this.writes += 1;
    if (this.writes === this.#lastWrite && this.#death === 'unheard') this.#die();
    await this.#live();
  }

  #memento(values: Map<string, unknown>): Memento & { keys(): string[] } {
    const own = new Map(values);
    return {
      keys: () => [...own.keys()],
      get: key => structuredClone(own.get(key)),
      update: async (key, value) => {
        const copy: unknown = structuredClone(value);
        // As in VS Code, the window itself has it at once.
        if (value === undefined) own.delete(key);
        else own.set(key, copy);
        await this.#write(() => (copy === undefined ? values.delete(key) : values.set(key, copy)));
      },
    };
  }

  /** In a dead process nothing goes on. */
  async #live(): Promise<void> {
    await (this.#isDead ? new Promise<never>(() => undefined) : Promise.resolve());
  }
}
