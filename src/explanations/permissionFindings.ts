// What is known of the two permissions that an operation needs, and how (facts, section 7).
import { t } from '@vscode/l10n';
import { includedIn } from '../ringcentral/appPermissions.ts';
import { ownPath, type Operation } from '../ringcentral/operation.ts';
import {
  formatPermissionExpression,
  missingAlternatives,
  missingInScope,
  type PermissionExpression,
} from '../ringcentral/permissionExpression.ts';
import type { Owner } from '../ringcentral/restCall.ts';
import type { KnownProfile } from './case.ts';
import type { Findings } from './ladder.ts';

/** What RingCentral says of one user permission of the token's owner. */
export interface UserPermission {
  readonly id: string;
  /** As the admin portal shows it; undefined where RingCentral does not tell. */
  readonly displayName: string | undefined;
  /** Undefined where it could not be asked. */
  readonly isHeld: boolean | undefined;
  /** What RingCentral answered instead. */
  readonly problem?: string | undefined;
}

/** Everything that is known of a call before it is made. */
export interface PermissionCheck {
  readonly operation: Operation;
  /** Another extension than the owner's, where the path names one. */
  readonly targetExtensionId: string | undefined;
  readonly profile: KnownProfile | undefined;
  /** Of the token; undefined where there is none to look at. */
  readonly scope: readonly string[] | undefined;
  /** For every name in the operation's user permission. */
  readonly user: readonly UserPermission[];
  readonly owner: Owner | undefined;
  /** In ms. */
  readonly at: number;
}

export type Finding = NonNullable<Findings[keyof Findings]>;

/** Method and path, as a row shows them: with the token's own account and extension, or the extension that is meant. */
export function operationTitle({ method, path }: Operation, targetExtensionId?: string): string {
  return `${method} ${ownPath(path, targetExtensionId)}`;
}

/** What a check has shown of the two permissions, for the explanation of a call that failed. */
export function permissionFindings(check: PermissionCheck): Findings {
  return { 'app-permission': appFinding(check), 'user-permission': userFinding(check) };
}

/** Whether the token's scope holds what the app needs. */
export function appFinding({ operation: { appPermission }, scope }: PermissionCheck): Finding {
  if (appPermission === undefined) {
    return { state: 'passed', reason: t('RingCentral’s reference names no app permission for this call.') };
  }
  const name = formatPermissionExpression(appPermission);
  if (scope === undefined) {
    return { state: 'unknown', reason: t('It needs {0}; there is no token to look at.', name) };
  }
  const [missing] = missingInScope(appPermission, scope);
  if (missing !== undefined) {
    return { state: 'failed', reason: t('The token’s scope lacks {0}.', missing.join(', ')) };
  }
  const by = scope.find(held => appPermission.flat().some(name => includedIn(held).includes(name)));
  const isNamed = appPermission.some(names => names.every(one => scope.includes(one)));
  return {
    state: 'passed',
    reason:
      isNamed || by === undefined
        ? t('The token’s scope holds {0}.', name)
        : t('The token’s scope holds {0}, which includes {1}.', by, name),
  };
}

/** Whether RingCentral says that the owner has what the user needs. */
export function userFinding({
  operation: { userPermission },
  scope,
  user,
  targetExtensionId,
}: PermissionCheck): Finding {
  if (userPermission === undefined) {
    return {
      state: 'passed',
      reason: t('RingCentral’s reference names no user permission for this call, so nothing was asked.'),
    };
  }
  const name = formatPermissionExpression(userPermission);
  if (scope === undefined) {
    return { state: 'unknown', reason: t('It needs {0}; there is no token to ask with.', name) };
  }
  const held = user.filter(({ isHeld }) => isHeld === true).map(({ id }) => id);
  if (missingAlternatives(userPermission, held).length === 0) {
    return {
      state: 'passed',
      reason:
        targetExtensionId === undefined
          ? t('RingCentral says that the owner has {0}.', portalNames(userPermission, user))
          : t(
              'RingCentral says that the owner has {0} for the extension {1}.',
              portalNames(userPermission, user),
              targetExtensionId,
            ),
    };
  }
  if (user.some(({ isHeld }) => isHeld === undefined)) {
    const problem = user.find(permission => permission.problem !== undefined)?.problem;
    return {
      state: 'unknown',
      reason:
        problem === undefined
          ? t('RingCentral gave no answer about {0}.', name)
          : t('RingCentral does not say whether the owner has {0}: {1}.', name, problem),
    };
  }
  return {
    state: 'failed',
    reason:
      targetExtensionId === undefined
        ? t('RingCentral says that the owner does not have {0}.', portalNames(userPermission, user))
        : t(
            'RingCentral says that the owner does not have {0} for the extension {1}.',
            portalNames(userPermission, user),
            targetExtensionId,
          ),
  };
}

/** The expression in the admin portal's names, each with RingCentral's own behind it where they differ. */
export function portalNames(expression: PermissionExpression, user: readonly UserPermission[]): string {
  const nameOf = (id: string): string => {
    const displayName = user.find(permission => permission.id === id)?.displayName;
    return displayName === undefined || displayName === id ? id : t('“{0}” ({1})', displayName, id);
  };
  return formatPermissionExpression(expression.map(names => names.map(nameOf)));
}
