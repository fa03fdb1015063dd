// What is said when RingCentral does not take a refresh token (facts, section 4).
import { t } from '@vscode/l10n';
import type { Step, Words } from '../explanation.ts';
import type { CodeRule } from '../rule.ts';
import { sessionEnds, shareToken, sixthSession, tokenActions } from './sessionWords.ts';
import { step } from './steps.ts';

/** The codes that close the gate `token` for a refresh token. */
export const refreshRules: readonly CodeRule[] = [
  { code: 'OAU-210', phases: ['refresh'], closedBy: 'token', words: refreshTokenExpired },
  { code: 'OAU-211', phases: ['refresh'], closedBy: 'token', words: refreshTokenRevoked },
  { code: 'OAU-213', phases: ['refresh'], closedBy: 'token', words: refreshTokenUnknown },
];

/** What RingCentral's JavaScript SDK says by itself, without asking anybody (facts, section 9). */
export const NO_REFRESH_TOKEN = /\brefresh token (?:is missing|has expired)\b/i;

/** For a program that has no refresh token to renew its access token with, or an old one. */
export function noRefreshToken(): Words {
  return {
    headline: t('The program has no refresh token that it could use.'),
    short: t('no refresh token'),
    happened: [
      t(
        'RingCentral’s SDK wanted to renew the access token and found no usable refresh token. Nothing was sent.',
      ),
    ],
    causes: [
      {
        text: t('RingCentral gave none: refresh tokens are off by default for an app.'),
        evidence: t('The SDK says so itself; no answer of RingCentral’s is in the text.'),
      },
      { text: t('The program kept the refresh token longer than it is valid.') },
    ],
    steps: presentJwtAgain(),
    actions: tokenActions(),
  };
}

function refreshTokenExpired(): Words {
  return {
    headline: t('The refresh token has expired.'),
    short: t('refresh token expired'),
    happened: [renewalAsked(), t('It answered that the time of the refresh token is over.')],
    causes: [
      {
        text: t('The refresh token was kept longer than it is valid.'),
        evidence: t('OAU-210 stands for “Token expired”.'),
      },
    ],
    steps: presentJwtAgain(),
    actions: tokenActions(),
  };
}

function refreshTokenRevoked(): Words {
  return {
    headline: t('The refresh token was revoked: its session has ended.'),
    short: t('refresh token revoked'),
    happened: [renewalAsked(), t('It answered that this token has been revoked.')],
    causes: [
      { ...sixthSession(), evidence: t('OAU-211 stands for “Token revoked”; it does not say by what.') },
      ...sessionEnds(),
    ],
    steps: [shareToken(), ...presentJwtAgain()],
    actions: tokenActions(),
  };
}

function refreshTokenUnknown(): Words {
  return {
    headline: t('The refresh token was already used, or RingCentral does not know it.'),
    short: t('refresh token used up'),
    happened: [renewalAsked(), t('It answered that it does not find this token.')],
    causes: [
      {
        text: t('The refresh token was used before. It serves once; each renewal brings a new one.'),
        evidence: t('OAU-213 stands for “Token not found”.'),
      },
      { text: t('Two programs share the refresh token, and the other one was first.') },
      { text: t('Something else was sent as the refresh token.') },
    ],
    steps: presentJwtAgain(),
    actions: tokenActions(),
  };
}

const renewalAsked = (): string =>
  t(
    'RingCentral was asked to renew an access token with a refresh token. Some apps get those; this extension uses none.',
  );

const presentJwtAgain = (): Step[] => [
  step(
    'you',
    t('Exchange the JWT again. With a JWT no refresh token is needed: it can be used again and again.'),
  ),
  step('you', t('Then go on with the new access token. No new JWT is needed.')),
];
