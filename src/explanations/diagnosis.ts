// What Diagnose has to say while it walks the gates, and when all of them that it can try are open.
import { t } from '@vscode/l10n';
import type { AnswerEvidence } from '../ringcentral/failure.ts';
import type { KnownProfile } from './case.ts';
import { profileLines, utcTimeLine } from './evidence.ts';
import { GATES, type Explanation, type GateId } from './explanation.ts';
import type { Findings } from './ladder.ts';
import { environmentName } from './words.ts';

const TO_THE_TOKEN: readonly GateId[] = ['credential', 'environment', 'application', 'owner'];

/** A token proves the four gates that lead to it. */
export function provedByToken(): Findings {
  const proof = { state: 'passed', reason: t('Proved: RingCentral issued an access token.') } as const;
  return Object.fromEntries(TO_THE_TOKEN.map(id => [id, proof]));
}

/** A call that was answered proves the token too. What other calls need it does not show (facts, section 7). */
export function provedByCall(): Findings {
  const open = {
    state: 'unknown',
    reason: t('The call that proves a token needs no permission, so it says nothing of this gate.'),
  } as const;
  return {
    ...provedByToken(),
    token: { state: 'passed', reason: t('Proved: RingCentral answered a call made with it.') },
    'app-permission': open,
    'user-permission': open,
    feature: open,
  };
}

/** What is shown while gates are being tried. */
export function walkingExplanation(profile: KnownProfile, findings: Findings): Explanation {
  return {
    ...skeleton(profile, findings),
    rule: 'diagnosis.walking',
    headline: t('Walking the gates.'),
    short: t('checking'),
    happened: [t('Each gate is shown as soon as it is decided.')],
    causes: [],
    steps: [],
    actions: [],
    evidence: [],
  };
}

/** What is shown when a call with the token was answered. */
export function openExplanation(profile: KnownProfile, answer: AnswerEvidence): Explanation {
  return {
    ...skeleton(profile, provedByCall()),
    rule: 'diagnosis.open',
    headline: t('All gates to the token are open, and RingCentral takes the token.'),
    short: t('all open'),
    happened: [
      t(
        '{0} issued a token for this profile, or one that lives was used.',
        environmentName(profile.environment),
      ),
      t('A call that needs no permission was made with it, and RingCentral answered.'),
    ],
    causes: [
      {
        text: t('When another call is refused all the same, a permission or a feature is what it lacks.'),
        evidence: t('The call that was made needs none, so it can’t show that.'),
      },
    ],
    steps: [
      {
        who: 'you',
        text: t(
          'When a call is refused, choose Explain Error Response… and paste what RingCentral answered; it names the gate.',
        ),
      },
    ],
    actions: [{ kind: 'show-log' }],
    evidence: [
      utcTimeLine(answer.at),
      { label: t('Host'), value: answer.host },
      { label: t('HTTP status'), value: String(answer.status) },
      ...(answer.requestId === undefined ? [] : [{ label: t('Request id'), value: answer.requestId }]),
      ...profileLines(profile),
    ],
  };
}

function skeleton(
  profile: KnownProfile,
  findings: Findings,
): Pick<Explanation, 'closedBy' | 'isGuess' | 'subject' | 'gates'> {
  return {
    closedBy: 'none',
    isGuess: false,
    subject: profile.name,
    gates: GATES.map(id => ({
      id,
      ...(findings[id] ?? ({ state: 'unknown', reason: t('Not tried yet.') } as const)),
    })),
  };
}
