// A small event for the rooms that don't know VS Code; its shape is that of VS Code's own.

/** Something to be let go of. */
export interface Disposer {
  dispose(): void;
}

/** Calls the listener each time something happens, until the returned disposer is disposed. */
export type Listen<Data> = (listener: (data: Data) => unknown) => Disposer;

/** The sending side of an event. */
export class Emitter<Data> {
  readonly #listeners = new Set<(data: Data) => unknown>();

  /** The receiving side. */
  readonly event: Listen<Data> = listener => {
    const own = (data: Data): unknown => listener(data);
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  };

  /** Calls every listener. */
  fire(data: Data): void {
    for (const listener of [...this.#listeners]) listener(data);
  }
}
