// What an operation needs, and which of the two it is that is missing: the app's permission or the user's (facts, section 7).
import { t } from '@vscode/l10n';
import { ownPath, type Operation } from '../ringcentral/operation.ts';
import {
  formatPermissionExpression,
  type PermissionExpression,
} from '../ringcentral/permissionExpression.ts';
import { provedByAnswer, provedByToken } from './diagnosis.ts';
import { profileLines, utcTimeLine } from './evidence.ts';
import { GATES, type Action, type Cause, type ClosedBy, type Explanation, type Step } from './explanation.ts';
import type { Findings } from './ladder.ts';
import { adminPage, appsPage } from './pages.ts';
import {
  appFinding,
  operationTitle,
  portalNames,
  userFinding,
  type Finding,
  type PermissionCheck,
  type UserPermission,
} from './permissionFindings.ts';
import { openPage } from './rules/actions.ts';
import { addToApp, addToRole } from './rules/permissionSteps.ts';
import { step } from './rules/steps.ts';
import { ownerWords } from './words.ts';

/**
 * Whether an operation can be tried as it is: it only reads, and nothing has to be filled in. Those of the group Auth
 * are left alone: they count against the five token requests a minute.
 */
export function canBeTried({ method, path, group }: Operation): boolean {
  return method === 'GET' && group !== 'Auth' && !/[{}]/.test(ownPath(path));
}

/** The explanation of a check: both gates failed where both permissions are missing. */
export function explainCheck(check: PermissionCheck): Explanation {
  const { operation, profile, at } = check;
  const app = appFinding(check);
  const user = userFinding(check);
  const closedBy: ClosedBy =
    app.state === 'failed' ? 'app-permission' : user.state === 'failed' ? 'user-permission' : 'none';
  const headline = headlineOf(check, app, user);
  return {
    rule: `permission-check.${outcomeOf(check, app, user)}`,
    closedBy,
    isGuess: false,
    subject: profile?.name,
    headline,
    short: shortOf(check, app, user),
    gates: gatesOf(check, app, user),
    happened: [
      t('{0}: {1}.', operationTitle(operation, check.targetExtensionId), operation.summary),
      needsOf(operation),
      ...(check.owner === undefined
        ? []
        : [t('The token acts for {0}, and may do no more than this user.', ownerWords(check.owner))]),
      ...(check.scope === undefined ? [t('There is no access token to compare this with.')] : []),
    ],
    causes: causesOf(check, app, user),
    steps: stepsOf(check, app, user),
    actions: actionsOf(check, app, user),
    evidence: [utcTimeLine(at), ...evidenceOf(check)],
  };
}

function gatesOf({ scope }: PermissionCheck, app: Finding, user: Finding): Explanation['gates'] {
  const findings: Findings = {
    ...(scope === undefined ? {} : { ...provedByToken(), ...provedByAnswer() }),
    'app-permission': app,
    'user-permission': user,
    feature: {
      state: 'unknown',
      reason: t('Whether plan and account have the feature only the call shows.'),
    },
  };
  return GATES.map(id => ({
    id,
    ...(findings[id] ?? ({ state: 'unknown', reason: t('Not tried: there is no access token.') } as const)),
  }));
}

type Outcome = 'both' | 'app' | 'user' | 'needs' | 'unsure' | 'fine';

function outcomeOf({ scope }: PermissionCheck, app: Finding, user: Finding): Outcome {
  if (scope === undefined) return 'needs';
  if (app.state === 'failed') return user.state === 'failed' ? 'both' : 'app';
  if (user.state === 'failed') return 'user';
  return user.state === 'unknown' ? 'unsure' : 'fine';
}

function headlineOf(check: PermissionCheck, app: Finding, user: Finding): string {
  const { appPermission, userPermission } = check.operation;
  const ofApp = appPermission === undefined ? '' : formatPermissionExpression(appPermission);
  const ofUser = userPermission === undefined ? '' : portalNames(userPermission, check.user);
  switch (outcomeOf(check, app, user)) {
    case 'both':
      return t('Both are missing: {0} of the app and {1} of the user.', ofApp, ofUser);
    case 'app':
      return t('The app lacks the permission {0}.', ofApp);
    case 'user':
      return check.targetExtensionId === undefined
        ? t('The user lacks the permission {0}.', ofUser)
        : t('The user lacks {0} for the extension {1}.', ofUser, check.targetExtensionId);
    case 'needs':
      return t('What this call needs of the app and of the user.');
    case 'unsure':
      return t('The app may make this call; of the user nothing is known.');
    case 'fine':
      return t('App and user have every permission that this call is documented to need.');
  }
}

function shortOf(check: PermissionCheck, app: Finding, user: Finding): string {
  switch (outcomeOf(check, app, user)) {
    case 'both':
      return t('two permissions missing');
    case 'app':
      return t('app lacks permission');
    case 'user':
      return t('user lacks permission');
    case 'needs':
      return t('what the call needs');
    case 'unsure':
      return t('user not checked');
    case 'fine':
      return t('permissions fine');
  }
}

/** A failure that ended a check, with what the operation needs all the same. */
export function withNeeds(
  explanation: Explanation,
  { operation, targetExtensionId }: Pick<PermissionCheck, 'operation' | 'targetExtensionId'>,
): Explanation {
  const { happened, actions, evidence } = explanation;
  const others = actions.filter(({ kind }) => kind !== 'try-again');
  // Until then every request would start the penalty anew.
  const mustWait = actions.some(action => action.kind === 'try-again' && action.at !== undefined);
  return {
    ...explanation,
    happened: [...happened, needsOf(operation)],
    actions: mustWait ? actions : [...others, checkAgain(operation, targetExtensionId)],
    evidence: [...evidence, { label: t('Operation'), value: operationTitle(operation, targetExtensionId) }],
  };
}

function checkAgain({ method, path }: Operation, targetExtensionId: string | undefined): Action {
  return {
    kind: 'check-permission',
    operation: `${method} ${path}`,
    ...(targetExtensionId === undefined ? {} : { targetExtensionId }),
  };
}

function needsOf({ appPermission, userPermission, group }: Operation): string {
  const none = t('none that RingCentral names');
  const nameOf = (expression: PermissionExpression | undefined): string =>
    expression === undefined ? none : formatPermissionExpression(expression);
  return t(
    'It needs of the app: {0}; of the user: {1}. Rate limit group: {2}.',
    nameOf(appPermission),
    nameOf(userPermission),
    group,
  );
}

function causesOf(
  { targetExtensionId, owner, profile }: PermissionCheck,
  app: Finding,
  user: Finding,
): Cause[] {
  const causes: Cause[] = [];
  if (app.state === 'failed') {
    causes.push(
      { text: t('The permission was never added to the app, or RingCentral has not approved it yet.') },
      { text: t('It was added after the token was got. A token keeps the permissions it was got with.') },
    );
  }
  if (user.state === 'failed') {
    const who = owner === undefined ? profile?.ownerId : ownerWords(owner);
    causes.push({
      text: t('The role of the JWT’s owner does not have it. A JWT can do no more than its owner.'),
      ...(who === undefined ? {} : { evidence: t('The token is of {0}.', who) }),
    });
    if (targetExtensionId !== undefined) {
      causes.push({
        text: t('The owner has it for the own extension only, and the call is about another one.'),
      });
    }
  }
  return causes;
}

function stepsOf(check: PermissionCheck, app: Finding, user: Finding): Step[] {
  const { operation, profile, targetExtensionId } = check;
  const { appPermission, userPermission } = operation;
  const isOpen = app.state !== 'failed' && user.state !== 'failed';
  const portal = adminPage(profile?.environment ?? 'production');
  if (check.scope === undefined) {
    return [
      ...(appPermission === undefined ? [] : [addToApp(formatPermissionExpression(appPermission))]),
      ...(userPermission === undefined ? [] : [addToRole(portalNames(userPermission, check.user), portal)]),
      step('you', t('To compare this with a token and its owner, check again with a profile that gets one.')),
    ];
  }
  if (isOpen) {
    return [
      step(
        'you',
        t('Make the call. If it is refused all the same, run “Explain Error Response…” on the answer.'),
      ),
    ];
  }
  return [
    ...(app.state === 'failed' && appPermission !== undefined
      ? [addToApp(formatPermissionExpression(appPermission))]
      : []),
    ...(user.state === 'failed' && userPermission !== undefined
      ? [addToRole(portalNames(userPermission, check.user), portal)]
      : []),
    ...(targetExtensionId === undefined || user.state !== 'failed'
      ? []
      : [
          step(
            'you',
            t('If the call is meant for the token’s owner, put ~ for the extension ID in its path.'),
          ),
        ]),
    step('you', t('Then get a new access token and check again. No new JWT is needed.')),
  ];
}

function actionsOf(check: PermissionCheck, app: Finding, user: Finding): Action[] {
  const { operation, profile, targetExtensionId } = check;
  const again = checkAgain(operation, targetExtensionId);
  const tryIt: Action[] =
    canBeTried(operation) && profile !== undefined && targetExtensionId === undefined
      ? [{ kind: 'try-call', operation: `${operation.method} ${operation.path}` }]
      : [];
  if (check.scope === undefined) return [again];
  const isOpen = app.state !== 'failed' && user.state !== 'failed';
  if (isOpen) return [...tryIt, again];
  return [
    ...(app.state === 'failed' ? [openPage(appsPage())] : []),
    ...(user.state === 'failed' ? [openPage(adminPage(profile?.environment ?? 'production'))] : []),
    ...(profile === undefined ? [] : [{ kind: 'get-token' } as const]),
    again,
    ...tryIt,
  ];
}

function evidenceOf(check: PermissionCheck): Explanation['evidence'] {
  const { operation, scope, user, owner, profile, targetExtensionId } = check;
  const { appPermission, userPermission, group } = operation;
  const lines: [string, string | undefined][] = [
    [t('Operation'), operationTitle(operation, targetExtensionId)],
    [t('Rate limit group'), group],
    [t('App permission'), appPermission && formatPermissionExpression(appPermission)],
    [t('User permission'), userPermission && formatPermissionExpression(userPermission)],
    [t('Other extension'), targetExtensionId],
    [t('Token’s scope'), scope?.join(', ')],
    ...user.map((permission): [string, string] => [nameOf(permission), heldWords(permission)]),
    [t('Token’s owner'), owner && ownerWords(owner)],
  ];
  return [
    ...lines.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }])),
    ...(profile === undefined ? [] : profileLines(profile)),
  ];
}

function nameOf({ id, displayName }: UserPermission): string {
  return displayName === undefined ? id : `${id} (${displayName})`;
}

function heldWords({ isHeld, problem }: UserPermission): string {
  if (isHeld === undefined) return problem ?? t('no answer');
  return isHeld ? t('the owner has it') : t('the owner does not have it');
}
