// Finds what a failure is called, for rows and status bar. Explaining is loaded with the first failure, not before.
import type { Log } from '../profiles/log.ts';
import type { Roster } from '../profiles/roster.ts';
import type { Activities } from '../tokens/activities.ts';
import type { Clock } from './clock.ts';
import { Disposable } from './disposable.ts';
import { knownProfile } from './knownProfile.ts';
import type { Owners } from './owners.ts';
import type { ServerPolicy } from './serverPolicy.ts';

interface FailureNamesParts {
  readonly activities: Activities;
  readonly roster: Roster;
  readonly servers: ServerPolicy;
  readonly owners: Owners;
  readonly clock: Clock;
  readonly log: Log;
}

/** Names each failure once, as soon as a profile has it. */
export class FailureNames extends Disposable {
  readonly #parts: FailureNamesParts;

  constructor(parts: FailureNamesParts) {
    super();
    this.#parts = parts;
    this.register(
      parts.activities.onDidChange(id => {
        this.#name(id).catch((error: unknown) => {
          parts.log.warn(`a failure has no name: ${error instanceof Error ? error.name : 'failed'}`);
        });
      }),
    );
  }

  async #name(id: string): Promise<void> {
    const { activities, roster, servers, owners, clock } = this.#parts;
    const { failure, words } = activities.of(id);
    if (failure === undefined || words !== undefined) return;
    const { explain, problemOf } = await import('../explanations/explain.ts');
    const row = roster.row(id);
    const profile = row && knownProfile(row, servers, owners);
    const { headline, short } = explain({
      problem: problemOf(failure, failure.at),
      profile,
      now: clock.now(),
    });
    activities.name(id, failure, { headline, short });
  }
}
