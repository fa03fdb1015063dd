// RingCentral's codes as far as they are known: where each occurs, which gate it closes, and with which status it comes.
import type { CasePhase } from './case.ts';
import type { BesideId, GateId } from './explanation.ts';

/** Where a code occurs: in one phase, in every one, or in one first of all and elsewhere too. */
export type KnownPhase = CasePhase | 'any' | 'token/any' | 'token/authorize';

/** One code in one phase; a code may have several rows. */
export interface KnownCode {
  readonly code: string;
  readonly phase: KnownPhase;
  readonly gate: GateId | BesideId;
  /** Null where no source tells it. */
  readonly httpStatus: number | null;
}

/** Every code of the facts' table, in its order. */
export const KNOWN_CODES: readonly KnownCode[] = [
  { code: 'OAU-153', phase: 'token', gate: 'application', httpStatus: 400 },
  { code: 'OAU-146', phase: 'token', gate: 'application', httpStatus: 401 },
  { code: 'OAU-123', phase: 'token', gate: 'application', httpStatus: null },
  { code: 'OAU-120', phase: 'token', gate: 'application', httpStatus: 401 },
  { code: 'OAU-121', phase: 'token', gate: 'application', httpStatus: 401 },
  { code: 'OAU-127', phase: 'any', gate: 'application', httpStatus: 401 },
  { code: 'OAU-251', phase: 'token', gate: 'application', httpStatus: 400 },
  { code: 'OAU-112', phase: 'token', gate: 'application', httpStatus: 403 },
  { code: 'OAU-125', phase: 'token', gate: 'application', httpStatus: 401 },
  { code: 'OAU-331', phase: 'token', gate: 'credential', httpStatus: null },
  { code: 'OAU-347', phase: 'token', gate: 'credential', httpStatus: null },
  { code: 'OAU-473', phase: 'token', gate: 'application', httpStatus: 400 },
  { code: 'OAU-141', phase: 'token', gate: 'owner', httpStatus: 401 },
  { code: 'OAU-142', phase: 'token', gate: 'owner', httpStatus: 401 },
  { code: 'OAU-236', phase: 'token/any', gate: 'owner', httpStatus: 400 },
  { code: 'OAU-232', phase: 'token/any', gate: 'owner', httpStatus: 400 },
  { code: 'OAU-222', phase: 'token', gate: 'owner', httpStatus: null },
  { code: 'OAU-105', phase: 'token', gate: 'owner', httpStatus: 403 },
  { code: 'CMN-408', phase: 'token/authorize', gate: 'owner', httpStatus: null },
  { code: 'OAU-210', phase: 'refresh', gate: 'token', httpStatus: null },
  { code: 'OAU-211', phase: 'refresh', gate: 'token', httpStatus: 400 },
  { code: 'OAU-213', phase: 'refresh', gate: 'token', httpStatus: 400 },
  { code: 'OAU-164', phase: 'revoke', gate: 'token', httpStatus: null },
  { code: 'CMN-101', phase: 'revoke', gate: 'token', httpStatus: null },
  { code: 'OAU-128', phase: 'api', gate: 'token', httpStatus: 401 },
  { code: 'OAU-149', phase: 'api', gate: 'token', httpStatus: 401 },
  { code: 'OAU-213', phase: 'api', gate: 'token', httpStatus: 401 },
  { code: 'OAU-151', phase: 'api', gate: 'token', httpStatus: 401 },
  { code: 'AGW-401', phase: 'api', gate: 'token', httpStatus: 401 },
  { code: 'CMN-405', phase: 'api', gate: 'owner', httpStatus: 401 },
  { code: 'CMN-401', phase: 'api', gate: 'app-permission', httpStatus: 403 },
  { code: 'CMN-408', phase: 'api', gate: 'user-permission', httpStatus: 403 },
  { code: 'CMN-419', phase: 'api', gate: 'user-permission', httpStatus: 403 },
  { code: 'CMN-402', phase: 'api', gate: 'user-permission', httpStatus: 403 },
  { code: 'CMN-403', phase: 'api', gate: 'feature', httpStatus: 403 },
  { code: 'CMN-404', phase: 'api', gate: 'user-permission', httpStatus: 403 },
  { code: 'CMN-109', phase: 'api', gate: 'feature', httpStatus: 403 },
  { code: 'BIL-101', phase: 'api', gate: 'feature', httpStatus: 403 },
  { code: 'CMN-301', phase: 'any', gate: 'rate-limit', httpStatus: 429 },
  { code: 'CMN-302', phase: 'any', gate: 'rate-limit', httpStatus: 429 },
  { code: 'CMN-303', phase: 'any', gate: 'rate-limit', httpStatus: 429 },
  { code: 'CMN-304', phase: 'any', gate: 'rate-limit', httpStatus: 429 },
  { code: 'CMN-310', phase: 'any', gate: 'rate-limit', httpStatus: 429 },
  { code: 'CMN-201', phase: 'any', gate: 'service', httpStatus: 503 },
  { code: 'CMN-203', phase: 'any', gate: 'service', httpStatus: 500 },
];
