// RingCentral's rate limits: so many requests a minute for each group, then a penalty (facts, section 4).
import { apiRefusal } from './answers.ts';
import type { Answer } from './answers.ts';
import type { Clock } from './clock.ts';

export type RateLimitGroup = 'auth' | 'light' | 'medium' | 'heavy';

/** Requests a minute for each group, and how an excess is answered. */
export interface RateLimitSettings {
  auth: number;
  light: number;
  medium: number;
  heavy: number;
  /** How long nothing is answered after an excess, in seconds. */
  penaltySeconds: number;
  /** Whether a 429 says how long to wait: RingCentral does "in most cases". */
  retryAfterHeader: boolean;
  /** Whether answers carry `X-Rate-Limit-*` headers: they "may be absent". */
  limitHeaders: boolean;
}

const RINGCENTRAL_LIMITS: Readonly<RateLimitSettings> = {
  auth: 5,
  light: 50,
  medium: 40,
  heavy: 10,
  penaltySeconds: 60,
  retryAfterHeader: true,
  limitHeaders: true,
};

const WINDOW_SECONDS = 60;

interface Account {
  /** Times of the requests of the last minute, in milliseconds. */
  readonly times: number[];
  penaltyEnds: number;
}

/** The outcome of one request: headers for its answer, and the refusal if it was one too many. */
export interface RateLimitVerdict {
  readonly headers: Readonly<Record<string, string>>;
  readonly refusal?: Answer;
}

/** Counts requests by group and by whoever makes them. */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #initial: Readonly<RateLimitSettings>;
  #settings: RateLimitSettings;
  readonly #accounts = new Map<string, Account>();

  constructor(clock: Clock, settings: Partial<RateLimitSettings> = {}) {
    this.#clock = clock;
    this.#initial = { ...RINGCENTRAL_LIMITS, ...settings };
    this.#settings = { ...this.#initial };
  }

  /** Changes settings until `reset`. */
  configure(settings: Partial<RateLimitSettings>): void {
    Object.assign(this.#settings, settings);
  }

  /** Forgets all requests and penalties and restores the settings of the start. */
  reset(): void {
    this.#settings = { ...this.#initial };
    this.#accounts.clear();
  }

  /** Counts one request. Inside a penalty every request, also this one, restarts the penalty. */
  count(group: RateLimitGroup, caller: string): RateLimitVerdict {
    const now = this.#clock.now();
    const limit = this.#settings[group];
    const account = this.#account(`${group} ${caller}`, now);
    if (now < account.penaltyEnds || account.times.length >= limit) {
      account.penaltyEnds = now + this.#settings.penaltySeconds * 1000;
      const headers = this.#headers(group, limit, 0);
      return { headers, refusal: this.#refusal(headers) };
    }
    account.times.push(now);
    return { headers: this.#headers(group, limit, limit - account.times.length) };
  }

  #account(key: string, now: number): Account {
    const known = this.#accounts.get(key);
    const times = (known?.times ?? []).filter(time => time > now - WINDOW_SECONDS * 1000);
    const account = { times, penaltyEnds: known?.penaltyEnds ?? 0 };
    this.#accounts.set(key, account);
    return account;
  }

  #headers(group: RateLimitGroup, limit: number, remaining: number): Record<string, string> {
    if (!this.#settings.limitHeaders) {
      return {};
    }
    return {
      'x-rate-limit-group': group,
      'x-rate-limit-limit': String(limit),
      'x-rate-limit-remaining': String(remaining),
      'x-rate-limit-window': String(WINDOW_SECONDS),
    };
  }

  #refusal(headers: Readonly<Record<string, string>>): Answer {
    return apiRefusal({
      status: 429,
      code: 'CMN-301',
      message: 'Request rate exceeded',
      headers: {
        ...headers,
        ...(this.#settings.retryAfterHeader && { 'retry-after': String(this.#settings.penaltySeconds) }),
      },
    });
  }
}
