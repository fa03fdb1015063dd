// Changes of profiles that tokens depend on: a token ends with the credential that it was got with (product, section 4).
import type { ActiveProfile } from '../profiles/activeProfile.ts';
import { sameCredential, type Profile } from '../profiles/profile.ts';
import type { CredentialTrouble, ProfileStore } from '../profiles/profileStore.ts';
import type { Activities } from './activities.ts';
import { ProfileDeleted } from '../profiles/storage.ts';
import type { Result } from '../ringcentral/result.ts';
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
  async edit(id: string, changes: Partial<Omit<Profile, 'id'>>, signal?: AbortSignal): Promise<EditOutcome> {
    return this.#turns.take(turnOf(id), async () => {
      const { profiles, tokenStore, sessions, activities } = this.#parts;
      const read = await profiles.read(id);
      if (!read.ok) {
        if (await profiles.isDeleted(id))
          throw new ProfileDeleted('The profile was deleted in another window.');
        return { kind: 'trouble', trouble: read.failure };
      }
      const before = read.value;
      const after = { ...before, ...changes };
      if (sameCredential(before, after)) {
        if (before.name === after.name) return { kind: 'unchanged' };
        await profiles.write(after);
        return { kind: 'changed', revoked: { kind: 'no-token' } };
      }
      const token = await tokenStore.read(id);
      const revoked: RevokeOutcome =
        token === undefined ? { kind: 'no-token' } : await sessions.endLive(token, read, signal);
      try {
        await profiles.write(after);
      } catch (error) {
        if (token !== undefined && revoked.kind === 'revoked') await tokenStore.deleteIf(id, token);
        throw error;
      }
      await this.#settle(id, before, token);
      activities.forgetFailure(id);
      return { kind: 'changed', revoked };
    });
  }

  /**
   * Keeps a profile whose stored credential was lost or can't be read. What is stored under its id is replaced.
   * @throws {StorageFailed} {@link ProfileStore.write}
   */
  async restore(profile: Profile): Promise<void> {
    await this.#turns.take(turnOf(profile.id), async () => {
      await this.#parts.profiles.write(profile);
      await this.#settle(profile.id, profile);
      this.#parts.activities.forgetFailure(profile.id);
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
      const { profiles, active, activities } = this.#parts;
      const profile = await profiles.read(id);
      await profiles.markDeleted(id);
      let removed: Removed | undefined;
      try {
        await profiles.finishDeletion(id);
      } finally {
        // Only now: an exchange that stores its token later finds the profile gone, and revokes it itself.
        removed = await this.#dropToken(id, profile, signal);
      }
      await active.forget(id);
      activities.forgetFailure(id);
      return removed;
    });
  }

  /** Its session is ended though the storage may not let go of it: nothing else would end it. */
  async #dropToken(
    id: string,
    profile: Result<Profile, CredentialTrouble>,
    signal: AbortSignal | undefined,
  ): Promise<Removed> {
    const { tokenStore, sessions } = this.#parts;
    const name = profile.ok ? profile.value.name : undefined;
    const token = await tokenStore.read(id);
    let outcome: RevokeOutcome = { kind: 'no-token' };
    try {
      await tokenStore.delete(id);
    } finally {
      if (token !== undefined) outcome = await sessions.endLive(token, profile, signal);
    }
    return { name, expiresAt: token?.expiresAt, outcome };
  }

  /** A running exchange is not waited for: it notices the change by itself, and what it leaves is looked at after it. */
  async #settle(id: string, before: Profile, ended?: AccessToken): Promise<void> {
    const { tokens, activities } = this.#parts;
    const settled = tokens.discardStale(id, before, ended);
    if (activities.of(id).running) settled.catch(() => undefined);
    else await settled;
  }
}

function turnOf(id: string): string {
  return `profile:${id}`;
}
