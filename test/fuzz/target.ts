// What a fuzz target is, and how one is run: many inputs that are made up, and a few that are large.
import assert from 'node:assert/strict';
import fc from 'fast-check';

/** Whether an input got through a parser: what is refused at the first character tests nothing. */
export type Outcome = 'read' | 'refused';

/** One parser, or several that read the same thing, with what holds for them whatever comes. */
export interface TargetOptions<Input> {
  readonly name: string;
  readonly inputs: fc.Arbitrary<Input>;
  /** Fails by throwing. */
  readonly check: (input: Input) => Outcome | Promise<Outcome>;
  /** The least share of inputs that are read, and that are refused; 0.05 of each unless said otherwise. */
  readonly leastRead?: number;
  readonly leastRefused?: number;
  /** Large inputs by their names, made when they are needed. */
  readonly large?: Readonly<Record<string, () => Input>>;
  readonly open?: () => Promise<void>;
  readonly close?: () => Promise<void>;
}

/** How a run went. */
export interface Run {
  readonly inputs: number;
  readonly read: number;
}

/** A target whose inputs are nobody else's matter. */
export interface Target {
  readonly name: string;
  /**
   * Tries that many inputs.
   * @throws with seed and counterexample
   */
  readonly run: (inputs: number, seed?: number) => Promise<Run>;
  /** Tries each large input once. */
  readonly runLarge: () => Promise<void>;
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A large input may take this long, in ms: a search that were not linear would take many times as long. */
const LARGE_LIMIT_MS = 5000;
/** Of fewer inputs no share is asked for. */
const ENOUGH_FOR_SHARES = 400;

/** Makes a target of its options: a row of the table. */
export function target<Input>(options: TargetOptions<Input>): Target {
  const { name, inputs, large = {}, leastRead = 0.05, leastRefused = 0.05 } = options;
  const check = async (input: Input): Promise<Outcome> => {
    const outcome = await options.check(input);
    assertCleanPrototypes();
    return outcome;
  };
  return {
    name,
    run: async (numRuns, seed) => {
      const counts = { read: 0, refused: 0 };
      const property = fc.asyncProperty(inputs, async input => {
        counts[await check(input)] += 1;
      });
      await fc.assert(property, { numRuns, ...(seed === undefined ? {} : { seed }) });
      if (numRuns >= ENOUGH_FOR_SHARES) {
        for (const [outcome, least] of [['read', leastRead] as const, ['refused', leastRefused] as const]) {
          const share = counts[outcome] / numRuns;
          assert.ok(share >= least, `Only ${(share * 100).toFixed(1)} % of the inputs were ${outcome}.`);
        }
      }
      return { inputs: numRuns, read: counts.read };
    },
    runLarge: async () => {
      for (const [what, make] of Object.entries(large)) {
        const input = make();
        const started = performance.now();
        try {
          await check(input);
        } catch (error) {
          throw new Error(`Of ${what}:`, { cause: error });
        }
        const spent = performance.now() - started;
        assert.ok(spent < LARGE_LIMIT_MS, `${what} took ${spent.toFixed(0)} ms`);
      }
    },
    open: options.open ?? (async () => Promise.resolve()),
    close: options.close ?? (async () => Promise.resolve()),
  };
}

const PROTOTYPES = [Object.prototype, Array.prototype, Function.prototype, String.prototype].map(object => ({
  object,
  keys: Reflect.ownKeys(object).length,
}));

/** What everything inherits from is as it was when this file was loaded. */
function assertCleanPrototypes(): void {
  for (const { object, keys } of PROTOTYPES) {
    assert.equal(Reflect.ownKeys(object).length, keys, 'a prototype was changed');
  }
}
