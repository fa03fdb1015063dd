// `node test/suiteMain.ts <folder> <timeout in ms> [part of a path]`: runs the `*.test.ts` of a folder in Node.
import { resolve } from 'node:path';
import { exitOnSignals } from './host/signals.ts';
import { findTests, runSuite } from './suite.ts';

exitOnSignals();
const [folder = 'test/unit', timeoutMs = '10000', part = ''] = process.argv.slice(2);
const { passed, failed } = await runSuite(
  await findTests(resolve(folder), '.test.ts', part),
  Number(timeoutMs),
);
if (passed + failed === 0) {
  console.error(`No test ran in ${folder}.`);
}
process.exit(failed > 0 || passed === 0 ? 1 : 0); // Without waiting for what a failed test left open.
