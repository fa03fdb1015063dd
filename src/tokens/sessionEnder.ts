// Ends sessions at RingCentral: one revoke request at most, and only where the token was got (facts, section 4).
import { Emitter } from '../profiles/events.ts';
import type { Log } from '../profiles/log.ts';
import type { ProfileFacts } from '../profiles/profile.ts';
import type { Failure } from '../ringcentral/failure.ts';
import { failed, type Result } from '../ringcentral/result.ts';
import { MARGIN_MS, type AccessToken } from './accessToken.ts';
import { aborted } from './aborted.ts';
import { failureLine } from './failureLine.ts';
import type { RequestBudget } from './requestBudget.ts';
import type { LoadTokenEndpoint, TokenPolicy } from './tokenPolicy.ts';

/** A session that goes on though its token was replaced; `expiresAt` in ms. */
export interface LeftSession {
  readonly profile: ProfileFacts;
  readonly failure: Failure;
  readonly expiresAt: number;
}

/** More ended tokens than this no window remembers. */
const MAX_REMEMBERED = 100;

/** What became of a token that was to be revoked. It is forgotten here in any case. */
export type RevokeOutcome =
  | { readonly kind: 'no-token' | 'revoked' }
  /** A newer version of the extension stored it: nobody here can tell what it is, nor when it ends. */
  | { readonly kind: 'newer' }
  /** Not asked of RingCentral because the token ends by itself within a minute. */
  | { readonly kind: 'ending' }
  /** Its session goes on until `expiresAt` (ms): RingCentral refused, wasn't reached, or may not be asked now. */
  | { readonly kind: 'not-revoked'; readonly failure: Failure; readonly expiresAt: number };

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
  /** What came of the revokes of this window, by token. */
  readonly #ends = new Map<string, Promise<Result<undefined, Failure>>>();

  /** Fires when a replaced token's session could not be ended. */
  readonly onDidLeaveSession = this.#left.event;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether this window has ended a token's session, or is about to: nobody is to use it any more. */
  hasEnded({ accessToken }: AccessToken): boolean {
    return this.#ends.has(accessToken);
  }

  /**
   * Revokes a token that is to be forgotten, if it lives long enough to be worth a request. One that was asked for
   * already is not asked for again.
   */
  async endLive(token: AccessToken, signal?: AbortSignal): Promise<RevokeOutcome> {
    const { expiresAt } = token;
    const left = expiresAt - this.#parts.policy.httpOptions().now();
    if (left <= 0) return { kind: 'no-token' };
    if (left < MARGIN_MS) return { kind: 'ending' };
    const ended = this.#ends.get(token.accessToken) ?? this.#begin(token, signal);
    const revoked = await ended;
    return revoked.ok ? { kind: 'revoked' } : { kind: 'not-revoked', failure: revoked.failure, expiresAt };
  }

  /** Revokes a token that was replaced or discarded, beside what goes on; that it could not be is told by an event. */
  endReplaced(token: AccessToken, profile: ProfileFacts): void {
    if (this.hasEnded(token)) return;
    this.endLive(token).then(
      outcome => {
        this.tell(outcome, profile);
      },
      (error: unknown) => {
        this.#parts.log.warn(`revoke: ${error instanceof Error ? error.name : 'failed'}`);
      },
    );
  }

  /** Tells of a session that goes on, for whom nobody else would. */
  tell(outcome: RevokeOutcome, profile: ProfileFacts): void {
    if (outcome.kind !== 'not-revoked') return;
    const { failure, expiresAt } = outcome;
    this.#left.fire({ profile, failure, expiresAt });
  }

  #begin(token: AccessToken, signal: AbortSignal | undefined): Promise<Result<undefined, Failure>> {
    const { accessToken } = token;
    const end = this.#end(token, signal);
    const outcome = end.then(({ result }) => result);
    this.#ends.set(accessToken, outcome);
    const forget = (): void => {
      this.#ends.delete(accessToken);
    };
    // What was not sent may be sent later; what was is never repeated.
    end.then(({ isSent }) => {
      if (!isSent) forget();
      else if (this.#ends.size > MAX_REMEMBERED) this.#ends.delete([...this.#ends.keys()][0] ?? '');
    }, forget);
    return outcome;
  }

  /** Asks once, at the server and with the client that the token was got with, if the budget allows it. */
  async #end(token: AccessToken, signal: AbortSignal | undefined): Promise<Ended> {
    const { budget, policy, log } = this.#parts;
    // Loaded before the budget is asked: a request is sent as soon as it is counted.
    const { revokeSession } = await this.#parts.endpoint();
    const options = policy.httpOptions();
    const evidence = { phase: 'revoke', host: new URL(token.server).host, at: options.now() } as const;
    // Who gives up need not wait for the lock of a window that crashed; nothing is counted then.
    const hold = await Promise.race([budget.claim(token, signal), aborted(signal).then(() => undefined)]);
    if (hold !== undefined) {
      log.info(`revoke: skipped, because of the ${hold.reason}`);
      return unsent({ kind: 'penalty', ...hold, ...evidence });
    }
    if (signal?.aborted === true) return unsent({ kind: 'cancelled', by: 'user', ...evidence });
    const revoked = await revokeSession(token, token.accessToken, { ...options, ...(signal && { signal }) });
    if (!revoked.ok) await budget.noteFailure(token, revoked.failure);
    log.info(revoked.ok ? `revoke: session ended at ${evidence.host}` : failureLine(revoked.failure));
    return { isSent: true, result: revoked };
  }
}

/** What came of a revoke, and whether RingCentral was asked at all. */
interface Ended {
  readonly isSent: boolean;
  readonly result: Result<undefined, Failure>;
}

function unsent(failure: Failure): Ended {
  return { isSent: false, result: failed(failure) };
}
