// Feeds every parser of what comes from outside with inputs that are made up, and with large ones.
import { TARGETS } from './targets.ts';

/** How many inputs each target gets: few in the unit tests, many in `npm run fuzz`. */
const INPUTS = Number(process.env['FUZZ_RUNS'] ?? 500);
/** Repeats a run; otherwise each is another one. */
const SEED = process.env['FUZZ_SEED'] === undefined ? undefined : Number(process.env['FUZZ_SEED']);

/** No target comes near this, in ms an input. */
const MOST_PER_INPUT_MS = 20;

describe('whatever comes from outside:', () => {
  for (const target of TARGETS) {
    describe(target.name, () => {
      before(() => target.open());
      after(() => target.close());

      it('keeps its promises', async function () {
        this.timeout(30_000 + INPUTS * MOST_PER_INPUT_MS);
        const started = performance.now();
        const { inputs, read } = await target.run(INPUTS, SEED);
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        const share = Math.round((100 * read) / inputs);
        const words = `${inputs.toLocaleString('en')} inputs, ${share} % of them read, in ${seconds} s`;
        this.runnable().title += `: ${words}`;
      });

      it('keeps them for large inputs, in time', async function () {
        this.timeout(120_000);
        await target.runLarge();
      });
    });
  }
});
