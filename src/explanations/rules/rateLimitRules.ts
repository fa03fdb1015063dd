// What is said when RingCentral's rate limit ended a request (facts, section 4).
import { t } from '@vscode/l10n';
import { penaltyEnd } from '../../tokens/penalties.ts';
import type { Action, Cause, Step, Words } from '../explanation.ts';
import { supportPage } from '../pages.ts';
import type { CodeRule, RefusedCase } from '../rule.ts';
import { clockTime, utcTime } from '../times.ts';
import { openPage } from './actions.ts';
import { EVERY_PHASE } from './phases.ts';
import { step } from './steps.ts';
import { endsByItself, notEnded, secondsUntil, tryAgain } from './waits.ts';

/** The codes of the rate limit. */
export const rateLimitRules: readonly CodeRule[] = [
  { code: 'CMN-301', phases: EVERY_PHASE, closedBy: 'rate-limit', words: tooManyRequests },
  { code: 'CMN-302', phases: EVERY_PHASE, closedBy: 'rate-limit', words: tooManyRequests },
  { code: 'CMN-303', phases: EVERY_PHASE, closedBy: 'rate-limit', words: limitUndefined },
  { code: 'CMN-304', phases: EVERY_PHASE, closedBy: 'rate-limit', words: sameRequestTwice },
  { code: 'CMN-310', phases: EVERY_PHASE, closedBy: 'rate-limit', words: globalLimit },
];

function tooManyRequests(refusal: RefusedCase): Words {
  return {
    headline:
      penaltyEnd(refusal.refused) <= refusal.now
        ? t('RingCentral’s rate limit was exceeded.')
        : t(
            'RingCentral’s rate limit is exceeded. Nothing can be sent until {0}.',
            clockTime(penaltyEnd(refusal.refused)),
          ),
    short: t('rate limited'),
    happened: [
      t('RingCentral allows a number of requests a minute, and answered that there were more.'),
      ...notEnded(refusal.phase),
    ],
    causes: isAuth(refusal)
      ? [
          {
            text: t(
              'More than five requests to get or revoke tokens within a minute (the group Auth). By a notice of RingCentral’s they count for the whole app, whoever uses it.',
            ),
            ...counted(refusal),
          },
          { text: t('Another program uses the same app, or a program repeats its requests by itself.') },
        ]
      : [
          {
            text: t(
              'More calls of one group within a minute than RingCentral allows: 50 in the group Light, 40 in Medium, 10 in Heavy.',
            ),
            ...counted(refusal),
          },
        ],
    steps: limitSteps(refusal),
    actions: limitActions(refusal),
  };
}

function limitUndefined(refusal: RefusedCase): Words {
  return {
    headline: t('RingCentral could not find out which rate limit holds for the app.'),
    short: t('rate limit not known'),
    happened: [
      t(
        'RingCentral answered that it can’t tell the app’s API plan, and so not how many requests it may send.',
      ),
      ...notEnded(refusal.phase),
    ],
    causes: [
      {
        text: t(
          'Something is wrong with the app’s plan or on RingCentral’s side; which of the two is not known.',
        ),
        evidence: t('CMN-303 stands for “Can not resolve API plan”.'),
      },
    ],
    steps: [
      ...waitSteps(refusal),
      step('app-owner', t('If it comes again, open a support case with the copied report.'), supportPage()),
      tryAgainStep(refusal),
    ],
    actions: limitActions(refusal, openPage(supportPage())),
  };
}

function sameRequestTwice(refusal: RefusedCase): Words {
  return {
    headline: t('The same request was already under way.'),
    short: t('request under way'),
    happened: [
      t('RingCentral answered that it is still at work on the same request and takes no second one.'),
      ...notEnded(refusal.phase),
    ],
    causes: [
      {
        text: t('Two programs, or two windows, sent the same request at the same time.'),
        evidence: t('CMN-304 stands for “Duplicate concurrent request”.'),
      },
      { text: t('A program repeated the request before the answer came.') },
    ],
    steps: [
      ...waitSteps(refusal),
      step('you', t('Let your programs wait for an answer before they send the same request again.')),
      tryAgainStep(refusal),
    ],
    actions: limitActions(refusal),
  };
}

function globalLimit(refusal: RefusedCase): Words {
  return {
    headline: t('RingCentral’s global limit of requests is exceeded.'),
    short: t('global rate limit'),
    happened: [
      t('RingCentral answered that there were too many requests in all.'),
      ...notEnded(refusal.phase),
    ],
    causes: [
      {
        text: t('Too many requests together. Whose requests count for this limit is not known.'),
        evidence: t('CMN-310 stands for “Global request rate exceeded”.'),
      },
    ],
    steps: limitSteps(refusal),
    actions: limitActions(refusal),
  };
}

/** Requests to the token endpoint and to revoke are of the group Auth (facts, section 4). */
const isAuth = ({ phase }: RefusedCase): boolean => phase !== 'api';

/** What the answer's headers count; the group's name is the server's and stays in the evidence. */
function counted({ refused }: RefusedCase): Pick<Cause, 'evidence'> {
  const { limit, windowSeconds } = refused.rateLimit;
  if (limit === undefined) return {};
  return {
    evidence:
      windowSeconds === undefined
        ? t('The answer’s headers give a limit of {0} requests.', limit)
        : t('The answer’s headers give a limit of {0} requests in {1} s.', limit, windowSeconds),
  };
}

function limitSteps(refusal: RefusedCase): Step[] {
  return [
    ...waitSteps(refusal),
    step(
      'you',
      t('Let your programs share one access token until it expires, so that few exchanges are needed.'),
    ),
    tryAgainStep(refusal),
  ];
}

function waitSteps({ refused, now }: RefusedCase): Step[] {
  const end = penaltyEnd(refused);
  const [seconds, time] = [secondsUntil(end, refused), clockTime(end)];
  const isTold = refused.retryAfterSeconds !== undefined && refused.retryAfterSeconds > 0;
  if (end <= now)
    return [step('you', t('The wait of {0} s is over: it ended at {1}.', seconds, utcTime(end)))];
  return [
    step(
      'you',
      isTold
        ? t('Wait {0} s, until {1}: the answer asks for it (Retry-After).', seconds, time)
        : t(
            'Wait {0} s, until {1}. The answer does not say how long; this is the usual time.',
            seconds,
            time,
          ),
    ),
    step(
      'you',
      t(
        'Send nothing until then, and stop other programs that use the app: every request during the wait starts it anew. RingCentral’s notice says that apps which exceed the limit again and again may be suspended.',
      ),
    ),
  ];
}

function tryAgainStep({ phase }: RefusedCase): Step {
  return phase === 'revoke'
    ? step('you', endsByItself())
    : step('you', t('Then try again. The app stays as it is, and no new JWT is needed.'));
}

/** A revocation is not repeated; a pasted answer's request can't be. */
function limitActions({ refused, phase, profile }: RefusedCase, ...others: readonly Action[]): Action[] {
  const again = phase === 'revoke' || profile === undefined ? [] : [tryAgain(penaltyEnd(refused))];
  const actions = [...again, ...others];
  return actions.length > 0
    ? actions
    : [profile === undefined ? openPage(supportPage()) : { kind: 'show-log' }];
}
