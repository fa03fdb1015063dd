// Removes everything that the extension ever stored, and ends the sessions that it opened (product, section 2).
import type { Profile } from '../profiles/profile.ts';
import type { CredentialTrouble, ProfileStore } from '../profiles/profileStore.ts';
import { DeletionMarks } from '../profiles/deletionMarks.ts';
import type { SecretStore } from '../profiles/storage.ts';
import { parseKey } from '../profiles/storedKeys.ts';
import { failed, type Result } from '../ringcentral/result.ts';
import type { AccessToken } from './accessToken.ts';
import type { SessionEnder } from './sessionEnder.ts';
import type { TokenStore } from './tokenStore.ts';

/** A session that goes on. */
export interface OpenSession {
  /** The profile's name; undefined when it could not be read. */
  readonly name: string | undefined;
  /** When it ends by itself, in ms; undefined when that could not be read: within RingCentral's hour at the latest. */
  readonly expiresAt: number | undefined;
}

export interface RemovalParts {
  readonly secrets: SecretStore;
  readonly marks: DeletionMarks;
  readonly profiles: ProfileStore;
  readonly tokenStore: TokenStore;
  readonly sessions: SessionEnder;
  /** In ms. */
  readonly now: () => number;
  /** Removes what is kept outside the secret storage. */
  readonly forget: () => Promise<void>;
}

interface Live {
  readonly token: AccessToken;
  readonly profile: Result<Profile, CredentialTrouble>;
}

/**
 * Deletes every entry, whether it can be read or not, and then revokes the tokens that lived, as far as RingCentral can
 * be reached and the budget allows it.
 * @param signal gives up revoking
 * @returns the sessions that could not be ended
 * @throws what the secret storage throws: then something is left, and the command can be repeated
 */
export async function removeEverything(parts: RemovalParts, signal?: AbortSignal): Promise<OpenSession[]> {
  const { secrets, marks, sessions, forget, now } = parts;
  const keys = await secrets.keys();
  const { live, unreadable } = await readLive(parts, keys);
  const ids = keys.flatMap(key => parseKey(key)?.id ?? []);
  // The marks tell other windows that this is no lost keyring, and finish the removal should it be interrupted.
  for (const id of new Set(ids)) await marks.write(id);
  for (const key of keys) {
    if (parseKey(key)?.kind !== 'deleted') await secrets.delete(key);
  }
  await forget();
  for (const id of DeletionMarks.idsIn(await secrets.keys())) await marks.delete(id);
  const outcomes = live.map(async ({ token, profile }) => ({
    name: profile.ok ? profile.value.name : undefined,
    expiresAt: token.expiresAt,
    outcome: await sessions.endLive(token, profile, signal),
  }));
  const ended = await Promise.all(outcomes);
  return [
    ...ended.flatMap(({ name, outcome, expiresAt }) => {
      const goesOn = outcome.kind === 'not-revoked' || (outcome.kind === 'ending' && expiresAt > now());
      return goesOn ? [{ name, expiresAt }] : [];
    }),
    ...unreadable,
  ];
}

/** The tokens with their profiles; what can't be read is removed all the same, and told as a session that goes on. */
async function readLive(
  { profiles, tokenStore }: RemovalParts,
  keys: readonly string[],
): Promise<{ live: Live[]; unreadable: OpenSession[] }> {
  const live: Live[] = [];
  const unreadable: OpenSession[] = [];
  for (const key of keys) {
    const entry = parseKey(key);
    if (entry?.kind !== 'token') continue;
    const profile = await profiles
      .read(entry.id)
      .catch((): Result<Profile, CredentialTrouble> => failed('unreadable'));
    const token = await tokenStore.read(entry.id).catch(() => undefined);
    if (token !== undefined) live.push({ token, profile });
    else unreadable.push({ name: profile.ok ? profile.value.name : undefined, expiresAt: undefined });
  }
  return { live, unreadable };
}
