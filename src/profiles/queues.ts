// One after the other: work that must not overtake what was begun before it.

/** Queues of work, by name. */
export class Queues {
  /** The end of the last piece of work of each name. */
  readonly #ends = new Map<string, Promise<undefined>>();

  /** Runs the work when everything before it with the same name has ended. */
  async run<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    const before = this.#ends.get(name) ?? Promise.resolve();
    const turn = before.then(work);
    const end = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#ends.set(name, end);
    try {
      return await turn;
    } finally {
      if (this.#ends.get(name) === end) this.#ends.delete(name);
    }
  }
}
