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
    this.register({ dispose: () => this.#timer?.dispose() });
    this.#plan();
  }

  /** Decides by the clock as it is now; a timer only wakes. */
  #plan(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    const { settings, focus, active, activities, profiles, servers, clock } = this.#services;
    if (!settings.autoRenew() || !focus.isFocused()) return;
    const row = active.get();
    const token = row && usedToken(row, servers.addressOf(row));
    if (row === undefined || token === undefined) return;
    if (activities.of(row.id).running || profiles.troubleOf(row.id) !== undefined) return;
    const key = `${row.id} ${token.obtainedAt}`;
    const now = clock.now();
    if (token.expiresAt <= now || this.#tried === key) return;
    const wait = Math.max(
      // With under a minute left the old one is not revoked: copies of it stay valid to their end.
      token.expiresAt - MARGIN_MS + 1 - now,
      penaltyLeft(this.#services, row),
      this.#heldUntil - now,
    );
    if (wait <= 0) {
      this.#tried = key;
      void this.#renew(row.id);
    } else {
      this.#timer = clock.after(Math.min(wait, MAX_DELAY_MS), () => {
        this.#plan();
      });
    }
  }

  async #renew(id: string): Promise<void> {
    const { work, log } = this.#services;
    try {
      const { tokens } = await work();
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
