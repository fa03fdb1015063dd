// Every rule for the gate `token` (errors.json), and what is said of a refused access token (facts, section 4).
import { t } from '@vscode/l10n';
import { environmentOfUrl } from '../../ringcentral/environment.ts';
import type { Cause, Step, Words } from '../explanation.ts';
import type { CodeRule, RefusedCase } from '../rule.ts';
import { environmentName } from '../words.ts';
import { refreshRules } from './refreshRules.ts';
import { revokeRules } from './revokeRules.ts';
import { sessionEnds, shareToken, sixthSession, tokenActions } from './sessionWords.ts';
import { step } from './steps.ts';

/** The codes that close the gate `token`. */
export const tokenRules: readonly CodeRule[] = [
  ...refreshRules,
  { code: 'OAU-213', phases: ['api'], closedBy: 'token', words: sessionOver },
  ...revokeRules,
  { code: 'OAU-128', phases: ['api'], closedBy: 'token', words: expired },
  { code: 'OAU-149', phases: ['api'], closedBy: 'token', words: notAnAccessToken },
  { code: 'OAU-151', phases: ['api'], closedBy: 'token', words: notBearer },
  { code: 'AGW-401', phases: ['api'], closedBy: 'token', words: noHeader },
];

function sessionOver(): Words {
  return {
    headline: t('RingCentral no longer knows the access token: its session has ended.'),
    short: t('session ended'),
    happened: [
      called(),
      t('It answered that it does not find this token. That can happen long before the token expires.'),
    ],
    causes: [
      {
        ...sixthSession(),
        evidence: t('OAU-213 stands for “Token not found”. An expired token has a code of its own, OAU-128.'),
      },
      { text: t('The token was replaced: a refresh token was used, and that ends the old access token.') },
      ...sessionEnds(),
    ],
    steps: [getNewToken(), shareToken(), repeatCall()],
    actions: tokenActions(),
  };
}

function expired(): Words {
  return {
    headline: t('The access token has expired.'),
    short: t('token expired'),
    happened: [called(), t('It answered that the time of this token is over.')],
    causes: [
      {
        text: t(
          'The token was used longer than it is valid: an hour at most, or less if less was asked for.',
        ),
        evidence: t('OAU-128 stands for “Access token expired”.'),
      },
      { text: t('A copy of an old token is still in a file, a terminal or a variable.') },
    ],
    steps: [getNewToken(), repeatCall()],
    actions: tokenActions(),
  };
}

function notAnAccessToken(refusal: RefusedCase): Words {
  return {
    headline: t('What was sent as the Bearer token is not an access token of this server.'),
    short: t('not an access token'),
    happened: [
      t('RingCentral’s API was called. It answered that the token in the request is none that it can use.'),
    ],
    causes: [
      {
        text: t(
          'The JWT itself was sent: it begins with eyJ and has two dots in it, an access token does not. RingCentral does not document its answer to a JWT; that it is this one is partly an inference.',
        ),
      },
      otherServersToken(refusal),
      { text: t('The token was cut off, or quotes, a line break or a second “Bearer” got into the header.') },
    ],
    steps: [
      step(
        'you',
        t(
          'Exchange the JWT for an access token first. The JWT is never sent to the API; only the token endpoint takes it.',
        ),
      ),
      step('you', t('Use the token only on the server that gave it.')),
      repeatCall(),
    ],
    actions: tokenActions(),
  };
}

function otherServersToken(refusal: RefusedCase): Cause {
  const text = t('It is an access token of the other environment or of another server.');
  const { host } = refusal.refused;
  if (host === '') return { text };
  const environment = environmentOfUrl(`https://${host}`);
  const evidence =
    environment === undefined
      ? t('The call went to {0}.', host)
      : t('The call went to {0}, which belongs to {1}.', host, environmentName(environment));
  return { text, evidence };
}

function notBearer(): Words {
  return {
    headline: t('The call was not authorized with a Bearer token.'),
    short: t('not sent as Bearer'),
    happened: [
      t(
        'RingCentral’s API was called. It answered that it does not support the method in the Authorization header.',
      ),
    ],
    causes: [
      {
        text: t('Client ID and secret were sent (“Basic”). They are for the token endpoint only.'),
        evidence: t('OAU-151 stands for “Authorization method not supported”.'),
      },
      { text: t('The word “Bearer” before the token is missing or misspelt.') },
    ],
    steps: headerSteps(),
    actions: tokenActions(),
  };
}

function noHeader(): Words {
  return {
    headline: t('The call had no Authorization header.'),
    short: t('no Authorization header'),
    happened: [t('RingCentral’s API was called. It answered that the request has no Authorization header.')],
    causes: [
      {
        text: t('The header was not set, or the variable with the token was empty.'),
        evidence: t('AGW-401 stands for “Authorization header is not specified”.'),
      },
      { text: t('The header was lost on the way: many programs drop it when they follow a redirect.') },
    ],
    steps: headerSteps(),
    actions: tokenActions(),
  };
}

const called = (): string => t('RingCentral’s API was called with an access token.');

const getNewToken = (): Step =>
  step('you', t('Get a new access token. The same JWT can be exchanged again.'));

const repeatCall = (): Step =>
  step('you', t('Then repeat the call with the new access token. JWT and app stay as they are.'));

const headerSteps = (): Step[] => [
  step('you', t('Get an access token, if you have none that is valid.')),
  step(
    'you',
    t('Send it in the header “Authorization: Bearer <access token>”, with one space after Bearer.'),
  ),
  step('you', t('Then repeat the call. No new JWT is needed.')),
];
