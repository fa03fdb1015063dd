// The setting token.autoRenew: a new token for the active profile a minute before its token expires (product, section 8).
import type { Disposer } from '../profiles/events.ts';
import { MARGIN_MS } from '../tokens/accessToken.ts';
import { usedToken } from '../tokens/tokenState.ts';
import { Disposable } from './disposable.ts';
import { penaltyLeft, type Services } from './services.ts';

/** However far away the moment is, the clock is looked at again after this: it may have been set, or slept. */
const MAX_DELAY_MS = 60_000;

export type AutoRenewServices = Pick<
  Services,
  | 'roster'
  | 'profiles'
  | 'activities'
  | 'active'
  | 'penalties'
  | 'servers'
  | 'settings'
  | 'clock'
  | 'focus'
  | 'log'
> & { readonly work: () => Promise<Pick<Awaited<ReturnType<Services['work']>>, 'tokens'>> };

/**
 * Renews only in the window that has the focus, once for each token, and never one that has expired. What comes of it is
 * seen where every token's state is: nobody asked, so nobody is disturbed.
 */
export class AutoRenew extends Disposable {
  readonly #services: AutoRenewServices;
  /** The token that was tried to be renewed, by its profile and when it was got. */
  #tried = '';
  #timer: Disposer | undefined;
  /** Until when (in ms) the budget held the last try back. */
  #heldUntil = 0;
  #isDisposed = false;

  constructor(services: AutoRenewServices) {
    super();
    this.#services = services;
    const plan = (): void => {
      this.#plan();
    };
    for (const { onDidChange } of [services.settings, services.focus, services.active, services.roster]) {
      this.register(onDidChange(plan));
    }
    this.register(services.activities.onDidChange(plan));
    this.register(services.penalties.onDidChange(plan));
    this.register({
      dispose: () => {
        this.#isDisposed = true;
        this.#timer?.dispose();
      },
    });
    // A token that is in its last minute already has been tried by the window before this one.
    const wanted = this.#wanted();
    if (wanted !== undefined && wanted.wait <= 0) this.#tried = wanted.key;
    this.#plan();
  }

  /** Decides by the clock as it is now; a timer only wakes. */
  #plan(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    const wanted = this.#wanted();
    if (wanted === undefined || wanted.key === this.#tried) return;
    if (wanted.wait <= 0) {
      this.#tried = wanted.key;
      void this.#renew(wanted);
    } else {
      this.#timer = this.#services.clock.after(Math.min(wanted.wait, MAX_DELAY_MS), () => {
        this.#plan();
      });
    }
  }

  /** The token that is to be renewed, and in how many ms; undefined while there is none. */
  #wanted(): Wanted | undefined {
    const { settings, focus, active, activities, profiles, servers, clock } = this.#services;
    if (this.#isDisposed || !settings.autoRenew() || !focus.isFocused()) return undefined;
    const row = active.get();
    const token = row && usedToken(row, servers.addressOf(row));
    if (row === undefined || token === undefined) return undefined;
    if (activities.of(row.id).running || profiles.troubleOf(row.id) !== undefined) return undefined;
    const now = clock.now();
    // One that was granted for hardly more than that minute would be renewed on and on.
    if (token.expiresAt <= now || token.expiresAt - token.obtainedAt <= 2 * MARGIN_MS) return undefined;
    const wait = Math.max(
      // With under a minute left the old one is not revoked: copies of it stay valid to their end.
      token.expiresAt - MARGIN_MS + 1 - now,
      penaltyLeft(this.#services, row),
      this.#heldUntil - now,
    );
    return { id: row.id, key: `${row.id} ${token.obtainedAt}`, wait };
  }

  async #renew({ id, key }: Wanted): Promise<void> {
    const { work, log } = this.#services;
    try {
      const { tokens } = await work();
      // Much may have changed while that was loaded.
      if (this.#wanted()?.key !== key) return;
      // Not used any more from now on, so this asks for another one, unless another window has one by now.
      const got = await tokens.obtain(id);
      if (!got.ok && got.failure.kind === 'penalty') {
        // Nothing was sent, so it may be tried once more.
        this.#heldUntil = got.failure.until;
        this.#tried = '';
        this.#plan();
      }
      log.info(`token: renewed by itself: ${got.ok ? 'yes' : got.failure.kind}`);
    } catch (error) {
      log.warn(`token: not renewed by itself (${error instanceof Error ? error.name : 'unknown'})`);
    }
  }
}

interface Wanted {
  /** The profile's. */
  readonly id: string;
  /** Names the token. */
  readonly key: string;
  /** In ms. */
  readonly wait: number;
}
