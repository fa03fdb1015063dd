// The phases of codes that can come with any request.
import type { CasePhase } from '../case.ts';

/** Every phase there is. */
export const EVERY_PHASE: readonly CasePhase[] = ['token', 'refresh', 'revoke', 'api'];
