// Something that is made when it is first needed, and let go of if it was.

/** Holds what a promise makes, once. */
export class Lazy<Value extends { dispose(): unknown }> {
  readonly #make: () => Promise<Value>;
  #made: Promise<Value> | undefined;
  #isDisposed = false;

  constructor(make: () => Promise<Value>) {
    this.#make = make;
  }

  /** The value; made by the first caller, and once more by the next one should that fail. */
  async get(): Promise<Value> {
    this.#made ??= this.#makeOnce();
    return this.#made;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#made?.then(
      value => value.dispose(),
      () => undefined,
    );
  }

  async #makeOnce(): Promise<Value> {
    try {
      const value = await this.#make();
      if (this.#isDisposed) value.dispose();
      return value;
    } catch (error) {
      this.#made = undefined;
      throw error;
    }
  }
}
