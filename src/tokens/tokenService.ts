// The life of access tokens: got once for all who ask, reused, replaced and revoked (product, section 4).
import { Emitter, type Listen } from '../profiles/events.ts';
import type { Log } from '../profiles/log.ts';
import type { Profile } from '../profiles/profile.ts';
import type { CredentialTrouble, ProfileStore } from '../profiles/profileStore.ts';
import { StorageFailed } from '../profiles/storage.ts';
import type { Evidence, Failure } from '../ringcentral/failure.ts';
import { failed, success, type Result } from '../ringcentral/result.ts';
import type { Grant } from '../ringcentral/tokenEndpoint.ts';
import { isUsable, MARGIN_MS, type AccessToken } from './accessToken.ts';
import { failureLine } from './failureLine.ts';
import type { RequestBudget } from './requestBudget.ts';
import { SessionEnder, type LeftSession } from './sessionEnder.ts';
import { SharedCalls } from './sharedCall.ts';
import type { TokenPolicy } from './tokenPolicy.ts';
import type { TokenStore } from './tokenStore.ts';
import type { Activity } from './tokenState.ts';

/** Why there is no token: the request failed, or the profile's secret can't be used. */
export type TokenFailure = Failure | { readonly kind: 'credential'; readonly trouble: CredentialTrouble };

/** What became of a token that was to be revoked. It is forgotten here in any case. */
export type RevokeOutcome =
  | { readonly kind: 'no-token' | 'revoked' }
  /** Not asked of RingCentral because the token ends by itself within a minute. */
  | { readonly kind: 'ending' }
  /** Its session goes on until `expiresAt` (ms): RingCentral refused, wasn't reached, or may not be asked now. */
  | { readonly kind: 'not-revoked'; readonly failure: TokenFailure; readonly expiresAt: number };

export interface TokenServiceParts {
  readonly profiles: ProfileStore;
  readonly tokens: TokenStore;
  readonly budget: RequestBudget;
  readonly policy: TokenPolicy;
  readonly log: Log;
}

const IDLE: Activity = { running: false, failure: undefined };

/** Gets, shares and revokes access tokens. No request is ever repeated by itself. */
export class TokenService {
  readonly #parts: TokenServiceParts;
  readonly #sessions: SessionEnder;
  readonly #calls = new SharedCalls<Shared>();
  /** The end of the last piece of work with each profile's token. */
  readonly #turns = new Map<string, Promise<undefined>>();
  readonly #activities = new Map<string, Activity>();
  readonly #changed = new Emitter<string>();

  /** Fires with a profile's id when what it is in the middle of changes. */
  readonly onDidChangeActivity = this.#changed.event;

  /** Fires when a replaced token's session could not be ended: it goes on until the token expires. */
  readonly onDidLeaveSession: Listen<LeftSession>;

  constructor(parts: TokenServiceParts) {
    this.#parts = parts;
    this.#sessions = new SessionEnder(parts);
    this.onDidLeaveSession = this.#sessions.onDidLeaveSession;
  }

  /** What a profile is in the middle of, and how its last exchange failed. */
  activityOf(id: string): Activity {
    return this.#activities.get(id) ?? IDLE;
  }

  /**
   * The profile's token: the stored one while it has more than a minute to live, else a new one. Who asks at the
   * same moment shares one request.
   * @param signal gives up; the request is aborted when nobody waits for it any more
   */
  async obtain(id: string, signal?: AbortSignal): Promise<Result<AccessToken, TokenFailure>> {
    return (await this.#share(id, true, signal)).got;
  }

  /** A new token in place of the stored one, whose session is revoked. */
  async renew(id: string, signal?: AbortSignal): Promise<Result<AccessToken, TokenFailure>> {
    const shared = await this.#share(id, false, signal);
    // Who joined a call that found the stored token asks once more: that token is the one to be replaced.
    return (shared.isStored ? await this.#share(id, false, signal) : shared).got;
  }

  /**
   * Ends the session of the profile's token at RingCentral, with one request at most, and forgets the token. An
   * exchange that is under way ends first.
   * @throws what the secret storage throws; then the token is still there
   */
  async revoke(id: string, signal?: AbortSignal): Promise<RevokeOutcome> {
    return this.#inTurn(id, async () => {
      const { tokens, profiles } = this.#parts;
      const token = await tokens.read(id);
      if (token === undefined) return { kind: 'no-token' };
      const profile = await profiles.read(id);
      await tokens.delete(id);
      this.#setActivity(id, IDLE);
      if (token.expiresAt - this.#now() < MARGIN_MS) return { kind: 'ending' };
      const revoked: Result<undefined, TokenFailure> = profile.ok
        ? await this.#sessions.end(token, profile.value, signal)
        : failed({ kind: 'credential', trouble: profile.failure });
      return revoked.ok
        ? { kind: 'revoked' }
        : { kind: 'not-revoked', failure: revoked.failure, expiresAt: token.expiresAt };
    });
  }

  async #share(id: string, reuse: boolean, signal: AbortSignal | undefined): Promise<Shared> {
    const shared = await this.#calls.join(id, signal, async all =>
      this.#inTurn(id, async () => this.#get(id, reuse, all)),
    );
    return shared ?? { isStored: false, got: failed(this.#unsent('', { kind: 'cancelled', by: 'user' })) };
  }

  /** Exchange and revoke of one profile come one after the other, each seeing what the other has stored. */
  async #inTurn<Value>(id: string, work: () => Promise<Value>): Promise<Value> {
    const before = this.#turns.get(id) ?? Promise.resolve();
    const turn = before.then(work);
    const end = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#turns.set(id, end);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(id) === end) this.#turns.delete(id);
    }
  }

  async #get(id: string, reuse: boolean, signal: AbortSignal): Promise<Shared> {
    const { profiles, tokens, policy } = this.#parts;
    const read = await profiles.read(id);
    if (!read.ok) {
      this.#parts.log.warn(`token: the stored credential of a profile is ${read.failure}`);
      this.#changed.fire(id);
      return { isStored: false, got: failed({ kind: 'credential', trouble: read.failure }) };
    }
    const profile = read.value;
    const server = await policy.serverFor(profile);
    if (server === undefined) {
      return { isStored: false, got: failed(this.#unsent('', { kind: 'cancelled', by: 'user' })) };
    }
    const { clientId } = profile;
    const stored = await tokens.read(id);
    if (reuse && stored !== undefined && isUsable(stored, { server, clientId }, this.#now())) {
      if (this.activityOf(id).failure !== undefined) this.#setActivity(id, IDLE);
      return { isStored: true, got: success(stored) };
    }
    this.#setActivity(id, { ...this.activityOf(id), running: true });
    let failure: Failure | undefined;
    try {
      const got = await this.#exchange(profile, server, signal);
      if (got.ok) await this.#keep(id, got.value, stored, profile);
      else failure = this.#failureToShow(id, got.failure);
      return { isStored: false, got };
    } finally {
      this.#setActivity(id, { running: false, failure });
    }
  }

  /**
   * Stores a new token and revokes the one it replaces.
   * @throws {StorageFailed} when it can't be stored; then its session is ended, so that none is left open unseen
   */
  async #keep(id: string, token: AccessToken, old: AccessToken | undefined, profile: Profile): Promise<void> {
    try {
      await this.#parts.tokens.write(id, token);
    } catch {
      this.#sessions.endReplaced(token, profile);
      throw new StorageFailed('The secret storage did not keep the token.');
    }
    if (old !== undefined) this.#sessions.endReplaced(old, profile);
  }

  async #exchange(
    profile: Profile,
    server: string,
    signal: AbortSignal,
  ): Promise<Result<AccessToken, Failure>> {
    const { budget, policy, log, profiles } = this.#parts;
    const { clientId, clientSecret } = profile;
    const hold = budget.holdOf({ server, clientId });
    const host = new URL(server).host;
    if (hold !== undefined) return failed(this.#unsent(host, { kind: 'penalty', ...hold }));
    const { exchangeJwt } = await import('../ringcentral/tokenEndpoint.ts');
    if (signal.aborted) return failed(this.#unsent(host, { kind: 'cancelled', by: 'user' }));
    budget.noteRequest({ server, clientId });
    const client = { server, clientId, clientSecret };
    const options = { ...policy.httpOptions(), signal };
    const granted = await exchangeJwt(client, profile.jwt, policy.ttlSeconds(), options);
    if (!granted.ok) {
      budget.noteFailure({ server, clientId }, granted.failure);
      log.warn(failureLine(granted.failure));
      return granted;
    }
    log.info(`token: got from ${host}, for ${granted.value.expiresInSeconds} s`);
    const token = tokenOf(granted.value, server, clientId);
    const now = await profiles.read(profile.id);
    if (now.ok && sameCredential(now.value, profile)) return success(token);
    log.info('token: discarded, because its profile changed meanwhile');
    this.#sessions.endReplaced(token, profile);
    return failed(this.#unsent(host, { kind: 'cancelled', by: 'profile-changed' }));
  }

  /** A cancelled exchange has not failed, and one that was held back leaves the failure before it in sight. */
  #failureToShow(id: string, failure: Failure): Failure | undefined {
    if (failure.kind === 'cancelled') return undefined;
    return failure.kind === 'penalty' ? this.activityOf(id).failure : failure;
  }

  #unsent<Details extends object>(host: string, details: Details): Details & Evidence {
    return { ...details, phase: 'token', host, at: this.#now() };
  }

  #setActivity(id: string, activity: Activity): void {
    this.#activities.set(id, activity);
    this.#changed.fire(id);
  }

  #now(): number {
    return this.#parts.policy.httpOptions().now();
  }
}

/** What a call ends with for all who share it, and whether that is the stored token rather than a new one. */
interface Shared {
  readonly isStored: boolean;
  readonly got: Result<AccessToken, TokenFailure>;
}

function tokenOf(grant: Grant, server: string, clientId: string): AccessToken {
  return {
    accessToken: grant.accessToken,
    obtainedAt: grant.requestedAt,
    expiresAt: grant.requestedAt + grant.expiresInSeconds * 1000,
    server,
    clientId,
    scopes: grant.scopes,
    ownerId: grant.ownerId,
  };
}

/** Whether a token got for one profile is the other's token too. */
function sameCredential(a: Profile, b: Profile): boolean {
  return (
    a.environment === b.environment &&
    a.server === b.server &&
    a.clientId === b.clientId &&
    a.clientSecret === b.clientSecret &&
    a.jwt === b.jwt
  );
}
