// What is said when RingCentral does not let in the whole account of the JWT's owner.
import { t } from '@vscode/l10n';
import type { Cause, Words } from '../explanation.ts';
import { createPage, supportPage } from '../pages.ts';
import type { CodeRule, RefusedCase } from '../rule.ts';
import { environmentName } from '../words.ts';
import { doable, openPage } from './actions.ts';
import { otherEnvironment, portal } from './environments.ts';
import { admin, afterwards, asked, consolePath, wrongEnvironment } from './ownerWords.ts';
import { step } from './steps.ts';

/** The codes for the owner's account. */
export const accountRules: readonly CodeRule[] = [
  { code: 'OAU-142', phases: ['token'], closedBy: 'owner', words: accountNotActive },
  { code: 'OAU-222', phases: ['token'], closedBy: 'owner', words: accountUnknown },
];

function accountNotActive(refusal: RefusedCase): Words {
  return {
    headline: t('The account of the JWT’s owner is not active: suspended or not confirmed.'),
    short: t('account not active'),
    happened: [asked(refusal), t('It answered that the state of the owner’s account lets nobody sign in.')],
    causes: [
      {
        text: t('The account was suspended, for example over a bill.'),
        evidence: t('OAU-142 is about the whole account, but does not say which state it is in.'),
      },
      { text: t('The account was opened but never confirmed.') },
    ],
    steps: [
      admin(
        refusal,
        t(
          'Sign in to the admin portal and look at the account’s state and billing. The JWT of another user of this account does not help.',
        ),
      ),
      step('account-admin', t('If you find nothing there, ask RingCentral’s support.'), supportPage()),
      afterwards(refusal),
    ],
    actions: doable(refusal, [openPage(portal(refusal)), { kind: 'try-again' }, openPage(supportPage())]),
  };
}

function accountUnknown(refusal: RefusedCase): Words {
  const other = otherEnvironment(refusal);
  return {
    headline: t('RingCentral does not know the account of the JWT’s owner.'),
    short: t('account unknown'),
    happened: [asked(refusal), t('It answered that the owner’s account does not exist there.')],
    causes: [
      ...wrongEnvironment(refusal),
      { text: t('The account was closed or deleted.') },
      ...(other === undefined ? [accountElsewhere(refusal)] : []),
    ],
    steps: [
      admin(
        refusal,
        t(
          'Sign in to the admin portal of the environment that was asked. If that fails too, the account is closed, or it is in the other environment.',
        ),
      ),
      step(
        'you',
        refusal.profile === undefined
          ? t(
              'If the account is in the other environment, send the request there, with the client ID and client secret of an app there.',
            )
          : t(
              'If the account is in the other environment, put the profile on it, with the client ID and client secret of an app there.',
            ),
      ),
      step(
        'you',
        t(
          'If the account is gone, a new JWT is needed, of a user of an account that exists. {0}',
          consolePath(),
        ),
        createPage(refusal.profile?.clientId),
      ),
      step('you', t('Then get an access token.')),
    ],
    actions: doable(refusal, [
      ...(other === undefined ? [] : [{ kind: 'use-environment', environment: other } as const]),
      { kind: 'edit-profile' },
      openPage(createPage(refusal.profile?.clientId)),
    ]),
  };
}

function accountElsewhere({ profile }: RefusedCase): Cause {
  const text = t('The account is in the other environment.');
  const named = profile?.jwtEnvironment;
  if (named === undefined) return { text };
  return { text, evidence: t('Against this speaks that the JWT names {0}.', environmentName(named)) };
}
