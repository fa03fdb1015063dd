// What VS Code runs as `extensionTestsPath`: mocha over the test files bundled beside this one, inside the extension host.
import { findTests, runSuite } from '../suite.ts';

const TIMEOUT_MS = 60_000;

/** Runs all integration tests; rejects when one failed, which becomes the exit code of VS Code. */
export async function run(): Promise<void> {
  const { failed } = await runSuite(await findTests(import.meta.dirname, '.test.js'), TIMEOUT_MS);
  if (failed > 0) {
    throw new Error(`${failed} failed`);
  }
}
