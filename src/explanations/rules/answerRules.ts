// What is said of an answer that can't be RingCentral's, or not be read: a web page, other content, a redirect, too much.
import { t } from '@vscode/l10n';
import { environmentOfUrl } from '../../ringcentral/environment.ts';
import type { AnswerEvidence, Redirected, Refused, TooLarge, Unreadable } from '../../ringcentral/failure.ts';
import type { Case } from '../case.ts';
import type { Cause, Step, Words } from '../explanation.ts';
import { supportPage } from '../pages.ts';
import type { RefusedCase } from '../rule.ts';
import { openPage } from './actions.ts';
import {
  actionsFor,
  addressCauses,
  addressSteps,
  firewallStep,
  hostOf,
  isKnownHost,
  lastStep,
  mayHaveWorked,
  proxyStep,
  shortHost,
  toProxy,
  type Asked,
} from './requestWords.ts';
import type { RuleWords } from './ruleWords.ts';
import { step } from './steps.ts';

/** For an answer that is not what the specification promises: a web page, or anything else. */
export function unreadableWords(failure: Unreadable, about: Case): RuleWords {
  return isWebPage(failure)
    ? { rule: 'answer.sign-in-page', closedBy: 'network', words: webPage(failure, { failure, about }) }
    : { rule: 'answer.unreadable', closedBy: 'network', words: unreadable(failure, { failure, about }) };
}

/** Whether it looks like a page for a browser. */
export function isWebPage({
  contentType,
  bodyExcerpt = '',
}: Pick<Refused, 'contentType' | 'bodyExcerpt'>): boolean {
  return (
    /^(text\/html|application\/xhtml)/i.test(contentType ?? '') || /^<(!doctype|html)/i.test(bodyExcerpt)
  );
}

/** A pasted answer may not tell its status: it is 0 then and not named. */
function statusSays({ status }: Unreadable): Pick<Cause, 'evidence'> {
  return status === 0 ? {} : { evidence: t('The answer’s status is {0}.', status) };
}

/** For a refusal whose body is a web page: most likely it is none of RingCentral's. */
export function webPageWords(refusal: RefusedCase): Words {
  return webPage(refusal.refused, { failure: refusal.refused, about: refusal });
}

function webPage(failure: AnswerEvidence, asked: Asked): Words {
  return {
    headline: t('A web page came from {0} instead of RingCentral’s answer.', hostOf(asked)),
    short: t('web page answered'),
    happened: [
      t('RingCentral answers such requests with data (JSON). What came is a page made for a browser.'),
      t('So most likely something on the way answered, and RingCentral was not reached.'),
    ],
    causes: [
      {
        text: t(
          'The network wants a sign-in first, as in hotels and guest networks, and answers everything with its page.',
        ),
        evidence:
          failure.status === 0
            ? t('The answer is an HTML page.')
            : t('The answer is an HTML page with status {0}.', failure.status),
      },
      { text: t('A proxy or security program blocks the request and says so on a page of its own.') },
      ...addressCauses(asked),
      { text: t('RingCentral’s service has trouble and shows a page about it.') },
    ],
    steps: [
      step(
        'you',
        t(
          'Open any website in a browser on this computer. If the network’s sign-in page comes, sign in there, or connect to the VPN.',
        ),
      ),
      ...addressSteps(asked),
      proxyStep(asked),
      firewallStep(asked),
      lastStep(asked),
    ],
    actions: actionsFor(asked, [toProxy]),
  };
}

function unreadable(failure: Unreadable, asked: Asked): Words {
  const isEmpty = failure.bodyExcerpt === '';
  return {
    headline: isEmpty
      ? t('The answer of {0} was empty.', hostOf(asked))
      : t('The answer of {0} is not what RingCentral documents.', hostOf(asked)),
    short: isEmpty ? t('empty answer') : t('unreadable answer'),
    happened: [
      ...(isEmpty
        ? []
        : [t('The answer is broken, or what must be in it is missing. The evidence shows what.')]),
      mayHaveWorked(asked),
    ],
    causes: [
      ...addressCauses(asked),
      {
        text: t('A proxy or security program on the way changed or cut the answer.'),
        ...statusSays(failure),
      },
      { text: t('RingCentral’s service has trouble, or changed its answers.') },
    ],
    steps: [...addressSteps(asked), proxyStep(asked), ...supportSteps(asked), lastStep(asked)],
    actions: actionsFor(asked, [{ kind: 'show-log' }, openPage(supportPage())]),
  };
}

/** What only RingCentral can clear up. */
function supportSteps(asked: Asked): Step[] {
  return isKnownHost(asked)
    ? [
        step(
          'you',
          t('If it happens again in another network too, open a support case with the copied report.'),
          supportPage(),
        ),
      ]
    : [];
}

/** For a redirect. None is followed, so that a credential reaches no other host. */
export function redirectWords(failure: Redirected, about: Case): RuleWords {
  const asked = { failure, about };
  const target = targetHost(failure);
  const named = target ?? t('an unnamed place');
  const words: Words = {
    headline: t('A redirect to {0} was not followed.', named),
    short: t('redirected'),
    happened: [
      t('The answer of {0} says that the request should go to {1} instead.', hostOf(asked), named),
      t('Credentials do not follow a redirect, so nothing was sent there.'),
      t('RingCentral’s documentation knows no redirect here.'),
    ],
    causes: [
      {
        text: t('The network wants a sign-in first and redirects everything to its page.'),
        ...(target === undefined ? {} : { evidence: t('The redirect leads to {0}.', target) }),
      },
      ...addressCauses(asked),
      { text: t('A proxy or security program on the way redirects the request.') },
    ],
    steps: [
      step(
        'you',
        t(
          'Open any website in a browser on this computer. If the network’s sign-in page comes, sign in there.',
        ),
      ),
      ...addressSteps(asked),
      ...targetSteps(asked, target),
      lastStep(asked),
    ],
    actions: actionsFor(asked, [toProxy, { kind: 'show-log' }]),
  };
  return { rule: 'answer.redirect', closedBy: 'network', words };
}

/** The target's host where it is that of a website. */
function targetHost({ target }: Redirected): string | undefined {
  if (target === undefined || !URL.canParse(target)) return undefined;
  const { protocol, host } = new URL(target);
  return /^https?:$/.test(protocol) ? shortHost(host) : undefined;
}

function targetSteps({ about }: Asked, target: string | undefined): Step[] {
  if (target === undefined || about.profile === undefined) return [];
  return environmentOfUrl(`https://${target}`) === undefined
    ? [
        step(
          'you',
          t(
            'Enter {0} as the profile’s server only if you know that it is RingCentral’s or your own.',
            target,
          ),
        ),
      ]
    : [
        step(
          'you',
          t(
            '{0} is a server of RingCentral’s. If your account is there, edit the profile and enter it as its server.',
            target,
          ),
        ),
      ];
}

/** For an answer over the size limit. */
export function tooLargeWords(failure: TooLarge, about: Case): RuleWords {
  const asked = { failure, about };
  const words: Words = {
    headline: t('The answer of {0} is far too large and was not read.', hostOf(asked)),
    short: t('answer too large'),
    happened: [
      t(
        'More than {0} KiB came, where RingCentral’s answers have a few.',
        Math.round(failure.limitBytes / 1024),
      ),
      mayHaveWorked(asked),
    ],
    causes: [
      ...addressCauses(asked),
      {
        text: t('Something other than RingCentral answered: a website, a download, a proxy.'),
      },
    ],
    steps: [...addressSteps(asked), proxyStep(asked), ...supportSteps(asked), lastStep(asked)],
    actions: actionsFor(asked, [{ kind: 'show-log' }, toProxy]),
  };
  return { rule: 'answer.too-large', closedBy: 'network', words };
}
