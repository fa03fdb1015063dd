// What is said of a refusal that no rule knows: which gate is likeliest, and that it is a guess.
import { t } from '@vscode/l10n';
import { penaltyEnd } from '../tokens/penalties.ts';
import type { Action, ClosedBy, Step, Words } from './explanation.ts';
import { gateName } from './gateWords.ts';
import { signOf, type Sign } from './guessSigns.ts';
import { appsPage, credentialsPage, supportPage } from './pages.ts';
import type { RefusedCase } from './rule.ts';
import { doable } from './rules/actions.ts';
import { isWebPage, webPageWords } from './rules/answerRules.ts';
import { portal } from './rules/environments.ts';
import { knownServers, lastStep } from './rules/requestWords.ts';
import { addToApp } from './rules/permissionSteps.ts';
import { step } from './rules/steps.ts';

/** A guess, with the words that say so. */
export function guessOf(refusal: RefusedCase): { rule: string; closedBy: ClosedBy; words: Words } {
  if (
    refusal.code === undefined &&
    (refusal.refused.bodyExcerpt ?? '') !== '' &&
    isWebPage(refusal.refused)
  ) {
    return { rule: `guess.network.${refusal.phase}`, closedBy: 'network', words: webPageWords(refusal) };
  }
  const sign = signOf(refusal);
  return {
    rule: `guess.${sign.closedBy}.${refusal.phase}`,
    closedBy: sign.closedBy,
    words: wordsOf(refusal, sign),
  };
}

function wordsOf(refusal: RefusedCase, { closedBy, evidence }: Sign): Words {
  const name = refusal.code ?? refusal.refused.oauthError;
  const where = placeName(closedBy);
  return {
    headline:
      where === undefined
        ? refusal.refused.status === 0
          ? t('RingCentral refused the request; the answer does not say why.')
          : t('RingCentral refused the request itself; no gate seems to be closed.')
        : t('RingCentral refused for a reason not known here; likeliest: {0}.', where),
    short: shortOf(refusal, name),
    happened: [happenedOf(refusal, name)],
    causes: [{ text: causeText(closedBy), ...(evidence === undefined ? {} : { evidence }) }],
    steps: [
      ...stepsAt(refusal, closedBy),
      step(
        'you',
        t(
          'If that does not help, read the message in the evidence, and open a support case with the copied report.',
        ),
        supportPage(),
      ),
      ...(refusal.phase === 'revoke' ? [] : [step('you', t('Then try again.'))]),
    ],
    actions: actionsOf(refusal, closedBy),
  };
}

function shortOf({ refused: { status } }: RefusedCase, name: string | undefined): string {
  if (name !== undefined && name.length <= 20) return t('refused: {0}', name);
  return status === 0 ? t('refused') : t('refused: {0}', status);
}

function happenedOf({ refused: { status } }: RefusedCase, name: string | undefined): string {
  if (name === undefined) {
    return status === 0
      ? t('RingCentral refused the request; neither a status nor a code is known.')
      : t('RingCentral answered with HTTP status {0} and no code.', status);
  }
  return status === 0
    ? t('RingCentral answered {0}. No rule of this extension knows this answer.', name)
    : t(
        'RingCentral answered {0} with HTTP status {1}. No rule of this extension knows this answer.',
        name,
        status,
      );
}

function placeName(closedBy: ClosedBy): string | undefined {
  switch (closedBy) {
    case 'none':
      return undefined;
    case 'rate-limit':
      return t('the rate limit');
    case 'service':
      return t('its own service');
    case 'network':
      return t('the network');
    case 'credential':
    case 'environment':
    case 'application':
    case 'owner':
    case 'token':
    case 'app-permission':
    case 'user-permission':
    case 'feature':
      return gateName(closedBy);
  }
}

function causeText(closedBy: ClosedBy): string {
  switch (closedBy) {
    case 'credential':
      return t('The JWT is not accepted: expired, deleted, or not one of this environment.');
    case 'environment':
      return t('The server is not RingCentral’s token endpoint, or belongs to another environment.');
    case 'application':
      return t('The app is not known, its client secret is another one, or it may not do this.');
    case 'owner':
      return t('The user behind the JWT may not sign in, or not with this app.');
    case 'token':
      return t('What was sent is no token of RingCentral’s, has expired, or its session has ended.');
    case 'app-permission':
      return t('The app lacks a permission that the call needs.');
    case 'user-permission':
      return t('The user’s role lacks a permission that the call needs; the app could lack it too.');
    case 'feature':
      return t('The account’s plan or this extension does not have what the call needs.');
    case 'rate-limit':
      return t('More requests were made than RingCentral allows in a minute.');
    case 'service':
      return t('RingCentral’s own service failed.');
    case 'network':
      return t('Something between here and RingCentral answered in its place.');
    case 'none':
      return t('Something in the request is wrong: its path, a parameter or its body.');
  }
}

/** What to look at where the gate is right, with the ways that the rules for its codes name. */
function stepsAt(refusal: RefusedCase, closedBy: ClosedBy): Step[] {
  const { permission, profile } = refusal;
  switch (closedBy) {
    case 'credential':
      return [
        step(
          'you',
          t(
            'In the Developer Console hover over your name (top right) → “Credentials”. See whether the JWT is still there and has not expired.',
          ),
          credentialsPage(),
        ),
      ];
    case 'environment':
      return [
        step(
          'you',
          profile === undefined
            ? t('Check the URL that was called. {0}', knownServers())
            : t('Edit the profile and check its environment and server. {0}', knownServers()),
        ),
      ];
    case 'application':
      return [
        step(
          'app-owner',
          t(
            'In the Developer Console open the app → “Credentials” and compare client ID and client secret. Under “Settings” → “Auth” see whether “JWT auth flow” is chosen.',
          ),
          appsPage(),
        ),
      ];
    case 'owner':
      return [
        step(
          'account-admin',
          t(
            'In the admin portal open “Users” → the owner of the JWT and look at the state; under “Users” → “Roles” see what the owner’s role allows.',
          ),
          portal(refusal),
        ),
      ];
    case 'token':
      return [
        refusal.phase === 'revoke'
          ? lastStep({ failure: refusal.refused, about: refusal })
          : step('you', t('Get a new access token and use it. No new JWT is needed.')),
      ];
    case 'app-permission':
      return [
        addToApp(permission),
        step('you', t('Get a new access token: a token keeps the permissions it was got with.')),
      ];
    case 'user-permission':
      return [
        step(
          'account-admin',
          permission === undefined
            ? t(
                'In the admin portal open “Users” → “Roles” → the role of the JWT’s owner. See whether it has the permission that the API reference names for this call.',
              )
            : t(
                'In the admin portal open “Users” → “Roles” → the role of the JWT’s owner. See whether it has {0}.',
                permission,
              ),
          portal(refusal),
        ),
      ];
    case 'feature':
      return [
        step(
          'account-admin',
          t('In the admin portal see whether the account and the owner of the JWT have the feature.'),
          portal(refusal),
        ),
      ];
    case 'rate-limit':
      return [
        step('you', t('Wait a minute and send nothing meanwhile: every request starts the wait anew.')),
      ];
    case 'service':
      return [step('you', t('Wait a while.'))];
    case 'network':
      return [
        step(
          'you',
          t('Open any website in a browser on this computer, and sign in if the network asks for it.'),
        ),
      ];
    case 'none':
      return [
        step(
          'you',
          t('Compare path, parameters and body of the request with the API reference of this call.'),
        ),
      ];
  }
}

/** First what leads to the gate, then trying again. */
function actionsOf(refusal: RefusedCase, closedBy: ClosedBy): readonly Action[] {
  const support: Action = { kind: 'open-page', page: supportPage() };
  if (refusal.phase === 'revoke') return [support];
  const again: Action =
    closedBy === 'rate-limit'
      ? { kind: 'try-again', at: penaltyEnd(refusal.refused) }
      : { kind: 'try-again' };
  return doable(refusal, [...firstActions(refusal, closedBy), again, support]);
}

function firstActions(refusal: RefusedCase, closedBy: ClosedBy): Action[] {
  switch (closedBy) {
    case 'credential':
      return [{ kind: 'open-page', page: credentialsPage() }];
    case 'environment':
      return [{ kind: 'edit-profile', part: 'server' }];
    case 'application':
    case 'app-permission':
      return [{ kind: 'open-page', page: appsPage() }];
    case 'owner':
    case 'user-permission':
    case 'feature':
      return [{ kind: 'open-page', page: portal(refusal) }];
    case 'token':
      return [{ kind: 'get-token' }];
    case 'rate-limit':
    case 'service':
    case 'network':
    case 'none':
      return [];
  }
}
