// What is said of a request that RingCentral did not refuse and did not grant: no connection, no readable answer, nothing
// sent, cancelled. Told apart by kind, code and facts, never by a message.
import { t } from '@vscode/l10n';
import type { Cancelled, Failure, HeldBack, Refused } from '../../ringcentral/failure.ts';
import type { Case } from '../case.ts';
import type { Words } from '../explanation.ts';
import { clockTime } from '../times.ts';
import { redirectWords, tooLargeWords, unreadableWords } from './answerRules.ts';
import { networkWords } from './networkRules.ts';
import { hostOf, mayHaveWorked, type Asked } from './requestWords.ts';
import type { RuleWords } from './ruleWords.ts';
import { step } from './steps.ts';
import { timeoutWords } from './timeoutRules.ts';

/** For every failure that is not a refusal. A refusal with status 407 has `proxyWords` of networkRules.ts. */
export function noAnswerWords(failure: Exclude<Failure, Refused>, about: Case): RuleWords {
  switch (failure.kind) {
    case 'network':
      return networkWords(failure, about);
    case 'timeout':
      return timeoutWords(failure, about);
    case 'unreadable':
      return unreadableWords(failure, about);
    case 'redirect':
      return redirectWords(failure, about);
    case 'too-large':
      return tooLargeWords(failure, about);
    case 'penalty':
      return {
        rule: `held.${failure.reason}`,
        closedBy: 'rate-limit',
        words: failure.reason === 'penalty' ? inPenalty(failure, about) : overBudget(failure, about),
      };
    case 'cancelled':
      return {
        rule: `cancelled.${failure.by === 'user' ? 'user' : 'profile-changed'}`,
        closedBy: 'none',
        words: cancelledWords(failure, about),
      };
  }
}

function inPenalty(failure: HeldBack, about: Case): Words {
  const time = clockTime(failure.until);
  return {
    headline: t('RingCentral’s rate limit penalty runs until {0}. Nothing was sent.', time),
    short: t('rate limited'),
    happened: [
      t('RingCentral answered an earlier request with “too many requests” (status 429).'),
      t('Every request inside the penalty starts it anew, so this one was not sent.'),
    ],
    causes: [
      {
        text: t('More than five requests for tokens, or to end sessions, were sent within a minute.'),
        evidence: t('An answer with status 429 came from {0} shortly before.', hostOf({ failure, about })),
      },
      othersCount(),
    ],
    steps: [step('you', waitUntil(time)), ...sharingSteps(failure)],
    actions: againAt({ failure, about }, failure.until),
  };
}

function overBudget(failure: HeldBack, about: Case): Words {
  const time = clockTime(failure.until);
  return {
    headline: t('Five token requests a minute are RingCentral’s limit. The next may go at {0}.', time),
    short: t('five requests a minute'),
    happened: [
      t('Getting a token and ending a session count together, five a minute at most.'),
      t('A sixth request would bring a penalty of a minute, so it was not sent.'),
    ],
    causes: [
      {
        text: t(
          'Five requests were sent to {0} with this client ID within the last minute.',
          hostOf({ failure, about }),
        ),
        evidence: t('This extension counts the requests that it sends.'),
      },
    ],
    steps: [step('you', waitUntil(time)), ...sharingSteps(failure)],
    actions: againAt({ failure, about }, failure.until),
  };
}

const waitUntil = (time: string): string =>
  t('Wait until {0}, and let nothing else request a token with this client ID in the meantime.', time);

const othersCount = () => ({
  text: t(
    'Something else uses the same client ID: a script, a service, a colleague. By a notice of RingCentral’s the requests count for the whole app.',
  ),
});

function sharingSteps({ phase }: HeldBack) {
  const last =
    phase === 'revoke'
      ? t('There is no need to revoke again: the access token ends by itself when its time is over.')
      : t('Then try again. JWT, client ID and client secret stay as they are.');
  return [
    step(
      'you',
      t(
        'Where scripts or services use this app, let them keep one access token until it ends (an hour at most) instead of getting one for each call.',
      ),
    ),
    step('you', last),
  ];
}

function againAt({ failure, about }: Asked, at: number): Words['actions'] {
  return failure.phase === 'revoke' || about.profile === undefined
    ? [{ kind: 'show-log' }]
    : [{ kind: 'try-again', at }, { kind: 'show-log' }];
}

function cancelledWords(failure: Cancelled, about: Case): Words {
  if (failure.phase === 'revoke') return unrevokedWords(failure, about);
  const again: Words['actions'] =
    about.profile === undefined ? [{ kind: 'show-log' }] : [{ kind: 'try-again' }, { kind: 'show-log' }];
  if (failure.by === 'user') {
    return {
      headline: t('You cancelled the request.'),
      short: t('cancelled'),
      happened: endedEarly({ failure, about }),
      causes: [{ text: t('Cancel was chosen while the request ran.') }],
      steps: [step('you', t('Try again when you want to. Nothing has to be changed.'))],
      actions: again,
    };
  }
  return {
    headline: t('The profile changed while its token was on the way; the token was discarded.'),
    short: t('profile changed'),
    happened: [
      t('The token was requested with the values that the profile had before.'),
      t('A token of old values is not kept. It is revoked if the request limit allows it.'),
    ],
    causes: [
      {
        text: t('Server, client ID, client secret or JWT was edited, or the profile was deleted.'),
        evidence: t('The profile is no longer what it was when the request began.'),
      },
      { text: t('Another window of VS Code changed the profile.') },
    ],
    steps: [
      step('you', t('Check the profile’s values.')),
      step('you', t('Then get an access token again, with the new values.')),
    ],
    actions: [...again.slice(0, 1), { kind: 'edit-profile' }],
  };
}

function endedEarly(asked: Asked): string[] {
  const ended = t('The request to {0} was ended before its answer was complete.', hostOf(asked));
  return asked.failure.host === '' ? [ended] : [ended, mayHaveWorked(asked)];
}

function unrevokedWords(failure: Cancelled, about: Case): Words {
  const endsByItself = step(
    'you',
    t(
      'Nothing has to be done: the access token ends by itself when its time is over, after an hour at most.',
    ),
  );
  if (failure.by === 'user') {
    return {
      headline: t('You cancelled the request. Whether the token is revoked is not known.'),
      short: t('not revoked'),
      happened: endedEarly({ failure, about }),
      causes: [{ text: t('Cancel was chosen while the request ran.') }],
      steps: [endsByItself],
      actions: [{ kind: 'show-log' }],
    };
  }
  return {
    headline: t('The token came with another client ID than the profile has now.'),
    short: t('not revoked'),
    happened: [t('Only the app that a token was given to can revoke it, so nothing was sent.')],
    causes: [{ text: t('The profile’s client ID was edited after the token was got.') }],
    steps: [endsByItself],
    actions: [{ kind: 'show-log' }],
  };
}
