// In which phase an error without its request occurred, and with which status, as far as its code tells it.
import { decidingCode, type ErrorBody } from '../ringcentral/failure.ts';
import type { CasePhase } from './case.ts';
import { KNOWN_CODES, type KnownPhase } from './knownCodes.ts';

export interface PhaseGuess {
  readonly phase: CasePhase;
  /** Whether something in the text decides it; otherwise it is only the likelier one. */
  readonly isTold: boolean;
}

/** The phase of an error body: by its code, by its OAuth error where the code occurs in several, else by its shape. */
export function phaseOfBody(body: ErrorBody): PhaseGuess {
  const code = decidingCode(body);
  if (code === 'CMN-101' && namesAnotherParameter(body)) return { phase: 'api', isTold: false };
  const rows = KNOWN_CODES.filter(known => known.code === code);
  const phases = new Set(rows.flatMap(row => phasesOf(row.phase)));
  const isOfApi = body.oauthError === undefined && body.errorCode !== undefined && body.errorCode !== code;
  const [only] = phases;
  if (phases.size === 1 && only !== undefined) {
    const isElsewhere = isOfApi && rows.some(({ phase }) => phase === 'token/any');
    return { phase: isElsewhere ? 'api' : only, isTold: true };
  }
  if (body.oauthError === undefined) return { phase: 'api', isTold: isOfApi };
  const isOfRefresh = body.oauthError === 'invalid_grant' && (phases.has('refresh') || speaksOfRefresh(body));
  return { phase: isOfRefresh ? 'refresh' : 'token', isTold: true };
}

/** The phase of an error of the token endpoint's whose grant type is not told. */
export function phaseOfTokenRequest(body: ErrorBody): PhaseGuess {
  const code = decidingCode(body);
  const phases = KNOWN_CODES.filter(known => known.code === code).flatMap(row => phasesOf(row.phase));
  const isOfRefresh = phases.includes('refresh') && !phases.includes('token');
  return isOfRefresh || phaseOfBody(body).phase === 'refresh'
    ? { phase: 'refresh', isTold: true }
    : { phase: 'token', isTold: true };
}

/** CMN-101 is documented for a revoke without its token (errors.json), but a call of the API says it of any parameter. */
function namesAnotherParameter({ message, errors }: ErrorBody): boolean {
  const texts = [message, ...errors.map(error => error.message)].join('\n');
  const named = errors.flatMap(({ parameters }) => parameters.map(({ value }) => value));
  return /parameter \[(?!token\])/i.test(texts) || named.some(value => value !== '' && value !== 'token');
}

function phasesOf(phase: KnownPhase): CasePhase[] {
  switch (phase) {
    case 'any':
      return [];
    case 'token/any':
    case 'token/authorize':
      return ['token'];
    case 'token':
    case 'refresh':
    case 'revoke':
    case 'api':
      return [phase];
  }
}

function speaksOfRefresh({ oauthErrorDescription = '', errors }: ErrorBody): boolean {
  return /refresh[ _]token|\btoken (?:not found|expired|revoked)/i.test(
    [oauthErrorDescription, ...errors.map(({ message }) => message)].join('\n'),
  );
}

/** The status with which a code comes in this phase, if exactly one is known; else 0, which stands for an unknown one. */
export function statusOfCode(code: string | undefined, { phase, isTold }: PhaseGuess): number {
  const rows = KNOWN_CODES.filter(known => known.code === code);
  const here = isTold
    ? rows.filter(row => row.phase.includes('any') || row.phase.split('/').includes(phase))
    : rows;
  const statuses = new Set(here.map(({ httpStatus }) => httpStatus));
  const [only] = statuses;
  return statuses.size === 1 ? (only ?? 0) : 0;
}
