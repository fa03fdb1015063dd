// One after the other: what is done with a profile's token in this window, and in the other windows of this machine.
import { Queues } from '../profiles/queues.ts';

/** Excludes others from what has a name, in all windows that can know of each other. */
export interface SharedLock {
  /** Runs the work while nobody else holds this name. */
  hold<Value>(name: string, work: () => Promise<Value>): Promise<Value>;
}

/** Where windows can't know of each other, each is on its own. */
export const NO_LOCK: SharedLock = { hold: async (_, work) => work() };

/** Queues of work, by name: in this window first, so that one window asks for the lock once at a time. */
export class Turns {
  readonly #lock: SharedLock;
  readonly #queues = new Queues();

  constructor(lock: SharedLock) {
    this.#lock = lock;
  }

  /** Runs the work when everything before it with the same name has ended. */
  async take<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    return this.#queues.run(name, async () => this.#lock.hold(name, work));
  }
}
