// From a case to its explanation: finds the rule, draws the ladder, and gathers the evidence (product, section 6).
import { t } from '@vscode/l10n';
import type { Failure, Refused } from '../ringcentral/failure.ts';
import type { TokenFailure } from '../tokens/tokenFailure.ts';
import type { Case, CasePhase, Problem } from './case.ts';
import { evidenceOf } from './evidence.ts';
import type { ClosedBy, Explanation, Words } from './explanation.ts';
import { guessOf } from './guess.ts';
import { ladderOf, type Findings } from './ladder.ts';
import { reasonOf, type Certainty } from './reason.ts';
import { codeRuleId, refusedCase, type CodeRule, type RefusedCase } from './rule.ts';
import { applicationRules } from './rules/applicationRules.ts';
import { credentialRules } from './rules/credentialRules.ts';
import { credentialTroubleWords } from './rules/credentialTrouble.ts';
import { unknownGrantWords } from './rules/environmentRules.ts';
import { proxyWords } from './rules/networkRules.ts';
import { noAnswerWords } from './rules/noAnswerRules.ts';
import { offlineWords } from './rules/offlineRules.ts';
import { ownerRules } from './rules/ownerRules.ts';
import { permissionRules } from './rules/permissionRules.ts';
import { NO_REFRESH_TOKEN, noRefreshToken } from './rules/refreshRules.ts';
import { serviceRules } from './rules/serviceRules.ts';
import { tokenRules } from './rules/tokenRules.ts';

/** Every rule for a code. */
export const CODE_RULES: readonly CodeRule[] = [
  ...credentialRules,
  ...applicationRules,
  ...ownerRules,
  ...tokenRules,
  ...permissionRules,
  ...serviceRules,
];

interface Found {
  readonly rule: string;
  readonly closedBy: ClosedBy;
  readonly words: Words;
  readonly isGuess?: boolean;
  /** `known` where it is left out and it is no guess. */
  readonly certainty?: Certainty;
  /** How it is known, where that is not said by what was asked. */
  readonly reason?: string;
}

/**
 * Explains a case. There is an explanation for everything.
 * @param findings what probes have shown of single gates
 */
export function explain(about: Case, findings: Findings = {}): Explanation {
  const { problem, profile } = about;
  const found = find(about);
  const { rule, closedBy, words, isGuess = false, certainty = 'known' } = found;
  const refusal = refusalOf(about);
  const code = refusal?.code;
  const phase = problem.kind === 'failure' && isAnswerToCall(problem.failure) ? problem.phase : undefined;
  const { headline } = words;
  const reason = found.reason ?? reasonOf(about, isGuess ? 'guessed' : certainty);
  return {
    ...words,
    headline: code === undefined ? headline : t('{0} ({1})', headline, code),
    rule,
    closedBy,
    isGuess,
    subject: profile?.name,
    gates: ladderOf({ closedBy, reason, code, findings, ...(phase === undefined ? {} : { phase }) }, about),
    evidence: evidenceOf(about),
  };
}

/**
 * How getting a token failed, as a problem to explain.
 * @param now in ms, for what does not say itself when it was
 */
export function problemOf(failure: TokenFailure, now: number): Problem {
  if (failure.kind === 'credential') return { ...failure, at: now };
  return failure.kind === 'offline' ? failure : { kind: 'failure', failure, phase: failure.phase };
}

/** Only what RingCentral itself answered says anything of gates. */
function isAnswerToCall({ kind }: Failure): boolean {
  return kind === 'refused';
}

function find(about: Case): Found {
  const { problem } = about;
  switch (problem.kind) {
    case 'credential':
      return credentialTroubleWords(problem.trouble, about);
    case 'offline':
      return offlineWords(problem.finding, about);
    case 'failure':
      return problem.failure.kind === 'refused'
        ? findRefusal(about, problem.failure, problem.phase)
        : noAnswerWords(problem.failure, about);
  }
}

function findRefusal(about: Case, refused: Refused, phase: CasePhase): Found {
  const refusal = refusedCase(about, refused, phase);
  const { code } = refusal;
  const known = CODE_RULES.filter(rule => rule.code === code);
  const exact = known.find(({ phases }) => phases.includes(phase));
  if (phase === 'refresh' && code === undefined && NO_REFRESH_TOKEN.test(refused.message ?? '')) {
    const reason = t('Said by the SDK itself: RingCentral was not asked.');
    return { rule: 'no-refresh-token.refresh', closedBy: 'token', words: noRefreshToken(), reason };
  }
  if (exact !== undefined) return fromRule(exact, refusal, false);
  const { status, oauthError } = refused;
  if (status === 407) return proxyWords(refusal);
  if (status === 429) return fromStatus('CMN-301', refusal);
  if (status === 503) return fromStatus('CMN-201', refusal);
  if (status >= 500) return fromStatus('CMN-203', refusal);
  // The same code in another phase usually means the same.
  const elsewhere = known.find(({ phases }) => phases.some(other => other !== 'revoke'));
  if (elsewhere !== undefined) return fromRule(elsewhere, refusal, true);
  if (phase === 'token' && oauthError === 'invalid_grant') {
    return { ...unknownGrantWords(refusal), certainty: 'inferred' };
  }
  return { ...guessOf(refusal), isGuess: true };
}

function fromRule(rule: CodeRule, refusal: RefusedCase, isGuess: boolean): Found {
  const { code, closedBy, words } = rule;
  return { rule: codeRuleId(code, refusal.phase), closedBy, words: words(refusal), isGuess };
}

/** A status alone says as much as the code that usually comes with it. */
function fromStatus(code: string, refusal: RefusedCase): Found {
  const rule = CODE_RULES.find(candidate => candidate.code === code);
  return rule === undefined
    ? { ...guessOf(refusal), isGuess: true }
    : {
        rule: `status-${refusal.refused.status}.${refusal.phase}`,
        closedBy: rule.closedBy,
        words: rule.words(refusal),
      };
}

function refusalOf(about: Case): RefusedCase | undefined {
  const { problem } = about;
  return problem.kind === 'failure' && problem.failure.kind === 'refused'
    ? refusedCase(about, problem.failure, problem.phase)
    : undefined;
}
