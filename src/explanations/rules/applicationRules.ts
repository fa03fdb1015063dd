// Every rule for the gate `application` (errors.json), and what is said of an app that is not valid any more.
import { t } from '@vscode/l10n';
import type { Words } from '../explanation.ts';
import { appsPage, supportPage } from '../pages.ts';
import type { CodeRule, RefusedCase } from '../rule.ts';
import { doable, openPage } from './actions.ts';
import { clientIdOf, noNewJwt, onlyMessage, whereItWent } from './appWords.ts';
import { clientIdRules } from './clientIdRules.ts';
import { clientSecretRules } from './clientSecretRules.ts';
import { serverName } from './environments.ts';
import { grantTypeRules } from './grantTypes.ts';
import { permittedAppRules } from './permittedApps.ts';
import { EVERY_PHASE } from './phases.ts';
import { step } from './steps.ts';

/** The codes that close the gate `application`. */
export const applicationRules: readonly CodeRule[] = [
  ...clientIdRules,
  ...clientSecretRules,
  { code: 'OAU-127', phases: EVERY_PHASE, closedBy: 'application', words: applicationInvalid },
  ...grantTypeRules,
  ...permittedAppRules,
];

function applicationInvalid(refusal: RefusedCase): Words {
  return {
    headline: t('RingCentral calls this app invalid. It may be disabled or not released.'),
    short: t('app not valid'),
    happened: [
      t('{0} refused a request of the app with {1}.', serverName(refusal), clientIdOf(refusal)),
      onlyMessage('Invalid application release / Invalid application'),
    ],
    causes: [
      { text: t('The app was disabled, by its owner or by RingCentral.') },
      { text: t('The app is not released, or this release of it has ended.') },
      { text: t('The request reached another environment than the app’s.'), ...whereItWent(refusal) },
    ],
    steps: [
      step('app-owner', t('In the Developer Console open the app and look at its state.'), appsPage()),
      step(
        'app-owner',
        t('If the app looks right there, open a support case and give the request id of the evidence.'),
        supportPage(),
      ),
      refusal.phase === 'token'
        ? noNewJwt()
        : step(
            'you',
            t(
              'Then try again. If the access token is still refused, get a new one. A new JWT is not needed.',
            ),
          ),
    ],
    actions: doable(refusal, [openPage(appsPage()), { kind: 'try-again' }]),
  };
}
