// The eight gates with their states: what a failure says of them, and what is known without it (product, section 6).
import { t } from '@vscode/l10n';
import { environmentOfUrl } from '../ringcentral/environment.ts';
import type { Case, CasePhase, KnownProfile } from './case.ts';
import { GATES, type ClosedBy, type Gate, type GateId } from './explanation.ts';
import { utcTime } from './times.ts';
import { environmentName } from './words.ts';

type Known = Pick<Gate, 'state' | 'reason'>;

/** What a probe or a token has shown of single gates; it stands above what a failure alone would say. */
export type Findings = Partial<Readonly<Record<GateId, Known>>>;

/** What closes a gate, and what else is known. */
export interface Closing {
  readonly closedBy: ClosedBy;
  /** How it is known, in a sentence. */
  readonly reason: string;
  /** Left out where nothing was asked of RingCentral. */
  readonly phase?: CasePhase;
  readonly code?: string | undefined;
  readonly findings?: Findings;
}

/**
 * All gates in their order. Before the closed one a gate is passed only where it was checked here or is proved by a token;
 * behind it none was reached, unless a finding says otherwise.
 */
export function ladderOf(closing: Closing, about: Case): Gate[] {
  const { problem, profile, now } = about;
  const here = profile === undefined || problem.kind === 'credential' ? {} : checkedHere(profile, now);
  const closed = GATES.findIndex(id => id === closing.closedBy);
  return GATES.map((id, index): Gate => {
    const found = closing.findings?.[id];
    if (index === closed) {
      // What a probe says of it now stands behind what the answer said.
      const reason = found?.state === 'failed' ? `${closing.reason} ${found.reason}` : closing.reason;
      return { id, state: 'failed', reason };
    }
    // Behind the closed gate a token proves nothing any more; a permission may have been asked about by itself.
    const isBehind = closed >= 0 && index > closed;
    const isOwnProof = !isBehind || index > GATES.indexOf('token');
    // RingCentral itself came further than a gate that a probe has found closed.
    if (found?.state === 'failed' && !isBehind) return { id, state: 'unknown', reason: found.reason };
    if (found !== undefined && isOwnProof) return { id, ...found };
    if (closed >= 0 && index > closed) {
      return { id, state: 'not-reached', reason: t('Not reached: a gate before it is closed.') };
    }
    return {
      id,
      ...(provedByToken(closing, id, profile !== undefined) ?? here[id] ?? undecided(closing, id)),
    };
  });
}

/** A call that RingCentral answered as it answers a live token proves all four gates that lead to one. */
function provedByToken({ closedBy, phase, code }: Closing, id: GateId, isOurs: boolean): Known | undefined {
  const place = GATES.indexOf(id);
  const isBeforeToken = place < GATES.indexOf('token');
  if (phase === 'api' && ['app-permission', 'user-permission', 'feature'].includes(closedBy)) {
    return place <= GATES.indexOf('token')
      ? { state: 'passed', reason: t('Proved: RingCentral took the access token for this call.') }
      : undefined;
  }
  const isRevoke = phase === 'revoke' && isOurs;
  const wasIssued = code === 'OAU-128' || code === 'OAU-210' || isRevoke;
  return isBeforeToken && wasIssued && (closedBy === 'token' || isRevoke)
    ? { state: 'passed', reason: t('Proved: RingCentral had issued a token.') }
    : undefined;
}

/**
 * What the credential says for itself, without asking anybody (facts, section 3): only gates that it passes.
 * @param now in ms
 */
export function checkedHere(profile: KnownProfile, now: number): Findings {
  const credential = credentialOf(profile, now);
  const environment = environmentOf(profile);
  return { ...(credential && { credential }), ...(environment && { environment }) };
}

function credentialOf({ jwtExpiresAt }: KnownProfile, now: number): Known | undefined {
  if (jwtExpiresAt === 'none-set') {
    return {
      state: 'passed',
      reason: t('Checked here: a JWT without an expiry. Whether it was deleted only RingCentral knows.'),
    };
  }
  return jwtExpiresAt === undefined || jwtExpiresAt <= now
    ? undefined
    : {
        state: 'passed',
        reason: t(
          'Checked here: a JWT that runs until {0}. Whether it was deleted only RingCentral knows.',
          utcTime(jwtExpiresAt),
        ),
      };
}

function environmentOf({ jwtEnvironment, environment, address }: KnownProfile): Known | undefined {
  if (jwtEnvironment !== environment) return undefined;
  const ofServer = address === undefined ? undefined : environmentOfUrl(address);
  if (ofServer !== undefined && ofServer !== environment) return undefined;
  const name = environmentName(environment);
  return {
    state: 'passed',
    reason:
      ofServer === undefined
        ? t('Checked here: the JWT and the profile are both for {0}.', name)
        : t('Checked here: the JWT, the profile and the server are all for {0}.', name),
  };
}

function undecided({ closedBy, phase }: Closing, id: GateId): Known {
  if (closedBy === 'network') return { state: 'unknown', reason: t('Undecided: there was no answer to it.') };
  const wasUnanswered = closedBy === 'none' && phase === undefined;
  if (closedBy === 'rate-limit' || closedBy === 'service' || wasUnanswered) {
    return { state: 'unknown', reason: t('Undecided: the request ended for another reason.') };
  }
  return {
    state: 'unknown',
    reason:
      id === 'credential' || id === 'environment'
        ? t('Not known: the JWT does not say, or is not at hand.')
        : t('Not known: the answer says nothing of it.'),
  };
}
