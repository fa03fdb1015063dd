// Removes everything that the extension ever stored, and ends the sessions that it opened (product, section 2).
import { DeletionMarks } from '../profiles/deletionMarks.ts';
import { StorageFailed, type SecretStore } from '../profiles/storage.ts';
import { parseKey } from '../profiles/storedKeys.ts';
import { RemovalIncomplete, type ProfileChanges, type Removed } from './profileChanges.ts';

/** A session that goes on. */
export interface OpenSession {
  /** The profile's name; undefined when it could not be read. */
  readonly name: string | undefined;
  /** When it ends by itself, in ms; undefined when that could not be read: within RingCentral's hour at the latest. */
  readonly expiresAt: number | undefined;
}

/** Something could not be removed; the command can be repeated. */
export class RemovalFailed extends StorageFailed {
  /** The sessions that were left open all the same. */
  readonly open: readonly OpenSession[];

  constructor(open: readonly OpenSession[]) {
    super('write', 'not everything was removed');
    this.open = open;
  }
}

/** What another window adds while its tokens are being revoked goes too, but not for ever. */
const MAX_ROUNDS = 5;

export interface RemovalParts {
  readonly secrets: SecretStore;
  readonly marks: DeletionMarks;
  readonly changes: ProfileChanges;
  /** Removes what is kept outside the secret storage. */
  readonly forget: () => Promise<void>;
  /** In ms. */
  readonly now: () => number;
}

/**
 * Deletes every entry, whether it can be read or not, and revokes the tokens that lived, as far as RingCentral can be
 * reached and the budget allows it. Profiles go as they go one by one: marked first, so that other windows take it for no
 * lost keyring, and an interrupted removal is finished later. The marks go last.
 * @param signal gives up revoking
 * @returns the sessions that could not be ended
 * @throws {RemovalFailed} when something is left
 */
export async function removeEverything(
  { secrets, marks, changes, forget, now }: RemovalParts,
  signal?: AbortSignal,
): Promise<OpenSession[]> {
  const open: OpenSession[] = [];
  const tried = new Set<string>();
  let keys = await secrets.keys();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const entries = keys.flatMap(key => parseKey(key) ?? []);
    const ids = [...new Set(entries.filter(({ kind }) => kind !== 'deleted').map(({ id }) => id))];
    if (ids.length === 0) break;
    for (const id of ids) tried.add(id);
    const removals = await Promise.allSettled(ids.map(async id => changes.remove(id, signal)));
    const tokens = new Set(entries.filter(({ kind }) => kind === 'token').map(({ id }) => id));
    open.push(
      ...removals.flatMap((removal, index) => {
        const removed = whatIsGone(removal);
        return removed !== undefined && goesOn(removed, tokens.has(ids[index] ?? ''), now())
          ? [{ name: removed.name, expiresAt: removed.expiresAt }]
          : [];
      }),
    );
    // What could not be removed is left for the next try.
    if (removals.some(({ status }) => status === 'rejected')) throw new RemovalFailed(open);
    keys = await secrets.keys();
  }
  const rest = keys
    .map(key => ({ key, entry: parseKey(key) }))
    .filter(({ entry }) => entry?.kind !== 'deleted');
  // Swept away as it is, a profile that was added only now would leave its session open, and its row in that window.
  if (rest.some(({ entry }) => entry !== undefined && !tried.has(entry.id))) throw new RemovalFailed(open);
  for (const { key } of rest) await secrets.delete(key);
  await forget();
  for (const id of DeletionMarks.idsIn(await secrets.keys())) await marks.delete(id);
  return open;
}

function whatIsGone(removal: PromiseSettledResult<Removed>): Removed | undefined {
  if (removal.status === 'fulfilled') return removal.value;
  return removal.reason instanceof RemovalIncomplete ? removal.reason.removed : undefined;
}

/** Whether a session was left open; of a token that can't be read nobody knows, so it is told. */
function goesOn({ outcome, expiresAt }: Removed, hadToken: boolean, now: number): boolean {
  switch (outcome.kind) {
    case 'not-revoked':
    case 'newer':
      return true;
    case 'ending':
      return expiresAt !== undefined && expiresAt > now;
    case 'no-token':
      return hadToken && expiresAt === undefined;
    case 'revoked':
      return false;
  }
}
