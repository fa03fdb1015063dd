// Whose tokens they are, by name, as far as RingCentral has told in this window.
import { ownerWords } from '../explanations/words.ts';
import { Emitter } from '../profiles/events.ts';
import type { RosterRow } from '../profiles/profile.ts';
import type { Owner } from '../ringcentral/restCall.ts';

/** Kept in memory only: names of people are nobody's cache. */
export class Owners {
  readonly #addressOf: (row: RosterRow) => string | undefined;
  /** By server and extension id: another server's extension of that id is somebody else. */
  readonly #owners = new Map<string, Owner>();
  readonly #changed = new Emitter<undefined>();

  /** Fires when a name is learnt. */
  readonly onDidChange = this.#changed.event;

  /** @param addressOf where a row's tokens are got now */
  constructor(addressOf: (row: RosterRow) => string | undefined) {
    this.#addressOf = addressOf;
  }

  /** Name, extension number and type of a row's owner; undefined while only the id is known. */
  nameOf(row: RosterRow): string | undefined {
    const owner = this.#owners.get(keyOf(this.#addressOf(row), row.ownerId));
    return owner && ownerWords(owner);
  }

  /** @param server the one that told the name */
  note(server: string, owner: Owner): void {
    this.#owners.set(keyOf(server, owner.id), owner);
    this.#changed.fire(undefined);
  }
}

function keyOf(server: string | undefined, id: string | undefined): string {
  return JSON.stringify([server, id]);
}
