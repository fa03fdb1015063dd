// A failure in one sentence, where there is no room for its explanation.
import type { ProfileFacts } from '../profiles/profile.ts';
import type { Failure } from '../ringcentral/failure.ts';
import { explain } from './explain.ts';

/**
 * The headline of a failure.
 * @param profile what is known of it; it may be deleted already
 * @param now in ms
 */
export function headlineOf(failure: Failure, profile: ProfileFacts, now: number): string {
  const unknown = {
    jwtEnvironment: undefined,
    jwtExpiresAt: undefined,
    ownerId: undefined,
    address: undefined,
  };
  const problem = { kind: 'failure', failure, phase: failure.phase } as const;
  return explain({ problem, profile: { ...profile, ...unknown }, now }).headline;
}
