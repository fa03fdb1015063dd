// `node test/suiteMain.ts <timeout in ms> <part of a path> <folder>…`: runs the `*.test.ts` of folders in Node.
import { resolve } from 'node:path';
import { exitOnSignals } from './host/signals.ts';
import { findTests, runSuite } from './suite.ts';

exitOnSignals();
const [timeoutMs = '10000', part = '', ...folders] = process.argv.slice(2);
const files = await Promise.all(folders.map(async folder => findTests(resolve(folder), '.test.ts', part)));
const { passed, failed } = await runSuite(files.flat(), Number(timeoutMs));
if (passed + failed === 0) {
  console.error(`No test ran in ${folders.join(', ')}.`);
}
process.exit(failed > 0 || passed === 0 ? 1 : 0); // Without waiting for what a failed test left open.
