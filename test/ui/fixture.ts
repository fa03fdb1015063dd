// Gives a mocha suite a VS Code: one server for the suite, one window for the suite or for each test, traces of failures,
// and at its end a search for leaked secrets.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach } from 'mocha';
import { projectRoot } from '../host/browserHost.ts';
import { type VsCode, type VsCodeOptions, startVsCode } from './vsCode.ts';
import type { Workbench } from './workbench.ts';

export interface VsCodeFixture {
  readonly vsCode: VsCode;
  /** The open window. */
  readonly workbench: Workbench;
  /** Replaces the window by one with empty storage. */
  freshWindow(): Promise<Workbench>;
}

/**
 * To be called inside `describe`.
 * @param options what the server starts with, or a function that makes it, called before the suite's first test
 * @param window `'suite'`: the tests share a window, in their order; `'test'`: each has one of its own, with empty storage
 */
export function useVsCode(
  options: VsCodeOptions | (() => VsCodeOptions | Promise<VsCodeOptions>) = {},
  window: 'suite' | 'test' = 'suite',
): VsCodeFixture {
  let vsCode: VsCode | undefined;
  let workbench: Workbench | undefined;

  const freshWindow = async (): Promise<Workbench> => {
    workbench = await existing(vsCode).openWindow();
    return workbench;
  };

  before(async () => {
    vsCode = await startVsCode(typeof options === 'function' ? await options() : options);
    if (window === 'suite') {
      await freshWindow();
    }
  });

  beforeEach(async () => {
    if (window === 'test') {
      await freshWindow();
    }
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && workbench !== undefined && vsCode !== undefined) {
      await keepTraces(this.currentTest.fullTitle(), workbench, vsCode);
    }
  });

  after('leaves no secret where none belongs', async () => {
    assert.deepEqual((await vsCode?.close()) ?? [], []);
  });

  return {
    get vsCode() {
      return existing(vsCode);
    },
    get workbench() {
      return existing(workbench);
    },
    freshWindow,
  };
}

async function keepTraces(title: string, workbench: Workbench, vsCode: VsCode): Promise<void> {
  const picture = await workbench.screenshot(`failed ${title}`);
  const folder = join(projectRoot, 'out/logs');
  await mkdir(folder, { recursive: true });
  const log = join(folder, `${title.replace(/[^\w.-]+/g, '-')}.log`);
  await writeFile(log, await vsCode.host.logs());
  console.log(`      kept: ${picture}\n            ${log}`);
}

function existing<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error('VS Code is open only inside tests and hooks.');
  }
  return value;
}
