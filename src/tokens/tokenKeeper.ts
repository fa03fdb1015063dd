// Keeps a token that was just got: in place of the one before it, or not at all when its profile has changed meanwhile.
import type { Log } from '../profiles/log.ts';
import type { Profile } from '../profiles/profile.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import { StorageFailed } from '../profiles/storage.ts';
import type { AccessToken } from './accessToken.ts';
import type { SessionEnder } from './sessionEnder.ts';
import type { TokenStore } from './tokenStore.ts';

interface Parts {
  readonly profiles: ProfileStore;
  readonly tokens: TokenStore;
  readonly sessions: SessionEnder;
  readonly log: Log;
}

/** Leaves no session open of which nobody knows, whatever profile and storage do meanwhile. */
export class TokenKeeper {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Stores a new token and revokes the one it replaces. When the profile was edited or deleted meanwhile, the new one
   * is revoked instead: looked at before and after storing, since an edit in another window looks for a token after it
   * has stored the profile; so one of the two sees the other.
   * @param profile as it was when the token was asked for
   * @returns whether it was kept; if not, the profile has changed
   * @throws {StorageFailed} when it can't be stored; then its session is ended, so that none is left open unseen
   */
  async keep(token: AccessToken, profile: Profile): Promise<boolean> {
    const { tokens, sessions, log } = this.#parts;
    let old: AccessToken | undefined;
    let isChanged: boolean;
    try {
      isChanged = await this.isChanged(profile);
      if (!isChanged) {
        old = await tokens.read(profile.id);
        await this.#store(profile.id, token);
      }
    } catch {
      sessions.endReplaced(token, profile);
      // Where it is not there any more either, it was lost to the attempt.
      const left = await tokens.read(profile.id).catch(() => old);
      if (old !== undefined && left?.accessToken !== old.accessToken) sessions.endReplaced(old, profile);
      // A deletion takes the token away as soon as it is stored.
      if (await this.isChanged(profile).catch(() => false)) return false;
      throw new StorageFailed('write', 'the token was not kept');
    }
    if (!isChanged) {
      // The token is stored: a storage that can't be read any more is no reason to end it.
      isChanged = await this.isChanged(profile).catch(() => false);
      if (isChanged) await tokens.deleteIf(profile.id, token).catch(() => undefined);
    }
    if (old !== undefined) sessions.endReplaced(old, profile);
    if (!isChanged) return true;
    log.info('token: discarded, because its profile changed meanwhile');
    sessions.endReplaced(token, profile);
    return false;
  }

  /** Whether a profile's credential is another by now, or gone. */
  async isChanged(profile: Profile): Promise<boolean> {
    const { profiles } = this.#parts;
    const now = await profiles.read(profile.id);
    if (!now.ok || now.value.credentialId !== profile.credentialId) return true;
    // A deletion may have been interrupted between its mark and the rest.
    return profiles.isDeleted(profile.id);
  }

  /** A storage that throws may have stored all the same; what is there decides. */
  async #store(id: string, token: AccessToken): Promise<void> {
    const { tokens } = this.#parts;
    try {
      await tokens.write(id, token);
    } catch (error) {
      const stored = await tokens.read(id);
      if (stored?.accessToken !== token.accessToken) throw error;
    }
  }
}
