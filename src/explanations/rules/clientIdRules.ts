// What is said when RingCentral does not know the client ID, or takes it for another app's.
import { t } from '@vscode/l10n';
import type { Action, Cause, Step, Words } from '../explanation.ts';
import { appsPage } from '../pages.ts';
import type { CodeRule, RefusedCase } from '../rule.ts';
import { environmentName } from '../words.ts';
import { doable, openPage } from './actions.ts';
import { clientIdOf, onlyMessage, whereItWent } from './appWords.ts';
import { askedEnvironment, otherEnvironment, sandboxIsLegacy, serverName } from './environments.ts';
import { step } from './steps.ts';

/** The codes for a client ID. */
export const clientIdRules: readonly CodeRule[] = [
  { code: 'OAU-153', phases: ['token'], closedBy: 'application', words: clientUnknown },
  { code: 'OAU-120', phases: ['token'], closedBy: 'application', words: applicationIdWrong },
  { code: 'OAU-121', phases: ['token'], closedBy: 'application', words: applicationWrong },
];

function clientUnknown(refusal: RefusedCase): Words {
  const environment = askedEnvironment(refusal);
  return {
    headline:
      environment === undefined
        ? t('RingCentral does not know this client ID.')
        : t('{0} does not know this client ID.', environmentName(environment)),
    short: t('client ID unknown'),
    happened: [
      t('{0} was asked for a token and found no app with {1}.', serverName(refusal), clientIdOf(refusal)),
      ...(environment === 'sandbox' ? [sandboxIsLegacy()] : []),
    ],
    causes: clientIdCauses(refusal),
    steps: clientIdSteps(refusal),
    actions: clientIdActions(refusal),
  };
}

function applicationIdWrong(refusal: RefusedCase): Words {
  return {
    headline: t('RingCentral says that the client ID is wrong.'),
    short: t('client ID wrong'),
    happened: [
      t('{0} was asked for a token for the app with {1}.', serverName(refusal), clientIdOf(refusal)),
      onlyMessage('Wrong Application ID'),
    ],
    causes: clientIdCauses(refusal),
    steps: clientIdSteps(refusal),
    actions: clientIdActions(refusal),
  };
}

function applicationWrong(refusal: RefusedCase): Words {
  return {
    headline: t('RingCentral does not accept this app for this request.'),
    short: t('app not accepted'),
    happened: [
      t('{0} was asked for a token for the app with {1}.', serverName(refusal), clientIdOf(refusal)),
      onlyMessage('Wrong Application'),
    ],
    causes: [
      ...clientIdCauses(refusal),
      {
        text: t('The app can’t be used, though its client ID is right. RingCentral does not document this.'),
      },
    ],
    steps: clientIdSteps(refusal),
    actions: clientIdActions(refusal),
  };
}

/** A mistake in the client ID, or a client ID of the other environment: the likelier first, as far as the JWT tells. */
function clientIdCauses(refusal: RefusedCase): Cause[] {
  const { profile, refused } = refusal;
  const sentEmpty = refused.errors.some(({ parameters }) =>
    parameters.some(({ name, value }) => name === 'client_id' && value.trim() === ''),
  );
  const mistyped: Cause = {
    text: t('The client ID is mistyped, incomplete or empty, or is something else, such as the app’s name.'),
    ...(sentEmpty
      ? { evidence: t('RingCentral’s answer repeats the client ID that it got: an empty one.') }
      : profile === undefined
        ? {}
        : { evidence: t('In the profile: {0}, {1} characters.', profile.clientId, profile.clientId.length) }),
  };
  const other: Cause = {
    text: t(
      'The app is of the other environment. A client ID of Sandbox is unknown in Production, and the reverse.',
    ),
    ...whereItWent(refusal),
  };
  return !sentEmpty && otherEnvironment(refusal) !== undefined ? [other, mistyped] : [mistyped, other];
}

function clientIdSteps(refusal: RefusedCase): Step[] {
  const other = otherEnvironment(refusal);
  return [
    ...(other === undefined
      ? []
      : [
          step(
            'you',
            t(
              'If the app is of {0}, as the JWT is, put the profile on {0} and try again.',
              environmentName(other),
            ),
          ),
        ]),
    step(
      'app-owner',
      t(
        'In the Developer Console open the app → “Credentials”. Compare the client ID there, character by character, with the one that was sent.',
      ),
      appsPage(),
    ),
    step(
      'you',
      refusal.profile === undefined
        ? t('Correct the client ID in your request, or the server, so that both are of one environment.')
        : t('Edit the profile: correct the client ID, or the environment or server, so that they fit.'),
    ),
    step(
      'you',
      t('Then get an access token. A new JWT is needed only if the JWT is of the other environment.'),
    ),
  ];
}

function clientIdActions(refusal: RefusedCase): readonly Action[] {
  const other = otherEnvironment(refusal);
  return doable(refusal, [
    ...(other === undefined ? [] : [{ kind: 'use-environment', environment: other } as const]),
    openPage(appsPage()),
    { kind: 'edit-profile' },
  ]);
}
