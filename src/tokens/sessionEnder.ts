// Ends sessions at RingCentral: one revoke request at most, and only where the token was got (facts, section 4).
import { Emitter } from '../profiles/events.ts';
import type { Log } from '../profiles/log.ts';
import type { Profile, ProfileFacts } from '../profiles/profile.ts';
import type { CredentialTrouble } from '../profiles/profileStore.ts';
import type { Failure } from '../ringcentral/failure.ts';
import { failed, type Result } from '../ringcentral/result.ts';
import { MARGIN_MS, type AccessToken } from './accessToken.ts';
import { failureLine } from './failureLine.ts';
import type { RequestBudget } from './requestBudget.ts';
import type { TokenFailure } from './tokenFailure.ts';
import type { LoadTokenEndpoint, TokenPolicy } from './tokenPolicy.ts';

/** A session that goes on though its token was replaced; `expiresAt` in ms. */
export interface LeftSession {
  readonly profile: ProfileFacts;
  readonly failure: Failure;
  readonly expiresAt: number;
}

/** What became of a token that was to be revoked. It is forgotten here in any case. */
export type RevokeOutcome =
  | { readonly kind: 'no-token' | 'revoked' }
  /** Not asked of RingCentral because the token ends by itself within a minute. */
  | { readonly kind: 'ending' }
  /** Its session goes on until `expiresAt` (ms): RingCentral refused, wasn't reached, or may not be asked now. */
  | { readonly kind: 'not-revoked'; readonly failure: TokenFailure; readonly expiresAt: number };

interface Parts {
  readonly budget: RequestBudget;
  readonly policy: TokenPolicy;
  readonly endpoint: LoadTokenEndpoint;
  readonly log: Log;
}

/** Revokes tokens. A revoke is never repeated, and skipped when the budget does not allow it. */
export class SessionEnder {
  readonly #parts: Parts;
  readonly #left = new Emitter<LeftSession>();

  /** Fires when a replaced token's session could not be ended. */
  readonly onDidLeaveSession = this.#left.event;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Revokes a token at the server and with the client that it was got with, if the budget allows it. */
  async end(token: AccessToken, profile: Profile, signal?: AbortSignal): Promise<Result<undefined, Failure>> {
    const { budget, policy, log } = this.#parts;
    // Loaded before the budget is asked: between its answer and the note of the request nobody may come.
    const { revokeSession } = await this.#parts.endpoint();
    const options = policy.httpOptions();
    const unsent = { phase: 'revoke', host: new URL(token.server).host, at: options.now() } as const;
    const hold = budget.holdOf(token);
    if (hold !== undefined) {
      log.info(`revoke: skipped, because of the ${hold.reason}`);
      return failed({ kind: 'penalty', ...hold, ...unsent });
    }
    if (token.clientId !== profile.clientId) {
      log.info('revoke: skipped, because the token was got with another client ID');
      return failed({ kind: 'cancelled', by: 'profile-changed', ...unsent });
    }
    budget.noteRequest(token);
    const client = { ...profile, server: token.server };
    const revoked = await revokeSession(client, token.accessToken, { ...options, ...(signal && { signal }) });
    if (!revoked.ok) budget.noteFailure(token, revoked.failure);
    log.info(revoked.ok ? `revoke: session ended at ${unsent.host}` : failureLine(revoked.failure));
    return revoked;
  }

  /**
   * Revokes a token that is to be forgotten, if it lives long enough to be worth a request.
   * @param profile the profile that it was got with, as far as that can be read
   */
  async endLive(
    token: AccessToken,
    profile: Result<Profile, CredentialTrouble>,
    signal?: AbortSignal,
  ): Promise<RevokeOutcome> {
    const { expiresAt } = token;
    const left = expiresAt - this.#parts.policy.httpOptions().now();
    if (left <= 0) return { kind: 'no-token' };
    if (left < MARGIN_MS) return { kind: 'ending' };
    if (!profile.ok) {
      return {
        kind: 'not-revoked',
        failure: { kind: 'credential', trouble: profile.failure },
        expiresAt,
      };
    }
    const revoked = await this.end(token, profile.value, signal);
    return revoked.ok ? { kind: 'revoked' } : { kind: 'not-revoked', failure: revoked.failure, expiresAt };
  }

  /** Revokes a token that was replaced or discarded, beside what goes on; that it could not be is told by an event. */
  endReplaced(token: AccessToken, profile: Profile): void {
    const { expiresAt } = token;
    if (expiresAt - this.#parts.policy.httpOptions().now() < MARGIN_MS) return;
    this.end(token, profile).then(
      revoked => {
        if (!revoked.ok) this.#left.fire({ profile, failure: revoked.failure, expiresAt });
      },
      (error: unknown) => {
        this.#parts.log.warn(`revoke: ${error instanceof Error ? error.name : 'failed'}`);
      },
    );
  }
}
