// Every rule for a request that ended before a gate was asked (errors.json), and what is said of RingCentral's own trouble
// (facts, section 2).
import { t } from '@vscode/l10n';
import { penaltyEnd } from '../../tokens/requestBudget.ts';
import type { Cause, Step, Words } from '../explanation.ts';
import { supportPage } from '../pages.ts';
import type { CodeRule, RefusedCase } from '../rule.ts';
import { clockTime } from '../times.ts';
import { openPage } from './actions.ts';
import { EVERY_PHASE } from './phases.ts';
import { rateLimitRules } from './rateLimitRules.ts';
import { step } from './steps.ts';
import { notEnded, secondsUntil, tryAgain } from './waits.ts';

/** The codes of the rate limit and of RingCentral's own trouble. */
export const serviceRules: readonly CodeRule[] = [
  ...rateLimitRules,
  { code: 'CMN-201', phases: EVERY_PHASE, closedBy: 'service', words: unavailable },
  { code: 'CMN-203', phases: EVERY_PHASE, closedBy: 'service', words: internalError },
];

/** RingCentral's advice on a 500 of the token endpoint: up to three tries, this far apart (facts, section 2). */
const TRIES_APART_MS = 10_000;

function unavailable(refusal: RefusedCase): Words {
  return {
    headline: t('RingCentral’s service is not available at the moment.'),
    short: t('service unavailable'),
    happened: [
      t('RingCentral took the request but could not work on it, and says that this is temporary.'),
      ...sessionMayBeOpen(refusal),
    ],
    causes: [ringcentralsTrouble(t('CMN-201 stands for “Service Temporary Unavailable”.'))],
    steps: serviceSteps(refusal),
    actions: [tryAgain(serviceWait(refusal)), openPage(supportPage())],
  };
}

function internalError(refusal: RefusedCase): Words {
  return {
    headline: t('Something failed inside RingCentral’s service.'),
    short: t('RingCentral’s error'),
    happened: [
      t('RingCentral took the request and answered that an error happened on its own side.'),
      ...sessionMayBeOpen(refusal),
    ],
    causes: [ringcentralsTrouble(t('CMN-203 stands for “Internal Server Error”.'))],
    steps: serviceSteps(refusal),
    actions: [tryAgain(serviceWait(refusal)), openPage(supportPage())],
  };
}

/** A failed exchange may have opened a session all the same (facts, section 2). */
function sessionMayBeOpen({ phase }: RefusedCase): string[] {
  return phase === 'token'
    ? [
        t(
          'The exchange may have opened a session all the same. RingCentral usually keeps five for one user and one app; one more ends the oldest, and its token.',
        ),
      ]
    : notEnded(phase);
}

function ringcentralsTrouble(evidence: string): Cause {
  const text = t('RingCentral’s own trouble. Nothing speaks against the JWT, the app or the user.');
  return { text, evidence };
}

/** In ms; undefined where nothing is said of it. A 503 waits for `Retry-After`, a 500 for ten seconds (facts, section 2). */
function serviceWait({ refused }: RefusedCase): number | undefined {
  if (refused.retryAfterSeconds !== undefined) return penaltyEnd(refused);
  return refused.status === 500 ? refused.answeredAt + TRIES_APART_MS : undefined;
}

function serviceSteps(refusal: RefusedCase): Step[] {
  return [
    step('you', waitWords(refusal)),
    step(
      'you',
      t(
        'Then try again yourself: the extension repeats nothing by itself. No new JWT is needed, and the app stays as it is.',
      ),
    ),
    step(
      'you',
      t('If it goes on, open a support case with the request ID from the evidence, then try again later.'),
      supportPage(),
    ),
  ];
}

function waitWords(refusal: RefusedCase): string {
  const { refused } = refusal;
  const end = serviceWait(refusal);
  if (end === undefined) return t('Wait a while. The answer does not say how long.');
  const [seconds, time] = [secondsUntil(end, refused), clockTime(end)];
  return refused.retryAfterSeconds === undefined
    ? t('Wait {0} s, until {1}. RingCentral advises three tries at most, ten seconds apart.', seconds, time)
    : t('Wait {0} s, until {1}: the answer asks for it (Retry-After).', seconds, time);
}
