// What several windows of VS Code share of a machine, as VS Code's own interfaces behave: every call takes its time,
// globalState is one value that a window writes whole, and hints of changed secrets come late, twice, or not at all.
import type fc from 'fast-check';
import { Emitter } from '../../src/profiles/events.ts';
import type { Memento, SecretStore } from '../../src/profiles/storage.ts';

type Values = Readonly<Record<string, unknown>>;

/** Storage that outlives its windows. A scheduler decides what happens next, and how often a hint comes. */
export class SharedStorage {
  readonly secrets = new Map<string, string>();
  /** The extension's global state as it is on the disk. */
  globalState: Values = {};
  readonly #windows: StorageWindow[] = [];
  readonly #scheduler: fc.Scheduler;
  readonly #hints: () => number;

  /** @param hints how often a hint comes, asked for each window: 0 is heeded only in the window that wrote */
  constructor(scheduler: fc.Scheduler, hints: () => number) {
    this.#scheduler = scheduler;
    this.#hints = hints;
  }

  openWindow(): StorageWindow {
    const window = new StorageWindow(this);
    this.#windows.push(window);
    return window;
  }

  /** Does something with the shared storage at a moment that the scheduler chooses, and answers at another. */
  async step<Value>(label: string, work: () => Value): Promise<Value> {
    await this.#scheduler.schedule(Promise.resolve(), label);
    const value = work();
    await this.#scheduler.schedule(Promise.resolve(), `${label} answered`);
    return value;
  }

  /** Tells all windows of a changed secret. */
  hint(key: string, writer: StorageWindow): void {
    for (const window of this.#windows) {
      const times = window === writer ? this.#hints() : Math.max(1, this.#hints());
      for (let time = 0; time < times; time += 1) {
        void this.#scheduler.schedule(Promise.resolve(), `hint ${key}`).then(() => {
          window.secretChanged.fire({ key });
        });
      }
    }
  }

  /** Writes a window's whole state, which the other windows take over sooner or later. */
  async writeState(values: Values, writer: StorageWindow): Promise<void> {
    await this.step('write state', () => {
      this.globalState = values;
    });
    for (const window of this.#windows) {
      if (window === writer) continue;
      void this.#scheduler.schedule(Promise.resolve(), 'state arrives').then(() => {
        window.takeState(values);
      });
    }
  }
}

/** One window's view of the shared storage. */
export class StorageWindow {
  readonly secretChanged = new Emitter<{ readonly key: string }>();
  readonly secrets: SecretStore;
  readonly globalState: Memento;
  #state: Values;

  constructor(shared: SharedStorage) {
    this.#state = shared.globalState;
    const { event: onDidChange } = this.secretChanged;
    this.secrets = {
      keys: async () => shared.step('keys', () => [...shared.secrets.keys()]),
      get: async key => shared.step(`get ${key}`, () => shared.secrets.get(key)),
      store: async (key, value) =>
        shared.step(`store ${key}`, () => {
          shared.secrets.set(key, value);
          shared.hint(key, this);
        }),
      delete: async key =>
        shared.step(`delete ${key}`, () => {
          if (shared.secrets.delete(key)) shared.hint(key, this);
        }),
      onDidChange,
    };
    this.globalState = {
      get: key => structuredClone(this.#state[key]),
      update: async (key, value) => {
        this.#state = { ...this.#state, [key]: structuredClone(value) };
        await shared.writeState(this.#state, this);
      },
    };
  }

  /** Another window's state has come. */
  takeState(values: Values): void {
    this.#state = values;
  }
}
