// Changes of profiles that tokens depend on: a token ends with the credential that it was got with (product, section 4).
import type { ActiveProfile } from '../profiles/activeProfile.ts';
import type { Log } from '../profiles/log.ts';
import { changedProfile, type Profile } from '../profiles/profile.ts';
import type { CredentialTrouble, ProfileStore } from '../profiles/profileStore.ts';
import type { Activities } from './activities.ts';
import { ProfileDeleted, StorageFailed } from '../profiles/storage.ts';
import type { AccessToken } from './accessToken.ts';
import type { RevokeOutcome, SessionEnder } from './sessionEnder.ts';
import { aborted } from './aborted.ts';
import { GAVE_UP, type TokenService } from './tokenService.ts';
import type { TokenStore } from './tokenStore.ts';
import { Turns, type SharedLock } from './turns.ts';

/** What came of an edit. */
export type EditOutcome =
  | { readonly kind: 'changed'; readonly revoked: RevokeOutcome }
  | { readonly kind: 'unchanged' }
  /** The profile can't be read, so nothing of it was changed. */
  | { readonly kind: 'trouble'; readonly trouble: CredentialTrouble };

/** What was deleted. */
export interface Removed {
  /** Undefined when the profile could not be read. */
  readonly name: string | undefined;
  /** The token's, in ms; undefined when there was none that could be read. */
  readonly expiresAt: number | undefined;
  readonly outcome: RevokeOutcome;
}

/** A profile is marked as deleted, but not all of it could be removed; what became of its token is known all the same. */
export class RemovalIncomplete extends StorageFailed {
  readonly removed: Removed;

  constructor(removed: Removed) {
    super('write', 'a deleted profile was not removed whole');
    this.removed = removed;
  }
}

export interface ProfileChangesParts {
  readonly profiles: ProfileStore;
  readonly active: ActiveProfile;
  readonly tokenStore: TokenStore;
  readonly tokens: TokenService;
  readonly sessions: SessionEnder;
  readonly activities: Activities;
  readonly lock: SharedLock;
  readonly log: Log;
}

/** Edits and deletes profiles, one change of a profile after the other. */
export class ProfileChanges {
  readonly #parts: ProfileChangesParts;
  readonly #turns: Turns;

  constructor(parts: ProfileChangesParts) {
    this.#parts = parts;
    this.#turns = new Turns(parts.lock);
  }

  /**
   * Changes fields of a profile. When a token depends on one of them it is revoked first, with the old values; an
   * exchange that is under way is discarded when it comes back. A token that a newer version of the extension stored is
   * left as it is.
   * @param signal gives up revoking; the change is made all the same
   * @throws {StorageFailed} when the change was not kept: the profile is as it was, only its token may be revoked
   * @throws {ProfileDeleted} when another window has deleted the profile meanwhile
   */
  async edit(
    id: string,
    changes: Partial<Omit<Profile, 'id' | 'credentialId'>>,
    signal?: AbortSignal,
  ): Promise<EditOutcome> {
    return this.#turns.take(turnOf(id), async () => {
      const { profiles, tokenStore, tokens, sessions, activities } = this.#parts;
      const read = await profiles.read(id);
      if (!read.ok) return this.#unread(id, read.failure);
      const before = read.value;
      const after = changedProfile(before, changes);
      if (after.credentialId === before.credentialId) {
        if (before.name === after.name) return { kind: 'unchanged' };
        await profiles.write(after);
        return { kind: 'changed', revoked: { kind: 'no-token' } };
      }
      // Before its session ends: another window would hand it out while that takes its time. An exchange that is under
      // way here is not waited for: while it holds the lock no other window stores a token, so none is lost.
      const isRunning = activities.of(id).running;
      const withdrawn = isRunning ? GAVE_UP : await tokens.withdraw(id, signal);
      const token = withdrawn === GAVE_UP ? await tokenStore.read(id) : withdrawn;
      if (isRunning && token !== undefined) await tokenStore.deleteIf(id, token);
      const revoked =
        token === undefined ? withoutToken(await tokenStore.find(id)) : await sessions.endLive(token, signal);
      try {
        await profiles.write(after);
      } catch (error) {
        // The error is what the user learns then; a token that is used on has not been lost.
        const isTaken = isRunning || withdrawn !== GAVE_UP;
        if (token !== undefined && !(await this.#isUsedOn(id, token, { isTaken, error }))) {
          sessions.tell(revoked, before);
        }
        throw error;
      }
      await this.#settle(after, { told: token, signal });
      activities.forgetFailure(id);
      return { kind: 'changed', revoked };
    });
  }

  /** Whether a token is used on after an edit that failed: one that was not revoked is put back, if none is there. */
  async #isUsedOn(
    id: string,
    token: AccessToken,
    { isTaken, error }: { readonly isTaken: boolean; readonly error: unknown },
  ): Promise<boolean> {
    const { tokenStore, sessions } = this.#parts;
    if (sessions.hasEnded(token)) {
      await tokenStore.deleteIf(id, token).catch(() => undefined);
      return false;
    }
    if (!isTaken) return true;
    // Of a deleted profile nothing comes back.
    return !(error instanceof ProfileDeleted) && (await succeeds(tokenStore.putBack(id, token)));
  }

  /**
   * Keeps a profile whose stored credential was lost or can't be read. What is stored under its id is replaced, unless
   * a newer version of the extension stored it.
   * @throws {StorageFailed} {@link ProfileStore.write}
   */
  async restore(profile: Profile): Promise<EditOutcome> {
    const { id } = profile;
    return this.#turns.take(turnOf(id), async () => {
      const { profiles, activities } = this.#parts;
      const read = await profiles.read(id);
      if (!read.ok && read.failure === 'newer') return { kind: 'trouble', trouble: 'newer' };
      await profiles.write(profile);
      await this.#settle(profile);
      activities.forgetFailure(id);
      return { kind: 'changed', revoked: { kind: 'no-token' } };
    });
  }

  /**
   * Deletes a profile with every trace of it, then revokes its token.
   * @param signal gives up revoking
   * @throws what the secret storage throws; then nothing is deleted
   * @throws {RemovalIncomplete} when the profile is marked as deleted, so that the rest goes by the next start
   */
  async delete(id: string, signal?: AbortSignal): Promise<RevokeOutcome> {
    return (await this.remove(id, signal)).outcome;
  }

  /** Like {@link delete}, and says what it was that is gone. */
  async remove(id: string, signal?: AbortSignal): Promise<Removed> {
    return this.#turns.take(turnOf(id), async () => {
      const { profiles, tokenStore, active, activities } = this.#parts;
      const profile = await profiles.read(id);
      const token = await tokenStore.find(id);
      await profiles.markDeleted(id);
      const isGone = await succeeds(profiles.finishDeletion(id));
      const { isForgotten, ...dropped } = await this.#drop(id, token, signal);
      const removed = { name: profile.ok ? profile.value.name : undefined, ...dropped };
      const isChosenNoMore = await succeeds(active.forget(id));
      activities.forgetFailure(id);
      if (!isGone || !isForgotten || !isChosenNoMore) throw new RemovalIncomplete(removed);
      return removed;
    });
  }

  /**
   * Forgets the token of a deleted profile and ends its session, though the storage may not let go of it: nothing else
   * would. Looked for only now: an exchange that stores its token later finds the profile gone, and revokes it itself.
   * @param before the token as it was seen before: another window may clear it away as soon as it sees the mark
   */
  async #drop(
    id: string,
    before: Awaited<ReturnType<TokenStore['find']>>,
    signal: AbortSignal | undefined,
  ): Promise<Pick<Removed, 'expiresAt' | 'outcome'> & { readonly isForgotten: boolean }> {
    const { tokenStore, sessions } = this.#parts;
    const seen = before.ok ? before.value : undefined;
    const token = (await tokenStore.read(id).catch(() => undefined)) ?? seen;
    const isForgotten = await succeeds(tokenStore.deleteWithProfile(id));
    const outcome = token === undefined ? withoutToken(before) : await sessions.endLive(token, signal);
    return { expiresAt: token?.expiresAt, outcome, isForgotten };
  }

  async #unread(id: string, trouble: CredentialTrouble): Promise<EditOutcome> {
    if (await this.#parts.profiles.isDeleted(id)) {
      throw new ProfileDeleted('The profile was deleted in another window.');
    }
    return { kind: 'trouble', trouble };
  }

  /**
   * A running exchange is not waited for: it notices the change by itself, and what it leaves is looked at after it.
   * The change is stored, so that what goes wrong now is only logged: no token of another credential is ever used.
   * @param told a token of which the user learns otherwise what came of it
   * @param signal gives up waiting: an exchange of another window may take its time
   */
  async #settle(
    profile: Profile,
    { told, signal }: { told?: AccessToken | undefined; signal?: AbortSignal | undefined } = {},
  ): Promise<void> {
    const { tokens, activities, log } = this.#parts;
    const settled = tokens.discardStale(profile, told).catch((error: unknown) => {
      log.warn(`token: not looked at after an edit (${error instanceof Error ? error.name : 'unknown'})`);
    });
    if (!activities.of(profile.id).running) await Promise.race([settled, aborted(signal)]);
  }
}

/** What is said where there is no token whose session could be ended. */
function withoutToken(found: Awaited<ReturnType<TokenStore['find']>>): RevokeOutcome {
  return { kind: found.ok ? 'no-token' : found.failure };
}

async function succeeds(attempt: Promise<unknown>): Promise<boolean> {
  return attempt.then(
    () => true,
    () => false,
  );
}

function turnOf(id: string): string {
  return `profile:${id}`;
}
