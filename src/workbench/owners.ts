// Whose tokens they are, by name, as far as RingCentral has told in this window.
import { ownerWords } from '../explanations/words.ts';
import { Emitter } from '../profiles/events.ts';
import type { RosterRow } from '../profiles/profile.ts';
import type { Owner } from '../ringcentral/restCall.ts';

type OwnedRow = Pick<RosterRow, 'environment' | 'server' | 'ownerId'>;

/** Kept in memory only: names of people are nobody's cache. */
export class Owners {
  readonly #owners = new Map<string, Owner>();
  readonly #changed = new Emitter<undefined>();

  /** Fires when a name is learnt. */
  readonly onDidChange = this.#changed.event;

  /** Name, extension number and type of a row's owner; undefined while only the id is known. */
  nameOf(row: OwnedRow): string | undefined {
    const owner = this.#owners.get(keyOf(row));
    return owner && ownerWords(owner);
  }

  note(row: OwnedRow, owner: Owner): void {
    if (row.ownerId === undefined) return;
    this.#owners.set(keyOf(row), owner);
    this.#changed.fire(undefined);
  }
}

function keyOf({ environment, server, ownerId }: OwnedRow): string {
  return JSON.stringify([environment, server, ownerId]);
}
