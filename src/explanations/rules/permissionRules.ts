// Every rule for a call that a good token was not enough for (errors.json), and what is said of a permission that the user
// lacks (facts, section 7).
import { t } from '@vscode/l10n';
import type { Action, Step, Words } from '../explanation.ts';
import { appsPage, createPage } from '../pages.ts';
import type { CodeRule, RefusedCase } from '../rule.ts';
import { doable, openPage } from './actions.ts';
import { appPermissionRules } from './appPermissionRules.ts';
import { named, refusedCall } from './callWords.ts';
import { portal } from './environments.ts';
import { featureRules } from './featureRules.ts';
import { addToRole } from './permissionSteps.ts';
import { step } from './steps.ts';

/** The codes that close the gates `app-permission`, `user-permission` and `feature`. */
export const permissionRules: readonly CodeRule[] = [
  ...appPermissionRules,
  { code: 'CMN-408', phases: ['api'], closedBy: 'user-permission', words: userLacksPermission },
  { code: 'CMN-419', phases: ['api'], closedBy: 'user-permission', words: onlyForThemselves },
  { code: 'CMN-402', phases: ['api'], closedBy: 'user-permission', words: notAnAdministrator },
  { code: 'CMN-404', phases: ['api'], closedBy: 'user-permission', words: anotherExtension },
  ...featureRules,
];

function userLacksPermission(refusal: RefusedCase): Words {
  const { permission } = refusal;
  return {
    headline:
      permission === undefined
        ? t('The user lacks a permission that this call needs.')
        : t('The user lacks the permission {0}.', permission),
    short: t('user lacks permission'),
    happened: [
      refusedCall(),
      t('What is missing is a permission of the user, the owner of the JWT, not one of the app.'),
    ],
    causes: [
      {
        text: t(
          'The owner’s role does not have it. A JWT can do no more than its owner: where the user may not edit accounts, a call that edits an account fails, whatever the app may do.',
        ),
        evidence: named(permission, t('CMN-408 is about the user.')),
      },
      { text: t('The owner has it, but not for what the call is about, such as another user.') },
    ],
    steps: [
      ...dictionaryStep(permission),
      addToRole(permission, portal(refusal)),
      orOtherOwner(refusal),
      appToo(),
      withNewToken(),
    ],
    actions: userActions(refusal),
  };
}

function onlyForThemselves(refusal: RefusedCase): Words {
  const { permission } = refusal;
  return {
    headline: t('The user has the permission only for their own extension, not for others.'),
    short: t('own extension only'),
    happened: [
      refusedCall(),
      t('It is the user’s permission that does not reach far enough, not the app’s.'),
    ],
    causes: [
      {
        text: t(
          'The role of the JWT’s owner gives the permission only for the owner’s own extension (place in the account).',
        ),
        evidence: named(permission, t('CMN-419 asks for the permission “with extended scope”.')),
      },
    ],
    steps: [
      step(
        'you',
        t('If the call was meant for the owner of the JWT, put ~ for the extension ID in its path.'),
      ),
      ...dictionaryStep(permission),
      step(
        'account-admin',
        permission === undefined
          ? t(
              'Else open “Users” → “Roles” → the owner’s role in the admin portal, and give the permission for other users too; or give the owner a role that has it.',
            )
          : t(
              'Else open “Users” → “Roles” → the owner’s role in the admin portal, and give {0} for other users too; or give the owner a role that has it.',
              permission,
            ),
        portal(refusal),
      ),
      orOtherOwner(refusal),
      appToo(),
      withNewToken(),
    ],
    actions: userActions(refusal),
  };
}

function notAnAdministrator(refusal: RefusedCase): Words {
  return {
    headline: t('This call is for administrators, and the owner of the JWT is not one.'),
    short: t('not an administrator'),
    happened: [
      refusedCall(),
      t('What is missing is a right of the user, the owner of the JWT, not of the app.'),
    ],
    causes: [
      {
        text: t('The owner’s role is not an administrator’s.'),
        evidence: named(refusal.permission, t('CMN-402 stands for “Administrator permission required”.')),
      },
    ],
    steps: [
      step(
        'account-admin',
        t(
          'In the admin portal open “Users” → “Roles” and see which role the owner has. Give the owner an administrator’s role only if the owner may have all that it allows.',
        ),
        portal(refusal),
      ),
      orOtherOwner(refusal),
      appToo(),
      withNewToken(),
    ],
    actions: userActions(refusal),
  };
}

function anotherExtension(refusal: RefusedCase): Words {
  return {
    headline: t('The owner of the JWT may not reach another user’s extension.'),
    short: t('another user’s extension'),
    happened: [
      refusedCall(),
      t('The call is about another extension (a user’s place in the account) than the owner’s.'),
    ],
    causes: [
      {
        text: t('The extension ID in the path is not that of the JWT’s owner.'),
        evidence: ownEvidence(refusal),
      },
      { text: t('The owner’s role does not reach other users, as an administrator’s may.') },
    ],
    steps: [
      step(
        'you',
        t('If the call was meant for the owner of the JWT, put ~ for the extension ID in its path.'),
      ),
      step(
        'account-admin',
        t(
          'Else open “Users” → “Roles” in the admin portal and see whether the owner can have a role that reaches other users. Whether a role is enough for this call is not known.',
        ),
        portal(refusal),
      ),
      orOtherOwner(refusal),
      appToo(),
      withNewToken(),
    ],
    actions: userActions(refusal),
  };
}

function ownEvidence({ profile }: RefusedCase): string {
  return profile?.ownerId === undefined
    ? t('CMN-404 stands for “Attempt to access another extension”.')
    : t(
        'CMN-404 stands for “Attempt to access another extension”. The JWT names {0} as its owner’s ID.',
        profile.ownerId,
      );
}

/** The portal's names are not the API's; both questions need no permission (facts, section 7). */
function dictionaryStep(permission: string | undefined): Step[] {
  if (permission === undefined) return [];
  return [
    step(
      'you',
      t(
        'Find the name that the admin portal shows for it, which can be another: GET /restapi/v1.0/dictionary/permission/{0} tells it as displayName.',
        permission,
      ),
    ),
  ];
}

function orOtherOwner({ profile }: RefusedCase): Step {
  const way = t(
    'That user creates it: Developer Console, hover over the name (top right) → “Credentials” → “Create JWT”.',
  );
  return step(
    'you',
    profile === undefined
      ? t('Or use the JWT of a user who may do this. {0}', way)
      : t('Or put the JWT of a user who may do this into the profile. {0}', way),
    createPage(profile?.clientId),
  );
}

const appToo = (): Step =>
  step(
    'app-owner',
    t(
      'If the call then fails with CMN-401, the app lacks a permission as well: add it in the Developer Console, the app → “Settings” → “Security”. Both can be missing.',
    ),
    appsPage(),
  );

const withNewToken = (): Step =>
  step(
    'you',
    t(
      'Repeat the call, best with a new access token: whether an old one follows a change of role is not known. For the same user no new JWT is needed.',
    ),
  );

function userActions(refusal: RefusedCase): readonly Action[] {
  return doable(refusal, [openPage(portal(refusal)), { kind: 'check-permission' }, { kind: 'try-again' }]);
}
