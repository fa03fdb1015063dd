// Every rule for the gate `owner` (errors.json), and what is said of a user who may not sign in.
import { t } from '@vscode/l10n';
import type { Step, Words } from '../explanation.ts';
import { createPage } from '../pages.ts';
import type { CodeRule, RefusedCase } from '../rule.ts';
import { accountRules } from './accountRules.ts';
import { doable, openPage } from './actions.ts';
import { portal } from './environments.ts';
import {
  admin,
  afterwards,
  asked,
  consolePath,
  ownerInJwt,
  whoIsOwner,
  wrongEnvironment,
} from './ownerWords.ts';
import { EVERY_PHASE } from './phases.ts';
import { step } from './steps.ts';

/** The codes that close the gate `owner`. */
export const ownerRules: readonly CodeRule[] = [
  { code: 'OAU-141', phases: ['token'], closedBy: 'owner', words: notActive },
  { code: 'OAU-236', phases: EVERY_PHASE, closedBy: 'owner', words: disabledOrFrozen },
  { code: 'OAU-232', phases: EVERY_PHASE, closedBy: 'owner', words: ownerGone },
  { code: 'OAU-105', phases: ['token'], closedBy: 'owner', words: wrongType },
  { code: 'CMN-408', phases: ['token'], closedBy: 'owner', words: noAppsAccess },
  { code: 'CMN-405', phases: ['api'], closedBy: 'owner', words: noUserBehindToken },
  ...accountRules,
];

function notActive(refusal: RefusedCase): Words {
  return {
    headline: t('The user behind the JWT can’t sign in: disabled or not activated.'),
    short: t('owner not active'),
    happened: [asked(refusal), t('It answered that a user in this state can’t sign in.')],
    causes: [
      {
        text: t('The user was disabled.'),
        evidence: t('OAU-141 is about the user’s state, but does not say which it is.'),
      },
      { text: t('The user was created but never activated.') },
    ],
    steps: [activateOwner(refusal), orAnotherUser(refusal), afterwards(refusal)],
    actions: doable(refusal, [openPage(portal(refusal)), { kind: 'paste-jwt' }, { kind: 'try-again' }]),
  };
}

function disabledOrFrozen(refusal: RefusedCase): Words {
  return {
    headline: t('The user behind the JWT is disabled or frozen.'),
    short: t('owner disabled'),
    happened: [asked(refusal), t('It answered that this user is disabled or frozen.')],
    causes: [
      {
        text: t('The user was disabled or frozen in the account.'),
        evidence: t('OAU-236 stands for these two states, but does not say which it is.'),
      },
    ],
    steps: [activateOwner(refusal), orAnotherUser(refusal), afterwards(refusal)],
    actions: doable(refusal, [openPage(portal(refusal)), { kind: 'paste-jwt' }, { kind: 'try-again' }]),
  };
}

function ownerGone(refusal: RefusedCase): Words {
  return {
    headline: t('The user behind the JWT no longer exists.'),
    short: t('owner deleted'),
    happened: [asked(refusal), t('It answered that it does not find this user.')],
    causes: [
      { text: t('The user was deleted after the JWT was created.'), ...ownerInJwt(refusal) },
      ...wrongEnvironment(refusal),
    ],
    steps: [isOwnerThere(refusal), ...newJwtOfAnother(refusal)],
    actions: doable(refusal, [{ kind: 'create-jwt' }, { kind: 'paste-jwt' }, openPage(portal(refusal))]),
  };
}

function wrongType(refusal: RefusedCase): Words {
  return {
    headline: t('The owner of the JWT is of a type that can’t sign in.'),
    short: t('owner can’t sign in'),
    happened: [
      asked(refusal),
      t(
        'It answered that extensions of this type can’t sign in. “Extension” is RingCentral’s word for a place in an account; not each of them is a user.',
      ),
    ],
    causes: [
      {
        text: t('The JWT belongs to an extension that is not a user.'),
        evidence: t('OAU-105 is about the extension’s type.'),
      },
    ],
    steps: [
      admin(
        refusal,
        t('In the admin portal open “Users” and see of which type the owner is. {0}', whoIsOwner(refusal)),
      ),
      ...newJwtOfAnother(refusal),
    ],
    actions: doable(refusal, [{ kind: 'create-jwt' }, { kind: 'paste-jwt' }, openPage(portal(refusal))]),
  };
}

function noAppsAccess(refusal: RefusedCase): Words {
  const { permission } = refusal;
  const isOther = permission !== undefined && permission !== 'ThirdPartyAppAccess';
  const name = isOther ? permission : t('Third Party Apps Access');
  return {
    headline: t('The owner’s role lacks the permission {0}.', name),
    short: t('owner lacks app access'),
    happened: [
      asked(refusal),
      t(
        'It answered that the JWT’s owner lacks a permission. It is one of the user’s role; nothing has to be changed at the app.',
      ),
    ],
    causes: [
      {
        text: t(
          'The owner’s role does not have {0}. This answer is known from users who signed in with a browser; that it means the same for a JWT is an inference.',
          name,
        ),
        ...(permission === undefined ? {} : { evidence: t('RingCentral names {0}.', permission) }),
      },
    ],
    steps: [
      admin(
        refusal,
        t(
          'In the admin portal open “Users” → “Roles” → the owner’s role → “Features” and switch on “{0}”. {1}',
          name,
          whoIsOwner(refusal),
        ),
      ),
      orAnotherUser(refusal),
      afterwards(refusal),
    ],
    actions: doable(refusal, [openPage(portal(refusal)), { kind: 'paste-jwt' }, { kind: 'try-again' }]),
  };
}

function noUserBehindToken(refusal: RefusedCase): Words {
  return {
    headline: t('The access token belongs to no user who exists now.'),
    short: t('no user behind token'),
    happened: [asked(refusal), t('It answered that the call needs the token of a signed-in user.')],
    causes: [
      { text: t('The user that the token was got for was deleted.'), ...ownerInJwt(refusal) },
      { text: t('The token was got for an account as a whole, not with a user’s JWT.') },
    ],
    steps: [isOwnerThere(refusal), orAnotherUser(refusal), afterwards(refusal)],
    actions: doable(refusal, [{ kind: 'get-token' }, openPage(portal(refusal)), { kind: 'create-jwt' }]),
  };
}

function activateOwner(refusal: RefusedCase): Step {
  return admin(
    refusal,
    t(
      'In the admin portal open “Users” → the owner of the JWT, look at the state and make the user active. {0}',
      whoIsOwner(refusal),
    ),
  );
}

function isOwnerThere(refusal: RefusedCase): Step {
  return admin(
    refusal,
    t(
      'In the admin portal open “Users” and see whether the owner of the JWT is still there. {0}',
      whoIsOwner(refusal),
    ),
  );
}

function orAnotherUser({ profile }: RefusedCase): Step {
  return step(
    'you',
    t(
      'Or use the JWT of another user, best of a service user (one that only programs use). {0}',
      consolePath(),
    ),
    createPage(profile?.clientId),
  );
}

function newJwtOfAnother({ profile }: RefusedCase): Step[] {
  return [
    step(
      'you',
      t(
        'If the owner is gone or is no user, a JWT of another user is needed, best of a service user (one that only programs use). {0}',
        consolePath(),
      ),
      createPage(profile?.clientId),
    ),
    step(
      'you',
      profile === undefined
        ? t('Use the new JWT in your request to get an access token. The app stays as it is.')
        : t('Put the new JWT into the profile and get an access token. The app stays as it is.'),
    ),
  ];
}
