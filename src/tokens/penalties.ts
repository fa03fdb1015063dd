// The penalties that run, as far as this window knows: for whom RingCentral's rate limit refuses everything, and how long.
import { Emitter } from '../profiles/events.ts';
import type { Refused } from '../ringcentral/failure.ts';
import type { AccessToken } from './accessToken.ts';
import { leftOf, type Moment } from './moment.ts';

/** Without `Retry-After` a penalty is taken to last this long. */
const PENALTY_SECONDS = 60;

/** Whose requests are counted together: RingCentral counts them for an application (facts, section 4). */
export type Client = Pick<AccessToken, 'server' | 'clientId'>;

/** Since when a penalty runs, and for how long, in ms. */
export interface Penalty extends Moment {
  readonly lasts: number;
}

/**
 * When the penalty of a 429 ends, in ms: after `Retry-After`, else after a minute. It counts from the answer, and a
 * `Retry-After` of nothing is not believed: a request inside the penalty would start it anew.
 */
export function penaltyEnd({ retryAfterSeconds, answeredAt }: Refused): number {
  const seconds =
    retryAfterSeconds === undefined || retryAfterSeconds < 1 ? PENALTY_SECONDS : retryAfterSeconds;
  return answeredAt + seconds * 1000;
}

/** A name for a client, the same in every window. */
export function nameOf({ server, clientId }: Client): string {
  return JSON.stringify([server, clientId]);
}

/** Kept in memory; the ledgers have them for the next window. */
export class Penalties {
  readonly #now: () => Moment;
  readonly #running = new Map<string, Penalty>();
  readonly #changed = new Emitter<undefined>();

  /** Fires when a penalty becomes known. */
  readonly onDidChange = this.#changed.event;

  constructor(now: () => Moment) {
    this.#now = now;
  }

  /** Notes a penalty, unless one is known that ends later. */
  note(client: Client, penalty: Penalty): void {
    const now = this.#now();
    const left = leftOf(penalty, penalty.lasts, now);
    // Of two that end within the same second nobody sees a difference.
    if (left <= this.leftFor(client) + 1000) return;
    this.#running.set(nameOf(client), penalty);
    this.#changed.fire(undefined);
  }

  /** How long the penalty of a client still runs, in ms; 0 where none does. */
  leftFor(client: Client): number {
    const penalty = this.#running.get(nameOf(client));
    return penalty === undefined ? 0 : leftOf(penalty, penalty.lasts, this.#now());
  }
}
