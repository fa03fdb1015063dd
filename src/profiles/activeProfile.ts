// Which profile commands work on: one per workspace, else the last one chosen anywhere (product, section 3).
import { Emitter } from './events.ts';
import type { RosterRow } from './profile.ts';
import type { Roster } from './roster.ts';
import type { Memento } from './storage.ts';

const KEY = 'activeProfile';

/** The active profile, remembered in the workspace and, for workspaces without a choice of their own, globally. */
export class ActiveProfile {
  readonly #workspace: Memento;
  readonly #global: Memento;
  readonly #roster: Roster;
  readonly #changed = new Emitter<undefined>();

  /** Fires when another profile was chosen. */
  readonly onDidChange = this.#changed.event;

  constructor(workspace: Memento, global: Memento, roster: Roster) {
    this.#workspace = workspace;
    this.#global = global;
    this.#roster = roster;
  }

  /** The row of the active profile; undefined when none was chosen or the chosen one is gone. */
  get(): RosterRow | undefined {
    for (const memento of [this.#workspace, this.#global]) {
      const id = memento.get(KEY);
      const row = typeof id === 'string' ? this.#roster.row(id) : undefined;
      if (row !== undefined) return row;
    }
    return undefined;
  }

  /** Makes a profile the active one, here and where nothing else was chosen. */
  async choose(id: string): Promise<void> {
    const written = [this.#workspace.update(KEY, id), this.#global.update(KEY, id)];
    this.#changed.fire(undefined);
    await Promise.all(written);
  }

  /** Forgets the choice of a profile that was deleted, or every choice. */
  async forget(id?: string): Promise<void> {
    const mementos = [this.#workspace, this.#global];
    const chosen = mementos.filter(memento => id === undefined || memento.get(KEY) === id);
    await Promise.all(chosen.map(async memento => memento.update(KEY, undefined)));
    this.#changed.fire(undefined);
  }
}
