// What profiles are in the middle of, as long as this window lives: a request under way, or how the last one failed.
import { Emitter } from '../profiles/events.ts';
import type { ExchangeFailure } from './tokenFailure.ts';
import type { Activity, FailureWords } from './tokenState.ts';

const IDLE: Activity = { running: false, failure: undefined };

/** Kept in memory only. */
export class Activities {
  readonly #activities = new Map<string, Activity>();
  readonly #changed = new Emitter<string>();

  /** Fires with a profile's id when what it is in the middle of changes. */
  readonly onDidChange = this.#changed.event;

  of(id: string): Activity {
    return this.#activities.get(id) ?? IDLE;
  }

  set(id: string, activity: Activity): void {
    this.#activities.set(id, activity);
    this.#changed.fire(id);
  }

  /** Notes what a profile's failure is called, if it is still the one to be told. */
  name(id: string, failure: ExchangeFailure, words: FailureWords): void {
    const activity = this.of(id);
    if (activity.failure === failure) this.set(id, { ...activity, words });
  }

  /** Forgets how a profile's last exchange failed: a token is there, or the profile is another now, or gone. */
  forgetFailure(id: string): void {
    const { running, failure } = this.of(id);
    if (failure === undefined) return;
    if (running) this.#activities.set(id, { running, failure: undefined });
    else this.#activities.delete(id);
    this.#changed.fire(id);
  }
}
