// One call for all who ask at the same moment; it is aborted only when every one of them has given up.

interface Call<Value> {
  readonly outcome: Promise<Value>;
  readonly controller: AbortController;
  waiting: number;
}

/** Calls in progress, by key. */
export class SharedCalls<Value> {
  readonly #calls = new Map<string, Call<Value>>();

  /**
   * Joins the call with this key, or starts one.
   * @param signal gives up waiting, at once
   * @param start gets a signal that aborts when all who wait have given up
   * @returns the call's outcome, the same for all, or undefined for a caller who gave up
   */
  async join(
    key: string,
    signal: AbortSignal | undefined,
    start: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Value | undefined> {
    if (signal?.aborted === true) return undefined;
    const call = this.#calls.get(key) ?? this.#begin(key, start);
    if (signal === undefined) {
      call.waiting += 1;
      return call.outcome;
    }
    return this.#waitUntilAborted(key, call, signal);
  }

  async #waitUntilAborted(key: string, call: Call<Value>, signal: AbortSignal): Promise<Value | undefined> {
    call.waiting += 1;
    const { promise: givenUp, resolve: giveUp } = Promise.withResolvers<undefined>();
    const leave = (): void => {
      call.waiting -= 1;
      if (call.waiting === 0) {
        this.#forget(key, call);
        call.controller.abort();
      }
      giveUp(undefined);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([call.outcome, givenUp]);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  #begin(key: string, start: (signal: AbortSignal) => Promise<Value>): Call<Value> {
    const controller = new AbortController();
    const call = { controller, waiting: 0, outcome: start(controller.signal) };
    this.#calls.set(key, call);
    const end = (): void => {
      this.#forget(key, call);
    };
    call.outcome.then(end, end);
    return call;
  }

  #forget(key: string, call: Call<Value>): void {
    if (this.#calls.get(key) === call) this.#calls.delete(key);
  }
}
