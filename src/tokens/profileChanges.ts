// Changes of profiles that tokens depend on: a token ends with the credential that it was got with (product, section 4).
import type { ActiveProfile } from '../profiles/activeProfile.ts';
import { sameCredential, type Profile } from '../profiles/profile.ts';
import type { CredentialTrouble, ProfileStore } from '../profiles/profileStore.ts';
import type { Activities } from './activities.ts';
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
      if (!read.ok) return { kind: 'trouble', trouble: read.failure };
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
   * @throws what the secret storage throws before the profile is marked as deleted; nothing is lost then
   */
  async delete(id: string, signal?: AbortSignal): Promise<RevokeOutcome> {
    return this.#turns.take(turnOf(id), async () => {
      const { profiles, tokenStore, sessions, active, activities } = this.#parts;
      const profile = await profiles.read(id);
      const token = await tokenStore.read(id);
      await profiles.delete(id);
      await tokenStore.delete(id);
      await active.forget(id);
      activities.forgetFailure(id);
      return token === undefined ? { kind: 'no-token' } : sessions.endLive(token, profile, signal);
    });
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
