// Keeps the extension within RingCentral's limit for token requests: five a minute, and a penalty that every request
// made inside it restarts (facts, section 4; product, section 4). Counted in this window.
import type { Failure, Refused } from '../ringcentral/failure.ts';
import type { AccessToken } from './accessToken.ts';

const WINDOW_MS = 60_000;
const MAX_REQUESTS = 5;
/** Without `Retry-After` a penalty is taken to last this long. */
const PENALTY_SECONDS = 60;

/**
 * When the penalty of a 429 ends, in ms: after `Retry-After`, else after a minute. It counts from the answer, and a
 * `Retry-After` of nothing is not believed: a request inside the penalty would start it anew.
 */
export function penaltyEnd({ retryAfterSeconds, answeredAt }: Refused): number {
  const seconds =
    retryAfterSeconds === undefined || retryAfterSeconds < 1 ? PENALTY_SECONDS : retryAfterSeconds;
  return answeredAt + seconds * 1000;
}

/** Whose requests are counted together: RingCentral counts them for an application (facts, section 4). */
export type Client = Pick<AccessToken, 'server' | 'clientId'>;

interface Account {
  /** When requests were sent within the last minute, in ms, oldest first. */
  sent: number[];
  /** Since when RingCentral's penalty runs, and until when, in ms. */
  penaltyFrom: number;
  penaltyUntil: number;
}

/** Why no request may be sent now, and from when on one may again, in ms. */
export interface Hold {
  readonly reason: 'penalty' | 'budget';
  readonly until: number;
}

/** The ledger of requests in group Auth, token and revoke together, for each server and client ID. */
export class RequestBudget {
  readonly #accounts = new Map<string, Account>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Why a request to this server with this client must wait; undefined when it may be sent now. */
  holdOf(client: Client): Hold | undefined {
    const account = this.#account(client);
    const now = this.#now();
    if (account.penaltyUntil > now) return { reason: 'penalty', until: account.penaltyUntil };
    const oldest = account.sent[account.sent.length - MAX_REQUESTS];
    return oldest === undefined ? undefined : { reason: 'budget', until: oldest + WINDOW_MS };
  }

  /** Counts a request that is about to be sent. */
  noteRequest(client: Client): void {
    this.#account(client).sent.push(this.#now());
  }

  /** Starts a penalty when the answer was 429. */
  noteFailure(client: Client, failure: Failure): void {
    if (failure.kind !== 'refused' || failure.status !== 429) return;
    const account = this.#account(client);
    // One that still runs is not shortened by an answer that says less.
    account.penaltyUntil = Math.max(account.penaltyUntil, penaltyEnd(failure));
    account.penaltyFrom = failure.answeredAt;
  }

  /** The account, with what is older than a minute forgotten, and brought up to a clock that was set back. */
  #account({ server, clientId }: Client): Account {
    const key = JSON.stringify([server, clientId]);
    const account = this.#accounts.get(key) ?? { sent: [], penaltyFrom: 0, penaltyUntil: 0 };
    const now = this.#now();
    // The clock was set back: what is left of a penalty is not known any more, so it starts anew.
    if (now < account.penaltyFrom) {
      account.penaltyUntil = now + account.penaltyUntil - account.penaltyFrom;
      account.penaltyFrom = now;
    }
    account.sent = account.sent.flatMap(at => {
      // A clock that is corrected by a little frees nobody; of one that jumped far nothing can be concluded.
      const sent = at > now && at - now <= WINDOW_MS ? now : at;
      return sent <= now && sent > now - WINDOW_MS ? [sent] : [];
    });
    this.#accounts.set(key, account);
    return account;
  }
}
