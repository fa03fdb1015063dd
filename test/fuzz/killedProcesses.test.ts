// Four processes share one ledger and are killed at any moment: as windows of VS Code may be.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { WINDOW_MS } from '../../src/tokens/ledger.ts';
import { GAMES } from './games.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A minute takes three seconds. */
const SPEED = 20;
/** How long it goes on, in ms. */
const GAME_MS = 8000 * GAMES;
const PROCESSES = 4;
const LEAST_KILLS = 6;

/**
 * A window that asks for requests all the time. For each that it may send it writes down when it had asked, and when it
 * was allowed to: in between is when it is counted. It knows what it wrote only by the ledger once it is killed.
 */
const WINDOW = `
  import { appendFileSync } from 'node:fs';
  const [root, folder, sent] = process.argv.slice(1);
  const load = path => import(root + path);
  const { RequestBudget } = await load('/src/tokens/requestBudget.ts');
  const { Penalties } = await load('/src/tokens/penalties.ts');
  const { LedgerFolder } = await load('/src/workbench/ledgerFolder.ts');
  const { FileLock } = await load('/src/workbench/fileLock.ts');
  const uptime = () => Number(process.hrtime.bigint() / 1000n) / 1000 * ${SPEED};
  const now = () => ({ at: uptime() + 1e12, up: uptime() });
  const budget = new RequestBudget({
    now,
    files: new LedgerFolder(folder),
    lock: new FileLock({ folder, log: { info() {}, warn() {} }, staleMs: 2000 }),
    penalties: new Penalties(now),
    onAlone: reason => console.error('alone', reason),
  });
  // Waiting for a lock keeps no process alive.
  setInterval(() => undefined, 1000);
  console.log('ready');
  for (;;) {
    const asked = uptime();
    const hold = await budget.claim({ server: 'https://platform.ringcentral.com', clientId: 'Acme' });
    if (hold === undefined) appendFileSync(sent, asked + ' ' + uptime() + '\\n');
    await new Promise(resolve => setTimeout(resolve, Math.random() * 4));
  }
`;

describe('processes that are killed', () => {
  let root: string;
  let folder: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'ledgers-'));
    folder = join(root, 'storage');
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  it('stay together within five requests a minute', async () => {
    const sentFile = join(root, 'sent');
    const running = new Set<ChildProcess>();
    const said: string[] = [];
    const start = async (): Promise<void> => {
      const args = ['--input-type=module', '--eval', WINDOW, pathToFileURL(ROOT).href, folder, sentFile];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      running.add(child);
      child.stderr.on('data', (data: Buffer) => said.push(data.toString()));
      await once(child.stdout, 'data');
    };
    const begun = performance.now();
    let kills = 0;
    let lasted = 0;
    try {
      await Promise.all(Array.from({ length: PROCESSES }, start));
      // On a busy machine it takes longer until enough of them were killed.
      while (performance.now() - begun < GAME_MS || kills < LEAST_KILLS) {
        await setTimeout(Math.random() * 700);
        const [victim] = [...running].sort(() => Math.random() - 0.5);
        assert.ok(victim);
        victim.kill('SIGKILL');
        running.delete(victim);
        kills += 1;
        await start();
      }
    } finally {
      for (const child of running) child.kill('SIGKILL');
      lasted = performance.now() - begun;
    }
    const sent = (await readFile(sentFile, 'utf8'))
      .trim()
      .split('\n')
      .map(line => line.split(' ').map(Number));
    // At least the first five went, and the next ones once their minute was over: nobody is locked out for ever.
    const minutes = Math.floor((lasted * SPEED) / WINDOW_MS);
    assert.ok(sent.length >= 5, `${sent.length} requests`);
    assert.ok(sent.length <= 5 * (minutes + 2), `${sent.length} requests in ${minutes} minutes`);
    // Each was counted at some time between its question and its permission.
    sent.sort(([, one = 0], [, other = 0]) => one - other);
    for (const [index, [, last = 0]] of sent.entries()) {
      const six = sent.slice(index - 5, index + 1);
      const span = last - Math.min(...six.map(([asked = 0]) => asked));
      assert.ok(six.length < 6 || span >= 60_000, `six requests within ${span} ms`);
    }
    assert.deepEqual(said, []);
  }).timeout(GAME_MS + 60_000);
});
