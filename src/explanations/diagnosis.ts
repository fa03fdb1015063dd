// What Diagnose has to say while it walks the gates, and when all of them that it can try are open.
import { t } from '@vscode/l10n';
import type { AnswerEvidence } from '../ringcentral/failure.ts';
import type { KnownProfile } from './case.ts';
import { answerLines, profileLines, utcTimeLine } from './evidence.ts';
import { GATES, type Explanation, type GateId } from './explanation.ts';
import type { Findings } from './ladder.ts';
import { environmentName } from './words.ts';

const TO_THE_TOKEN: readonly GateId[] = ['credential', 'environment', 'application', 'owner'];

/** A token proves the four gates that lead to it. */
export function provedByToken(): Findings {
  const proof = { state: 'passed', reason: t('Proved: RingCentral issued an access token.') } as const;
  return Object.fromEntries(TO_THE_TOKEN.map(id => [id, proof]));
}

/** RingCentral took the token, whatever it answered. */
export function provedByAnswer(): Findings {
  return { token: { state: 'passed', reason: t('Proved: RingCentral took the access token for a call.') } };
}

/** A call that was answered proves the token too. What other calls need it does not show (facts, section 7). */
export function provedByCall(): Findings {
  const open = {
    state: 'unknown',
    reason: t('Not checked: it depends on the call. The one that proves the token needs no permission.'),
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
    headline: t('Checking the gates one by one.'),
    short: t('checking'),
    happened: [t('Each gate is shown as soon as it is decided.')],
    causes: [],
    steps: [],
    actions: [],
    evidence: [],
  };
}

/** What is shown in place of a failure once there is a token: what was closed has opened. */
export function mendedExplanation(profile: KnownProfile): Explanation {
  return {
    ...skeleton(profile, provedByToken()),
    rule: 'diagnosis.mended',
    headline: t('There is an access token now: the gates to it are open.'),
    short: t('token got'),
    happened: [
      t('RingCentral issued an access token for this profile in {0}.', environmentName(profile.environment)),
      t('Nothing was called with it yet.'),
    ],
    causes: [],
    steps: [
      { who: 'you', text: t('Copy the Bearer token, or insert it where you need it.') },
      {
        who: 'you',
        text: t('To see whether RingCentral takes the token, run “Diagnose Profile”.'),
      },
    ],
    actions: [{ kind: 'copy-token' }],
    evidence: profileLines(profile),
  };
}

/** What is shown when a call with the token was answered. */
export function openExplanation(profile: KnownProfile, answer: AnswerEvidence): Explanation {
  return {
    ...skeleton(profile, provedByCall()),
    rule: 'diagnosis.open',
    headline: t('The JWT credential works: RingCentral accepts the access token got with it.'),
    short: t('all open'),
    happened: [
      t(
        'The profile has a valid access token for {0}. RingCentral answered a call that was made with it.',
        environmentName(profile.environment),
      ),
      t('That call needs no permission, so permissions and features were not checked.'),
    ],
    causes: [],
    steps: [
      {
        who: 'you',
        text: t(
          'If another call is refused, run “Explain Error Response…” and paste RingCentral’s answer: it names the gate.',
        ),
      },
    ],
    actions: [{ kind: 'copy-token' }],
    evidence: [
      utcTimeLine(answer.at),
      { label: t('Host'), value: answer.host },
      ...answerLines(answer),
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
