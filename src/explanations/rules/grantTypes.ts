// What is said when the app may not exchange a JWT: its JWT auth flow is off (facts, sections 1 and 2).
import { t } from '@vscode/l10n';
import type { Words } from '../explanation.ts';
import { appsPage } from '../pages.ts';
import type { CodeRule, RefusedCase } from '../rule.ts';
import { doable, openPage } from './actions.ts';
import { noNewJwt, onlyMessage } from './appWords.ts';
import { serverName } from './environments.ts';
import { step } from './steps.ts';

/** The codes for a grant type that the app does not have. */
export const grantTypeRules: readonly CodeRule[] = [
  { code: 'OAU-251', phases: ['token'], closedBy: 'application', words: jwtFlowOff },
  { code: 'OAU-112', phases: ['token'], closedBy: 'application', words: grantTypeForbidden },
  { code: 'OAU-125', phases: ['token'], closedBy: 'application', words: grantTypeNotAllowed },
];

function jwtFlowOff(refusal: RefusedCase): Words {
  return flowWords(refusal, {
    headline: t('The app does not have the JWT auth flow.'),
    happened: [
      t(
        '{0} was asked to exchange a JWT for an access token, and answered that this app may not do that.',
        serverName(refusal),
      ),
    ],
    evidence: t('RingCentral answers OAU-251, “Unauthorized for this grant type”, where this flow is off.'),
  });
}

function grantTypeForbidden(refusal: RefusedCase): Words {
  return flowWords(refusal, {
    headline: t('The app may not exchange a JWT: its JWT auth flow is probably off.'),
    happened: [grantType(refusal), onlyMessage('The client is unauthorized for the required grant type')],
    evidence: t('The message says nearly what OAU-251 says, which is known to mean this.'),
  });
}

function grantTypeNotAllowed(refusal: RefusedCase): Words {
  return flowWords(refusal, {
    headline: t('The app’s settings do not allow JWTs: its JWT auth flow is probably off.'),
    happened: [grantType(refusal), onlyMessage('Grant type is not allowed for application.')],
    evidence: t('The message says nearly what OAU-251 says, which is known to mean this.'),
  });
}

const grantType = (refusal: RefusedCase): string =>
  t(
    '{0} was asked to exchange a JWT: grant type urn:ietf:params:oauth:grant-type:jwt-bearer.',
    serverName(refusal),
  );

function flowWords(
  refusal: RefusedCase,
  { headline, happened, evidence }: { headline: string; happened: readonly string[]; evidence: string },
): Words {
  return {
    headline,
    short: t('JWT flow is off'),
    happened,
    causes: [
      {
        text: t('The JWT auth flow is not switched on in the app’s settings, or the change was not saved.'),
        evidence,
      },
      {
        text: t('The client ID is that of another app, which does not use JWTs.'),
        ...(refusal.profile === undefined
          ? {}
          : { evidence: t('In the profile: {0}.', refusal.profile.clientId) }),
      },
    ],
    steps: [
      step(
        'app-owner',
        t('In the Developer Console open the app → “Settings” → “Auth”. Choose “JWT auth flow” and save.'),
        appsPage(),
      ),
      step(
        'developer-admin',
        t('If the app’s owner is not at hand, ask a Developer Admin of the organization to do the same.'),
        appsPage(),
      ),
      noNewJwt(),
    ],
    actions: doable(refusal, [openPage(appsPage()), { kind: 'try-again' }]),
  };
}
