// What is said when the JWT's owner has not permitted the app to use the JWT (facts, sections 1 and 6).
import { t } from '@vscode/l10n';
import type { Words } from '../explanation.ts';
import { appsPage, createPage, credentialsPage } from '../pages.ts';
import type { CodeRule, RefusedCase } from '../rule.ts';
import { doable, openPage } from './actions.ts';
import { clientIdOf } from './appWords.ts';
import { serverName } from './environments.ts';
import { step } from './steps.ts';

/** The code for an app that is not on the JWT's list. */
export const permittedAppRules: readonly CodeRule[] = [
  { code: 'OAU-473', phases: ['token'], closedBy: 'application', words: appNotPermitted },
];

function appNotPermitted(refusal: RefusedCase): Words {
  const { profile } = refusal;
  return {
    headline: t('The JWT is not permitted for this app.'),
    short: t('app not permitted'),
    happened: [
      t(
        '{0} was asked for a token with a JWT that the app with {1} may not use.',
        serverName(refusal),
        clientIdOf(refusal),
      ),
      t(
        'Whoever owns a JWT decides which apps may use it. RingCentral’s message calls the JWT a “personal API Key”.',
      ),
    ],
    causes: [
      {
        text: t('The JWT is only for specific apps, and this client ID is not on its list.'),
        evidence: t(
          'Two developers published OAU-473 for this; RingCentral does not document it. The list is not in the JWT.',
        ),
      },
      {
        text: t(
          'The JWT is only for apps of its owner’s organization, and the app is another organization’s. RingCentral does not document that this gets the same code.',
        ),
      },
    ],
    steps: [
      profile === undefined
        ? step(
            'app-owner',
            t('In the Developer Console open the app → “Credentials” and copy the client ID.'),
            appsPage(),
          )
        : step(
            'you',
            t(
              'Copy the client ID: {0}. If the app is not yours, ask its developer whether it is the right one.',
              profile.clientId,
            ),
          ),
      step(
        'you',
        t(
          'Sign in to the Developer Console as the JWT’s owner and hover over your name (top right) → “Credentials” → the JWT.',
        ),
        credentialsPage(),
      ),
      step(
        'you',
        t(
          'Under “What apps are permitted to use this credential?” choose “Only specific apps of my choice”, paste the client ID and press “Add app”. The app appears in a table. Then press “Save”.',
        ),
      ),
      step(
        'developer-admin',
        t(
          'If the JWT is somebody else’s: open “Organization” → that person → “Credentials” → the JWT, and do the same. That person must have signed in to the console once before.',
        ),
      ),
      step(
        'you',
        profile === undefined
          ? t('Or create a new JWT that permits this client ID, and use it in your request.')
          : t('Or create a new JWT: the page opens with the client ID filled in. Paste it into the profile.'),
        createPage(profile?.clientId),
      ),
      step(
        'you',
        t('Then get an access token. If only the list was changed, the JWT need not be pasted again.'),
      ),
    ],
    actions: doable(refusal, [
      openPage(credentialsPage()),
      { kind: 'copy-client-id' },
      openPage(createPage(profile?.clientId)),
    ]),
  };
}
