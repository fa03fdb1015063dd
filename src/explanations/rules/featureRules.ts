// What is said when a call needs a feature that account, user or extension do not have (facts, section 7).
import { t } from '@vscode/l10n';
import type { Step, Words } from '../explanation.ts';
import type { CodeRule, RefusedCase } from '../rule.ts';
import { createPage } from '../pages.ts';
import { doable, openPage } from './actions.ts';
import { named, refusedCall } from './callWords.ts';
import { portal } from './environments.ts';
import { step } from './steps.ts';

/** The codes that close the gate `feature`. */
export const featureRules: readonly CodeRule[] = [
  { code: 'CMN-109', phases: ['api'], closedBy: 'feature', words: featureOff },
  { code: 'CMN-403', phases: ['api'], closedBy: 'feature', words: featureNotForType },
  { code: 'BIL-101', phases: ['api'], closedBy: 'feature', words: featureNotInPlan },
];

function featureOff(refusal: RefusedCase): Words {
  const { permission: feature } = refusal;
  return {
    headline:
      feature === undefined
        ? t('A feature that this call needs is not available.')
        : t('The feature {0} is not available.', feature),
    short: t('feature not available'),
    happened: [refusedCall(), neitherPermission()],
    causes: [
      {
        text: t('The feature is switched off for the account or for the user.'),
        evidence: named(feature, t('CMN-109 stands for “Feature is unavailable”.')),
      },
      { text: t('The user has no license for it, or the account’s plan does not include it.') },
    ],
    steps: [
      featuresStep(),
      step(
        'account-admin',
        t(
          'Switch the feature on for the account or the user, whichever the reason names. Where in the admin portal depends on the feature.',
        ),
        portal(refusal),
      ),
      repeatWithToken(),
    ],
    actions: doable(refusal, [openPage(portal(refusal)), { kind: 'try-again' }]),
  };
}

function featureNotForType(refusal: RefusedCase): Words {
  return {
    headline: t('The feature is not available for this type of extension.'),
    short: t('not for this type'),
    happened: [
      refusedCall(),
      t('“Extension” is RingCentral’s word for a place in the account; not each of them is a user.'),
      neitherPermission(),
    ],
    causes: [
      {
        text: t('The extension that the call is about is of a type that does not have the feature.'),
        evidence: named(refusal.permission, t('CMN-403 is about the extension’s type.')),
      },
    ],
    steps: [
      step('you', t('See which extension the call is about: ~ in its path is the owner of the JWT.')),
      featuresStep(),
      step(
        'you',
        t('Name an extension whose type has the feature. Where the path has ~, use the JWT of another user.'),
        createPage(refusal.profile?.clientId),
      ),
      repeatWithToken(),
    ],
    actions: doable(refusal, [
      { kind: 'paste-jwt' },
      openPage(createPage(refusal.profile?.clientId)),
      { kind: 'try-again' },
    ]),
  };
}

function featureNotInPlan(refusal: RefusedCase): Words {
  const { permission: feature } = refusal;
  return {
    headline:
      feature === undefined
        ? t('The account’s plan does not include a feature that this call needs.')
        : t('The plan does not include {0}.', feature),
    short: t('not in the plan'),
    happened: [refusedCall(), neitherPermission()],
    causes: [
      {
        text: t('The account’s service plan is without the feature.'),
        evidence: named(feature, t('BIL-101 is about the service plan.')),
      },
    ],
    steps: [
      featuresStep(),
      step(
        'account-admin',
        t(
          'Decide whether to change the account to a plan that includes the feature. Without that the call can’t succeed.',
        ),
        portal(refusal),
      ),
      repeatWithToken(),
    ],
    actions: doable(refusal, [openPage(portal(refusal)), { kind: 'try-again' }]),
  };
}

const neitherPermission = (): string =>
  t('What is missing is a feature, neither a permission of the app nor one of the user.');

/** What stands in the way of a feature is told by the API itself, with the permissions that RingCentral's SDK lists for it. */
const featuresStep = (): Step =>
  step(
    'you',
    t(
      'Ask for the reason: GET /restapi/v1.0/account/~/extension/~/features lists the features with “available” and, where that is false, a “reason”. It needs ReadAccounts (app) and ReadExtensions (user).',
    ),
  );

const repeatWithToken = (): Step =>
  step(
    'you',
    t(
      'Then repeat the call. If it still fails, use a new access token: whether one is needed is not known. For the same user no new JWT is needed.',
    ),
  );
