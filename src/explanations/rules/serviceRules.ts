// Every rule for a request that ended before a gate was asked (errors.json), and what is said of RingCentral's own trouble
// (facts, section 2).
import { t } from '@vscode/l10n';
import { penaltyEnd } from '../../tokens/penalties.ts';
import type { Action, Cause, Step, Words } from '../explanation.ts';
import { supportPage } from '../pages.ts';
import type { CodeRule, RefusedCase } from '../rule.ts';
import { clockTime, utcTime } from '../times.ts';
import { doable, openPage } from './actions.ts';
import { EVERY_PHASE } from './phases.ts';
import { rateLimitRules } from './rateLimitRules.ts';
import { mayHaveWorked } from './requestWords.ts';
import { step } from './steps.ts';
import { endsByItself, secondsUntil, tryAgain } from './waits.ts';

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
    happened: [t('The answer says that the service can’t work on requests for now.'), ...outcomeOf(refusal)],
    causes: causesOf(refusal, t('CMN-201 stands for “Service Temporary Unavailable”.')),
    steps: serviceSteps(refusal),
    actions: serviceActions(refusal),
  };
}

function internalError(refusal: RefusedCase): Words {
  return {
    headline: t('Something failed inside RingCentral’s service.'),
    short: t('RingCentral’s error'),
    happened: [
      t('The answer says that an error happened while the service worked on the request.'),
      ...outcomeOf(refusal),
    ],
    causes: causesOf(refusal, t('CMN-203 stands for “Internal Server Error”.')),
    steps: serviceSteps(refusal),
    actions: serviceActions(refusal),
  };
}

/** A refresh opens no session: the new token belongs to the old one's (facts, section 4). */
function outcomeOf(refusal: RefusedCase): string[] {
  return refusal.phase === 'refresh' ? [] : [mayHaveWorked({ failure: refusal.refused, about: refusal })];
}

/** @param ofCode what the code says, where the answer has one */
function causesOf({ code, refused: { status } }: RefusedCase, ofCode: string): Cause[] {
  const text = t('RingCentral’s service has trouble. Nothing speaks against the JWT, the app or the user.');
  if (code !== undefined) return [{ text, evidence: ofCode }];
  return [
    { text, evidence: t('The HTTP status is {0}.', status) },
    {
      text: t('A proxy or gateway on the way had trouble and answered in RingCentral’s place.'),
      evidence: t('The answer has no code of RingCentral’s.'),
    },
  ];
}

/** A revocation is not repeated (facts, section 4). */
function serviceActions(refusal: RefusedCase): readonly Action[] {
  const support = openPage(supportPage());
  return refusal.phase === 'revoke' ? [support] : doable(refusal, [tryAgain(serviceWait(refusal)), support]);
}

/** In ms; undefined where nothing is said of it. A 503 waits for `Retry-After`, a 500 for ten seconds (facts, section 2). */
function serviceWait({ refused }: RefusedCase): number | undefined {
  if (refused.retryAfterSeconds !== undefined) return penaltyEnd(refused);
  return refused.status === 500 ? refused.answeredAt + TRIES_APART_MS : undefined;
}

function serviceSteps(refusal: RefusedCase): Step[] {
  if (refusal.phase === 'revoke') return [step('you', endsByItself())];
  return [
    step('you', waitWords(refusal)),
    step(
      'you',
      refusal.profile === undefined
        ? t('Then try again. No new JWT is needed, and the app stays as it is.')
        : t(
            'Then try again: the extension repeats nothing by itself. No new JWT is needed, and the app stays as it is.',
          ),
    ),
    step(
      'you',
      t('If it goes on, open a support case with the copied report, and try again later.'),
      supportPage(),
    ),
  ];
}

function waitWords(refusal: RefusedCase): string {
  const { refused, now } = refusal;
  const end = serviceWait(refusal);
  if (end === undefined) return t('Wait a while. The answer does not say how long.');
  if (end <= now) return t('The wait that RingCentral asks for is over: it ended at {0}.', utcTime(end));
  const [seconds, time] = [secondsUntil(end, refused), clockTime(end)];
  return refused.retryAfterSeconds === undefined
    ? t('Wait {0} s, until {1}. RingCentral advises three tries at most, ten seconds apart.', seconds, time)
    : t('Wait {0} s, until {1}: the answer asks for it (Retry-After).', seconds, time);
}
