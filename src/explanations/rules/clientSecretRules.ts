// What is said when the client secret is wrong or missing.
import { t } from '@vscode/l10n';
import type { Action, Step, Words } from '../explanation.ts';
import { appsPage } from '../pages.ts';
import type { CodeRule, RefusedCase } from '../rule.ts';
import { doable, openPage } from './actions.ts';
import { noNewJwt, whereItWent } from './appWords.ts';
import { serverName } from './environments.ts';
import { step } from './steps.ts';

/** The codes for a client secret. */
export const clientSecretRules: readonly CodeRule[] = [
  { code: 'OAU-146', phases: ['token'], closedBy: 'application', words: secretWrong },
  { code: 'OAU-123', phases: ['token'], closedBy: 'application', words: secretNeeded },
];

function secretWrong(refusal: RefusedCase): Words {
  return {
    headline: t('The client secret does not belong to the client ID.'),
    short: t('wrong client secret'),
    happened: [
      t(
        '{0} was asked for a token and did not accept client ID and client secret together.',
        serverName(refusal),
      ),
    ],
    causes: [
      {
        text: t('The client secret is incomplete, or of another app.'),
        evidence: t(
          'RingCentral’s message for OAU-146 is “Invalid client credentials”; an unknown client ID has a code of its own.',
        ),
      },
      {
        text: t('The app was given a new client secret, and the one that was sent is the old one.'),
      },
      {
        text: t('Client ID and client secret are of two environments.'),
        ...whereItWent(refusal),
      },
    ],
    steps: [secretStep(refusal), putSecret(refusal), noNewJwt()],
    actions: secretActions(refusal),
  };
}

function secretNeeded(refusal: RefusedCase): Words {
  return {
    headline: t('RingCentral asks for the app’s client secret.'),
    short: t('client secret needed'),
    happened: [
      t('{0} was asked for a token, and answered that the app must prove who it is.', serverName(refusal)),
      t(
        'An app with a client secret (a confidential app) sends it in the Authorization header; a public app has none.',
      ),
    ],
    causes: [
      {
        text: t(
          'The app is confidential, but the request came without its client secret or had it only in the body.',
        ),
        ...(refusal.profile === undefined
          ? {}
          : {
              evidence: t(
                'For a profile without a secret the extension sends the client ID alone, without that header.',
              ),
            }),
      },
      { text: t('The header was there, but malformed: RingCentral lists that under the same code.') },
      { text: t('A proxy on the way took the header off. RingCentral does not document this.') },
    ],
    steps: [secretStep(refusal), putSecret(refusal), noNewJwt()],
    actions: secretActions(refusal),
  };
}

const secretStep = ({ profile }: RefusedCase): Step =>
  step(
    'app-owner',
    profile === undefined
      ? t('In the Developer Console open the app → “Credentials” and copy the client secret.')
      : t(
          'In the Developer Console open the app with the client ID {0} → “Credentials” and copy the client secret.',
          profile.clientId,
        ),
    appsPage(),
  );

const putSecret = ({ profile }: RefusedCase): Step =>
  step(
    'you',
    profile === undefined
      ? t(
          'Put client ID and client secret into your request: Authorization: Basic base64(client ID:client secret).',
        )
      : t('Edit the profile: paste the client secret, and compare the client ID as well.'),
  );

const secretActions = (refusal: RefusedCase): readonly Action[] =>
  doable(refusal, [{ kind: 'edit-profile' }, openPage(appsPage()), { kind: 'try-again' }]);
