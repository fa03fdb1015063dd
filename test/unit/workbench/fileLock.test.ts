// Windows of one machine exclude each other by a lock in a folder; the other windows are processes of their own.
import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { FileLock } from '../../../src/workbench/fileLock.ts';

/** The shortest that the library allows. */
const STALE_MS = 2000;
/** The longest pause between two looks at a lock, and some time for the look. */
const LOOK_MS = 300;
/** The library sets a new lock's time to the next full second. */
const ROUNDING_MS = 1005;

const ROOT = join(import.meta.dirname, '../../..');

/** What the other window does: holds a name until it is told to end, and leaves a mark before it lets go. */
const OTHER_WINDOW = `
  import { once } from 'node:events';
  import { writeFileSync } from 'node:fs';
  const [bundle, folder, name, mark] = process.argv.slice(1);
  const { FileLock } = await import(bundle);
  const lock = new FileLock({ folder, log: console, staleMs: ${STALE_MS} });
  await lock.hold(name, async () => {
    console.log('held');
    await once(process.stdin, 'data');
    writeFileSync(mark, '');
  });
  process.stdin.destroy();
`;

/** Waits for a name of another window's, holds one of its own for ever, and has nothing else to do. */
const IDLE_WINDOW = `
  const [bundle, folder] = process.argv.slice(1);
  const { FileLock } = await import(bundle);
  const lock = new FileLock({ folder, log: console, staleMs: ${STALE_MS} });
  void lock.hold('of the other', async () => console.log('has the other’s'));
  void lock.hold('own', () => new Promise(() => console.log('has its own')));
`;

/** Says whether the process and Node's `fs` are the same after a lock was held. */
const WATCHFUL_WINDOW = `
  import fs from 'node:fs';
  import { isDeepStrictEqual } from 'node:util';
  const [bundle, folder] = process.argv.slice(1);
  const look = () => [process.emit, process.reallyExit, process.eventNames(), fs.close, Reflect.ownKeys(fs)];
  const before = look();
  const { FileLock } = await import(bundle);
  const lock = new FileLock({ folder, log: console, staleMs: ${STALE_MS} });
  const locks = await lock.hold('name', async () => fs.readdirSync(folder).length);
  console.log(JSON.stringify({ locks, isSame: isDeepStrictEqual(look(), before) }));
`;

type Child = ChildProcessByStdio<Writable, Readable, null>;

describe('FileLock', () => {
  /** The lock as it is packaged, which the other windows use, and where it was built. */
  let bundle: string;
  let built: string;
  let root: string;
  let folder: string;
  let logged: string[];
  const children: Child[] = [];

  before(async () => {
    built = await mkdtemp(join(tmpdir(), 'file-lock-bundle-'));
    await mkdir(join(built, 'src/workbench/panel/webview'), { recursive: true });
    await writeFile(join(built, 'src/workbench/panel/webview/main.ts'), '');
    await writeFile(join(built, 'package.json'), '{ "type": "module" }');
    const module = JSON.stringify(join(ROOT, 'src/workbench/fileLock.ts'));
    await writeFile(join(built, 'src/extension.ts'), `export { FileLock } from ${module};`);
    execFileSync(process.execPath, [join(ROOT, 'esbuild.js'), '--production'], { cwd: built });
    bundle = pathToFileURL(join(built, 'dist/extension.js')).href;
  });

  after(async () => rm(built, { recursive: true }));

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'file-lock-'));
    folder = join(root, 'made', 'on demand');
    logged = [];
  });

  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(root, { recursive: true });
  });

  function windowOf(): FileLock {
    const log = { info: (line: string) => logged.push(line), warn: (line: string) => logged.push(line) };
    return new FileLock({ folder, log, staleMs: STALE_MS });
  }

  function start(script: string, ...args: readonly string[]): Child {
    const command = ['--input-type=module', '--eval', script, bundle, folder, ...args];
    const child = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] });
    children.push(child);
    return child;
  }

  /** Another window that holds a name. It leaves the mark before it lets go. */
  async function otherWindow(name: string, mark = join(root, 'mark')): Promise<Child> {
    const child = start(OTHER_WINDOW, name, mark);
    const [data] = (await once(child.stdout, 'data')) as [Buffer];
    assert.equal(data.toString(), 'held\n');
    return child;
  }

  /** What another window says until it ends by itself. */
  async function outputOf(script: string): Promise<string> {
    const child = start(script);
    let said = '';
    child.stdout.on('data', (data: Buffer) => (said += data.toString()));
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 0);
    return said;
  }

  /** The locks that there are. */
  async function locks(): Promise<string[]> {
    return readdir(folder);
  }

  it('waits until another window has ended its work', async () => {
    const mark = join(root, 'mark');
    const child = await otherWindow('name', mark);
    let isHeld = false;
    const held = windowOf().hold('name', async () => {
      isHeld = true;
      return Promise.resolve(existsSync(mark));
    });
    await setTimeout(LOOK_MS);
    assert.equal(isHeld, false);
    child.stdin.end('end');
    assert.equal(await held, true);
    assert.deepEqual(await locks(), []);
    assert.deepEqual(logged, []);
  });

  it('takes over from a window that crashed, when its lock is stale, but never from one that lives', async () => {
    const before = Date.now();
    const [crashing, living] = await Promise.all([otherWindow('crashing'), otherWindow('living')]);
    crashing.kill('SIGKILL');
    await once(crashing, 'exit');
    const lock = windowOf();
    let isTaken = false;
    const waiting = lock.hold('living', async () => {
      isTaken = true;
      return Promise.resolve();
    });
    await lock.hold('crashing', async () => Promise.resolve());
    assert.ok(Date.now() - before >= STALE_MS);
    await setTimeout(ROUNDING_MS + LOOK_MS);
    assert.equal(isTaken, false);
    living.stdin.end('end');
    await waiting;
    assert.deepEqual(logged, []);
  });

  it('lets go of everything when the window closes, without waiting for the work', async () => {
    const closing = windowOf();
    await new Promise<void>(done => {
      void closing.hold('name', async () => {
        done();
        return new Promise(() => undefined);
      });
    });
    const before = Date.now();
    closing.dispose();
    await windowOf().hold('name', async () => Promise.resolve());
    assert.ok(Date.now() - before < STALE_MS);
  });

  it('keeps no process alive, neither by what it holds nor by what it waits for', async () => {
    await windowOf().hold('of the other', async () => {
      assert.equal(await outputOf(IDLE_WINDOW), 'has its own\n');
    });
  });

  it('leaves the process and Node’s `fs` as they are', async () => {
    assert.deepEqual(JSON.parse(await outputOf(WATCHFUL_WINDOW)), { locks: 1, isSame: true });
  });

  it('runs a hundred pieces of work of one name one at a time, in two windows', async () => {
    const windows = [windowOf(), windowOf()];
    let running = 0;
    let most = 0;
    let done = 0;
    const work = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await setImmediate();
      running -= 1;
      done += 1;
    };
    await Promise.all(
      windows.flatMap(lock => Array.from({ length: 50 }, async () => lock.hold('name', work))),
    );
    assert.deepEqual({ most, done }, { most: 1, done: 100 });
    assert.deepEqual(logged, []);
  });

  it('lets work of different names run at the same time', async () => {
    const windows = [windowOf(), windowOf()];
    const names = ['one', 'two', 'three', 'four'];
    let begun = 0;
    let allBegun: (value?: undefined) => void;
    const all = new Promise(resolve => (allBegun = resolve));
    const held = names.map(async (name, index) =>
      windows[index % 2]?.hold(name, async () => {
        begun += 1;
        if (begun === names.length) allBegun();
        await all;
        return name;
      }),
    );
    assert.deepEqual(await Promise.all(held), names);
  });

  it('names a lock by a hash', async () => {
    await windowOf().hold('token:secret', async () => {
      assert.match((await locks()).join(), /^[0-9a-f]{64}\.lock$/);
    });
  });

  it('hands through what the work fails with, and lets go', async () => {
    const error = Object.assign(new Error('of the work'), { code: 'ELOCKED' });
    const lock = windowOf();
    await assert.rejects(
      lock.hold('name', async () => Promise.reject(error)),
      thrown => thrown === error,
    );
    assert.deepEqual(await locks(), []);
    assert.equal(await lock.hold('name', async () => Promise.resolve('next')), 'next');
    assert.deepEqual(logged, []);
  });

  it('runs without a lock where there can be none, and logs each kind of reason once', async () => {
    const file = join(root, 'made');
    await writeFile(file, '');
    const lock = windowOf();
    const results = ['first', 'second'].map(async value =>
      lock.hold(value, async () => Promise.resolve(value)),
    );
    assert.deepEqual(await Promise.all(results), ['first', 'second']);
    assert.deepEqual(logged, ['lock: none can be had (ENOTDIR), so each window is on its own']);
    await rm(file);
    await mkdir(file);
    await writeFile(folder, '');
    await lock.hold('name', async () => Promise.resolve());
    assert.match(logged[1] ?? '', /lock: none can be had \(EEXIST\)/);
    assert.equal(logged.length, 2);
  });

  it('goes on with the work when the lock is lost, leaves alone who has it then, and keeps the order in the window', async () => {
    const lock = windowOf();
    let isNext = false;
    let next: Promise<unknown> | undefined;
    let other: Child | undefined;
    await lock.hold('name', async () => {
      await rm(folder, { recursive: true });
      while (logged.length === 0) await setTimeout(20);
      assert.deepEqual(logged, ['lock: lost, so another window may do the same at the same time']);
      next = lock.hold('name', async () => Promise.resolve((isNext = true)));
      other = await otherWindow('name');
      assert.equal(isNext, false);
    });
    assert.equal((await locks()).length, 1);
    assert.equal(isNext, false);
    other?.stdin.end('end');
    await next;
  });
});
