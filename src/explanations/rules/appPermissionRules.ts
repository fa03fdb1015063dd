// What is said when the app lacks a permission that a call needs (facts, section 7).
import { t } from '@vscode/l10n';
import type { Words } from '../explanation.ts';
import { appsPage } from '../pages.ts';
import type { CodeRule, RefusedCase } from '../rule.ts';
import { openPage } from './actions.ts';
import { named, refusedCall } from './callWords.ts';
import { portal } from './environments.ts';
import { addToApp } from './permissionSteps.ts';
import { step } from './steps.ts';

/** The code that closes the gate `app-permission`. */
export const appPermissionRules: readonly CodeRule[] = [
  { code: 'CMN-401', phases: ['api'], closedBy: 'app-permission', words: appLacksPermission },
];

function appLacksPermission(refusal: RefusedCase): Words {
  const { permission } = refusal;
  return {
    headline:
      permission === undefined
        ? t('The app lacks a permission that this call needs.')
        : t('The app lacks the permission {0}.', permission),
    short: t('app lacks permission'),
    happened: [refusedCall(), t('What is missing is a permission of the app, not one of the user’s role.')],
    causes: [
      {
        text: t('The permission was never added to the app.'),
        evidence: named(permission, t('CMN-401 is about the application.')),
      },
      { text: t('It was added after the token was got. A token keeps the permissions it was got with.') },
      { text: t('It was added, but RingCentral has not approved it yet. Some permissions need that.') },
    ],
    steps: [
      addToApp(permission),
      step(
        'account-admin',
        t(
          'If the call then fails with CMN-408, the user lacks a permission as well: add it in the admin portal, “Users” → “Roles” → the role of the JWT’s owner. Both can be missing.',
        ),
        portal(refusal),
      ),
      step('you', t('Get a new access token and repeat the call with it. No new JWT is needed.')),
    ],
    actions: [openPage(appsPage()), { kind: 'get-token' }, { kind: 'check-permission' }],
  };
}
