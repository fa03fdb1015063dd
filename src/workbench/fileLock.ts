// One window of this machine at a time: a lock in the extension's storage folder (product, section 4).
import type { stat as fileStat, Stats } from 'node:fs';
import type { Log } from '../profiles/log.ts';
import { codeOf } from '../profiles/errorCode.ts';
import { Turns, type SharedLock } from '../tokens/turns.ts';

/** A lock that was not kept fresh for so long, in ms, is one of a window that crashed. */
const STALE_MS = 30_000;

/** No clock of this machine's is ahead of itself by so much (ms). */
const AHEAD_MS = 10_000;

/** Who waits looks again after a time between these, in ms: by chance, so that windows do not keep step. */
const SHORTEST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 200;

export interface FileLockParts {
  /** A path in the file system; the folder is made when it is needed. */
  readonly folder: string;
  readonly log: Log;
  /** At least 2000. */
  readonly staleMs?: number;
}

/** Lets go of a lock, once, and never fails. */
type Release = () => Promise<void>;

/**
 * Excludes the other windows that use the same folder. A lock is waited for as long as its holder keeps it fresh; where
 * there can be none, such as on a full disk, each window is on its own.
 */
export class FileLock implements SharedLock {
  readonly #parts: FileLockParts;
  /** The library knows one holder of a name in a process, even when its lock was lost: so one at a time asks for it. */
  readonly #turns = new Turns({ hold: async (name, work) => this.#hold(name, work) });
  readonly #releases = new Set<Release>();
  /** The kinds of error that the log has already. */
  readonly #logged = new Set<string>();

  constructor(parts: FileLockParts) {
    this.#parts = parts;
  }

  async hold<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    return this.#turns.take(name, work);
  }

  /** Lets go of all that is held, for a window that closes: another one need not wait until the locks are stale. */
  dispose(): void {
    for (const release of this.#releases) void release();
  }

  async #hold<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    const release = await this.#acquire(name);
    if (release === undefined) return work();
    this.#releases.add(release);
    try {
      return await work();
    } finally {
      this.#releases.delete(release);
      await release();
    }
  }

  /** Waits for the lock; undefined where there can be none. */
  async #acquire(name: string): Promise<Release | undefined> {
    const { folder } = this.#parts;
    try {
      const [{ createHash }, { mkdir }, { setTimeout: pause }] = await Promise.all([
        import('node:crypto'),
        import('node:fs/promises'),
        import('node:timers/promises'),
      ]);
      const file = `${folder}/${createHash('sha256').update(name).digest('hex')}`;
      for (;;) {
        // Every time, because another window may be removing all stored data.
        await mkdir(folder, { recursive: true });
        const release = await this.#try(file);
        if (release !== undefined) return release;
        const milliseconds = SHORTEST_PAUSE_MS + Math.random() * (LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS);
        await pause(milliseconds, undefined, { ref: false });
      }
    } catch (error) {
      const code = codeOf(error);
      const isNew = !this.#logged.has(code);
      this.#logged.add(code);
      if (isNew) this.#warn(`lock: none can be had (${code}), so each window is on its own`);
      return undefined;
    }
  }

  /** Takes the lock unless another window holds it. */
  async #try(file: string): Promise<Release | undefined> {
    const { staleMs: stale = STALE_MS } = this.#parts;
    // Its functions are in the default export: the bundle has no other of a CommonJS module.
    const [{ default: library }, { mkdir, rmdir, stat, utimes }] = await Promise.all([
      import('proper-lockfile'),
      import('node:fs'),
    ]);
    let isOver = false;
    let unlock: Release;
    try {
      unlock = await library.lock(file, {
        realpath: false,
        stale,
        update: stale / 3,
        // A new object each time: the library notes on it how exact times are, and only before that it sets a lock's
        // time by this machine's clock. A network drive may have another.
        fs: { mkdir, rmdir, stat: statOf(stat), utimes },
        // By default it throws where nobody can catch it.
        onCompromised: () => {
          if (!isOver) this.#warn('lock: lost, so another window may do the same at the same time');
          isOver = true;
        },
      });
    } catch (error) {
      if (codeOf(error) === 'ELOCKED') return undefined;
      throw error;
    }
    return async () => {
      if (isOver) return;
      isOver = true;
      try {
        await unlock();
      } catch (error) {
        this.#warn(`lock: not released (${codeOf(error)}), so others wait until it is stale`);
      }
    };
  }

  /** The log may be closed already when a lock outlives the window. */
  #warn(line: string): void {
    try {
      this.#parts.log.warn(line);
    } catch {
      // Then nobody reads it.
    }
  }
}

type StatCallback = (error: NodeJS.ErrnoException | null, stats: Stats) => void;

/**
 * Takes a lock whose time lies ahead for stale: the clock was set back since, and its window may be gone. A new lock is
 * a second ahead at most.
 */
function statOf(stat: typeof fileStat): (path: string, callback: StatCallback) => void {
  return (path, callback) => {
    stat(path, (error, stats) => {
      const isAhead = error === null && stats.mtime.getTime() > Date.now() + AHEAD_MS;
      callback(error, isAhead ? Object.assign(stats, { mtime: new Date(0) }) : stats);
    });
  };
}
