// Changes of profiles that tokens depend on: a token ends with the credential that it was got with (product, section 4).
import type { ActiveProfile } from '../profiles/activeProfile.ts';
import type { Log } from '../profiles/log.ts';
import { changedProfile, type Profile } from '../profiles/profile.ts';
import type { CredentialTrouble, ProfileStore } from '../profiles/profileStore.ts';
import type { Activities } from './activities.ts';
import { ProfileDeleted } from '../profiles/storage.ts';
import type { AccessToken } from './accessToken.ts';
import type { RevokeOutcome, SessionEnder } from './sessionEnder.ts';
import type { TokenService } from './tokenService.ts';
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
   * exchange that is under way is discarded when it comes back.
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
      const { profiles, tokenStore, sessions, activities } = this.#parts;
      const read = await profiles.read(id);
      if (!read.ok) return this.#unread(id, read.failure);
      const before = read.value;
      const after = changedProfile(before, changes);
      if (after.credentialId === before.credentialId) {
        if (before.name === after.name) return { kind: 'unchanged' };
        await profiles.write(after);
        return { kind: 'changed', revoked: { kind: 'no-token' } };
      }
      const token = await tokenStore.read(id);
      const revoked: RevokeOutcome =
        token === undefined ? { kind: 'no-token' } : await sessions.endLive(token, signal);
      try {
        await profiles.write(after);
      } catch (error) {
        // The error is what the user learns then.
        sessions.tell(revoked, before);
        if (token !== undefined && revoked.kind === 'revoked') await tokenStore.deleteIf(id, token);
        throw error;
      }
      await this.#settle(after, token);
      activities.forgetFailure(id);
      return { kind: 'changed', revoked };
    });
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
   * @throws what the secret storage throws; once the profile is marked as deleted, the rest goes by the next start
   */
  async delete(id: string, signal?: AbortSignal): Promise<RevokeOutcome> {
    return (await this.remove(id, signal)).outcome;
  }

  /** Like {@link delete}, and says what it was that is gone. */
  async remove(id: string, signal?: AbortSignal): Promise<Removed> {
    return this.#turns.take(turnOf(id), async () => {
      const { profiles, tokenStore, active, activities } = this.#parts;
      const profile = await profiles.read(id);
      const token = await tokenStore.read(id);
      await profiles.markDeleted(id);
      let removed: Removed | undefined;
      try {
        await profiles.finishDeletion(id);
      } finally {
        removed = {
          name: profile.ok ? profile.value.name : undefined,
          ...(await this.#drop(id, token, signal)),
        };
      }
      await active.forget(id);
      activities.forgetFailure(id);
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
    before: AccessToken | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Pick<Removed, 'expiresAt' | 'outcome'>> {
    const { tokenStore, sessions } = this.#parts;
    let token = before;
    let outcome: RevokeOutcome = { kind: 'no-token' };
    try {
      token = (await tokenStore.read(id)) ?? before;
      await tokenStore.delete(id);
    } finally {
      if (token !== undefined) outcome = await sessions.endLive(token, signal);
    }
    return { expiresAt: token?.expiresAt, outcome };
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
   */
  async #settle(profile: Profile, told?: AccessToken): Promise<void> {
    const { tokens, activities, log } = this.#parts;
    const settled = tokens.discardStale(profile, told).catch((error: unknown) => {
      log.warn(`token: not looked at after an edit (${error instanceof Error ? error.name : 'unknown'})`);
    });
    if (!activities.of(profile.id).running) await settled;
  }
}

function turnOf(id: string): string {
  return `profile:${id}`;
}
