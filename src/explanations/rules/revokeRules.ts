// What is said when RingCentral does not revoke a token (facts, section 4).
import { t } from '@vscode/l10n';
import type { Step, Words } from '../explanation.ts';
import type { CodeRule, RefusedCase } from '../rule.ts';
import { doable } from './actions.ts';
import { step } from './steps.ts';

/** The codes that close the gate `token` for a token that was to be revoked. */
export const revokeRules: readonly CodeRule[] = [
  { code: 'OAU-164', phases: ['revoke'], closedBy: 'token', words: otherAppsToken },
  { code: 'CMN-101', phases: ['revoke'], closedBy: 'token', words: noTokenToRevoke },
];

function otherAppsToken(refusal: RefusedCase): Words {
  const { profile } = refusal;
  return {
    headline: t('The token is another app’s: only that app can revoke it.'),
    short: t('token of another app'),
    happened: [t('RingCentral was asked to revoke a token, and answered that it was issued to another app.')],
    causes: [
      {
        text: t('The token was got with one client ID and was to be revoked with another.'),
        ...(profile === undefined
          ? {}
          : { evidence: t('The profile’s client ID is {0} now.', profile.clientId) }),
      },
    ],
    steps: [
      step(
        'you',
        t('To end the session, revoke the token with the client ID and client secret that it was got with.'),
      ),
      endsByItself(),
    ],
    actions: doable(refusal, [{ kind: 'edit-profile' }, { kind: 'show-log' }]),
  };
}

function noTokenToRevoke(): Words {
  return {
    headline: t('The request to revoke a token had no token in it.'),
    short: t('no token sent'),
    happened: [
      t('RingCentral was asked to revoke a token, and answered that the parameter “token” is empty.'),
    ],
    causes: [
      {
        text: t('The variable that should hold the token was empty, or the parameter has another name.'),
        evidence: t('RingCentral documents CMN-101 here for an empty token.'),
      },
    ],
    steps: [
      step('you', t('Send the access token as “token” in the form body of the request, without “Bearer”.')),
      endsByItself(),
    ],
    actions: [{ kind: 'show-log' }],
  };
}

const endsByItself = (): Step =>
  step(
    'you',
    t('Or do nothing: an access token ends by itself after an hour at most. No new JWT is needed.'),
  );
