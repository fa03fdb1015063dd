// The life of access tokens: got once for all who ask, reused, replaced and revoked (product, section 4).
import type { Log } from '../profiles/log.ts';
import type { Profile } from '../profiles/profile.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import type { Evidence, Failure } from '../ringcentral/failure.ts';
import { failed, success, type Result } from '../ringcentral/result.ts';
import type { Grant } from '../ringcentral/tokenEndpoint.ts';
import type { Activities } from './activities.ts';
import { aborted } from './aborted.ts';
import { isUsable, type AccessToken, type Binding } from './accessToken.ts';
import { failureLine } from './failureLine.ts';
import { findOffline } from './offlineCheck.ts';
import type { RequestBudget } from './requestBudget.ts';
import type { RevokeOutcome, SessionEnder } from './sessionEnder.ts';
import { SharedCalls } from './sharedCall.ts';
import type { ExchangeFailure, FoundOffline, TokenFailure } from './tokenFailure.ts';
import type { LoadTokenEndpoint, TokenPolicy } from './tokenPolicy.ts';
import { TokenKeeper } from './tokenKeeper.ts';
import type { TokenStore } from './tokenStore.ts';
import { Turns, type SharedLock } from './turns.ts';

/** What there is when a user gives up waiting. */
export const GAVE_UP = Symbol('gave up');

export interface TokenServiceParts {
  readonly profiles: ProfileStore;
  readonly tokens: TokenStore;
  readonly sessions: SessionEnder;
  readonly budget: RequestBudget;
  readonly policy: TokenPolicy;
  readonly endpoint: LoadTokenEndpoint;
  readonly activities: Activities;
  readonly lock: SharedLock;
  readonly log: Log;
}

/** Gets, shares and revokes access tokens. No request is ever repeated by itself. */
export class TokenService {
  readonly #parts: TokenServiceParts;
  readonly #calls = new SharedCalls<Shared>();
  /** Exchange and revoke of one profile come one after the other, each seeing what the other has stored. */
  readonly #turns: Turns;
  readonly #keeper: TokenKeeper;

  constructor(parts: TokenServiceParts) {
    this.#parts = parts;
    this.#turns = new Turns(parts.lock);
    this.#keeper = new TokenKeeper(parts);
  }

  /**
   * The profile's token: the stored one while it has more than a minute to live, else a new one. Who asks at the
   * same moment shares one request. A credential that says itself that it will be refused is not sent.
   * @param signal gives up; the request is aborted when nobody waits for it any more
   * @param tryAnyway sends it all the same
   */
  async obtain(
    id: string,
    signal?: AbortSignal,
    { tryAnyway = false }: { tryAnyway?: boolean } = {},
  ): Promise<Result<AccessToken, TokenFailure>> {
    return (await this.#share({ id, reuse: true, tryAnyway }, signal)).got;
  }

  /** A new token in place of the stored one, whose session is revoked. */
  async renew(
    id: string,
    signal?: AbortSignal,
    { tryAnyway = false }: { tryAnyway?: boolean } = {},
  ): Promise<Result<AccessToken, TokenFailure>> {
    const wanted = { id, reuse: false, tryAnyway };
    const shared = await this.#share(wanted, signal);
    // Who joined a call that found the stored token asks once more: that token is the one to be replaced.
    return (shared.isStored ? await this.#share(wanted, signal) : shared).got;
  }

  /**
   * Ends the session of the profile's token at RingCentral, with one request at most, and forgets the token. An
   * exchange that is under way ends first. What a newer version of the extension stored is left as it is.
   * @throws what the secret storage throws; then the token is still there
   */
  async revoke(id: string, signal?: AbortSignal): Promise<RevokeOutcome> {
    return this.#turns.take(turnOf(id), async () => {
      const { tokens, sessions, activities } = this.#parts;
      const found = await tokens.find(id);
      if (!found.ok) return { kind: found.failure };
      const token = found.value;
      if (token === undefined) return { kind: 'no-token' };
      if (signal?.aborted === true) {
        const cancelled = { kind: 'cancelled', by: 'user' } as const;
        const failure = { ...this.#unsent(new URL(token.server).host, cancelled), phase: 'revoke' } as const;
        return { kind: 'not-revoked', failure, expiresAt: token.expiresAt };
      }
      await tokens.delete(id);
      activities.forgetFailure(id);
      return sessions.endLive(token, signal);
    });
  }

  /**
   * Takes the stored token out of the storage, for whoever ends its session. An exchange that is under way ends first.
   * @param signal gives up waiting for that; then the token stays where it is
   * @throws what the secret storage throws; then the token is still there
   */
  async withdraw(id: string, signal?: AbortSignal): Promise<AccessToken | undefined | typeof GAVE_UP> {
    let hasBegun = false;
    const withdrawn = this.#turns.take(turnOf(id), async () => {
      if (signal?.aborted === true) return GAVE_UP;
      hasBegun = true;
      const { tokens } = this.#parts;
      const token = await tokens.read(id);
      if (token !== undefined) await tokens.delete(id);
      return token;
    });
    const givenUp = aborted(signal).then(() => (hasBegun ? withdrawn : GAVE_UP));
    return Promise.race([withdrawn, givenUp]);
  }

  /**
   * Lets go of a stored token that was not got with the profile as it is now, after the profile was edited. An exchange
   * that is under way ends first.
   * @param told a token of which the user learns otherwise what came of it
   */
  async discardStale(profile: Profile, told?: AccessToken): Promise<void> {
    const { id } = profile;
    await this.#turns.take(turnOf(id), async () => {
      const { tokens, profiles, sessions } = this.#parts;
      const stored = await tokens.read(id);
      const now = await profiles.read(id);
      if (stored === undefined || (now.ok && stored.credential === now.value.credentialId)) return;
      await tokens.delete(id);
      if (stored.accessToken !== told?.accessToken) sessions.endReplaced(stored, profile);
    });
  }

  async #share(wanted: Wanted, signal: AbortSignal | undefined): Promise<Shared> {
    const { id, tryAnyway } = wanted;
    const key = `${tryAnyway ? 'anyway' : 'checked'}:${id}`;
    const shared = await this.#calls.join(key, signal, async all => this.#get(wanted, all));
    return shared ?? { isStored: false, got: failed(this.#unsent('', { kind: 'cancelled', by: 'user' })) };
  }

  /** Hands out the stored token if it will do, without waiting for anybody; a new one is got in turn. */
  async #get({ id, reuse, tryAnyway }: Wanted, signal: AbortSignal): Promise<Shared> {
    const before = await this.#look(id);
    if (!before.ok) return { isStored: false, got: before };
    const { usable } = before.value;
    if (reuse && usable !== undefined) return this.#stored(id, usable);
    return this.#turns.take(turnOf(id), async () => {
      const now = await this.#look(id);
      if (!now.ok) return { isStored: false, got: now };
      // One that another window got while this one waited is as new as can be.
      const other = now.value.usable;
      if (other !== undefined && other.accessToken !== usable?.accessToken) {
        return { ...this.#stored(id, other), isStored: false };
      }
      const found = tryAnyway ? undefined : this.#foundOffline(now.value);
      const got = found === undefined ? await this.#getNew(now.value, signal) : failed(found);
      return { isStored: false, got };
    });
  }

  /** Why the credential is not sent, if it says so itself; the profile's row tells it too. */
  #foundOffline({ profile, binding }: Prepared): FoundOffline | undefined {
    const { activities, log } = this.#parts;
    const at = this.#now();
    const finding = findOffline(profile, binding.server, at);
    if (finding === undefined) return undefined;
    const failure = { kind: 'offline', finding, at } as const;
    log.warn(
      `token: nothing was sent, because of ${finding.kind === 'jwt' ? finding.defect.kind : finding.kind}`,
    );
    activities.set(profile.id, { running: false, failure });
    return failure;
  }

  #stored(id: string, token: AccessToken): Shared {
    this.#parts.activities.forgetFailure(id);
    return { isStored: true, got: success(token) };
  }

  /**
   * The profile, where its tokens are got now, and its stored token if that is one for it with a minute to live. Where
   * a newer version of the extension stored one of the two, no token could be kept.
   */
  async #look(id: string): Promise<Result<Prepared, TokenFailure>> {
    const { profiles, tokens, sessions, policy, log } = this.#parts;
    const read = await profiles.read(id);
    if (!read.ok) {
      log.warn(`token: the stored credential of a profile is ${read.failure}`);
      return failed({ kind: 'credential', trouble: read.failure });
    }
    const profile = read.value;
    const server = await policy.serverFor(profile);
    if (server === undefined) return failed(this.#unsent('', { kind: 'cancelled', by: 'user' }));
    const found = await tokens.find(id);
    if (!found.ok) {
      log.warn(`token: the stored token of a profile is ${found.failure}`);
      return failed({ kind: 'credential', trouble: found.failure });
    }
    const stored = found.value;
    const { clientId, clientSecret, credentialId: credential } = profile;
    const binding = { server, clientId, clientSecret, credential };
    const isGood =
      stored !== undefined && isUsable(stored, binding, this.#now()) && !sessions.hasEnded(stored);
    return success({ profile, binding, usable: isGood ? stored : undefined });
  }

  async #getNew(prepared: Prepared, signal: AbortSignal): Promise<Result<AccessToken, Failure>> {
    const { id } = prepared.profile;
    const { activities } = this.#parts;
    activities.set(id, { ...activities.of(id), running: true });
    let failure: ExchangeFailure | undefined;
    try {
      const exchanged = await this.#exchange(prepared, signal);
      const got = exchanged.ok
        ? await this.#keep(exchanged, prepared.profile)
        : await this.#judge(exchanged, prepared);
      if (!got.ok) failure = this.#failureToShow(id, got.failure);
      return got;
    } finally {
      activities.set(id, { running: false, failure });
    }
  }

  async #keep(
    exchanged: Extract<Result<AccessToken, Failure>, { ok: true }>,
    profile: Profile,
  ): Promise<Result<AccessToken, Failure>> {
    const isKept = await this.#keeper.keep(exchanged.value, profile);
    return isKept ? exchanged : this.#changedMeanwhile(exchanged.value.server);
  }

  /** A refusal of a credential that was edited or deleted meanwhile says nothing of the one that is there now. */
  async #judge(
    failure: Extract<Result<AccessToken, Failure>, { ok: false }>,
    { profile, binding }: Prepared,
  ): Promise<Result<AccessToken, Failure>> {
    if (failure.failure.kind === 'cancelled') return failure;
    const isChanged = await this.#keeper.isChanged(profile).catch(() => false);
    return isChanged ? this.#changedMeanwhile(binding.server) : failure;
  }

  #changedMeanwhile(server: string): Result<AccessToken, Failure> {
    return failed(this.#unsent(new URL(server).host, { kind: 'cancelled', by: 'profile-changed' }));
  }

  async #exchange(
    { profile, binding }: Prepared,
    signal: AbortSignal,
  ): Promise<Result<AccessToken, Failure>> {
    const { budget, policy, log } = this.#parts;
    const { server } = binding;
    // Loaded before the budget is asked: a request is sent as soon as it is counted.
    const { exchangeJwt } = await this.#parts.endpoint();
    const hold = await budget.claim(binding, signal);
    const host = new URL(server).host;
    if (hold !== undefined) return failed(this.#unsent(host, { kind: 'penalty', ...hold }));
    if (signal.aborted) return failed(this.#unsent(host, { kind: 'cancelled', by: 'user' }));
    const options = { ...policy.httpOptions(), signal };
    const granted = await exchangeJwt(binding, profile.jwt, policy.ttlSeconds(), options);
    if (!granted.ok) {
      await budget.noteFailure(binding, granted.failure);
      log.warn(failureLine(granted.failure));
      return granted;
    }
    log.info(`token: got from ${host}, for ${granted.value.expiresInSeconds} s`);
    return success(tokenOf(granted.value, binding));
  }

  /** A cancelled exchange has not failed, and one that was held back leaves the failure before it in sight. */
  #failureToShow(id: string, failure: Failure): ExchangeFailure | undefined {
    if (failure.kind === 'cancelled') return undefined;
    return failure.kind === 'penalty' ? this.#parts.activities.of(id).failure : failure;
  }

  #unsent<Details extends object>(host: string, details: Details): Details & Evidence {
    return { ...details, phase: 'token', host, at: this.#now() };
  }

  #now(): number {
    return this.#parts.policy.httpOptions().now();
  }
}

/** What is asked for. */
interface Wanted {
  readonly id: string;
  /** Whether a stored token will do. */
  readonly reuse: boolean;
  /** Whether a credential is sent that says itself that it will be refused. */
  readonly tryAnyway: boolean;
}

/** What a call ends with for all who share it, and whether that is the stored token rather than a new one. */
interface Shared {
  readonly isStored: boolean;
  readonly got: Result<AccessToken, TokenFailure>;
}

/** What an exchange needs. */
interface Prepared {
  readonly profile: Profile;
  /** What the token will be bound to. */
  readonly binding: Binding;
  /** The stored token, where it is good for this server and credential. */
  readonly usable: AccessToken | undefined;
}

/** Exchange and revoke of a profile take turns under this name. */
function turnOf(id: string): string {
  return `token:${id}`;
}

function tokenOf(grant: Grant, binding: Binding): AccessToken {
  return {
    accessToken: grant.accessToken,
    obtainedAt: grant.requestedAt,
    expiresAt: grant.requestedAt + grant.expiresInSeconds * 1000,
    ...binding,
    scopes: grant.scopes,
    ownerId: grant.ownerId,
  };
}
