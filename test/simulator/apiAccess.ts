// Whether a call of the API may proceed: its token, app permission, user permission and feature (facts, section 7).
import * as refusals from './apiRefusals.ts';
import type { Answer } from './answers.ts';
import type { Directory, User } from './directory.ts';
import { looksLikeToken } from './identifiers.ts';
import { withImplied } from './permissions.ts';
import type { Session, SessionStore } from './sessions.ts';

/** The session behind an Authorization header, or a refusal with status 401. */
export function authenticateCall(
  directory: Directory,
  sessions: SessionStore,
  authorization: string | undefined,
): Session | Answer {
  if (authorization === undefined) {
    return refusals.noAuthorization();
  }
  const value = /^Bearer +(\S.*)$/i.exec(authorization)?.[1];
  if (value === undefined) {
    return refusals.schemeNotSupported();
  }
  if (!looksLikeToken(value, 'access', directory.environment)) {
    return refusals.notAToken();
  }
  const token = sessions.find(value);
  if (token === undefined || token.replaced || token.session.ended) {
    return refusals.tokenNotFound();
  }
  if (sessions.isExpired(token)) {
    return refusals.tokenExpired();
  }
  return token.session.user.status === 'Deleted' ? refusals.loginRequired() : token.session;
}

/** What an operation needs of whoever calls it. */
export interface Requirements {
  readonly appPermission?: string;
  /** The permissions of which the user needs any one. */
  readonly userPermissions?: readonly string[];
  readonly feature?: string;
}

/** Why the caller may not do this to `target` (the extension that the path names), if so. */
export function refuseCall(session: Session, needs: Requirements, target: User): Answer | undefined {
  if (needs.appPermission !== undefined && !withImplied(session.scopes).has(needs.appPermission)) {
    return refusals.appPermissionMissing(needs.appPermission);
  }
  return (
    refuseUser(session.user, needs.userPermissions ?? [], target) ??
    refuseFeature(session.user, needs.feature)
  );
}

/** Whether the user has a permission with regard to an extension. */
export function hasPermission(user: User, permission: string, target: User): boolean {
  const scope = user.permissions[permission];
  return scope !== undefined && (scope !== 'Self' || target === user);
}

function refuseUser(user: User, permissions: readonly string[], target: User): Answer | undefined {
  const [first] = permissions;
  if (first === undefined) {
    return target === user ? undefined : refusals.anotherExtension();
  }
  if (permissions.some(permission => hasPermission(user, permission, target))) {
    return undefined;
  }
  const narrow = permissions.find(permission => permission in user.permissions);
  return narrow === undefined ? refusals.userPermissionMissing(first) : refusals.onlyOwnExtension(narrow);
}

function refuseFeature(user: User, feature: string | undefined): Answer | undefined {
  if (feature === undefined) {
    return undefined;
  }
  switch (user.organization.missingFeatures.get(feature)) {
    case 'turned off':
      return refusals.featureTurnedOff(feature);
    case 'not in plan':
      return refusals.featureNotInPlan(feature);
    case undefined:
      return undefined;
  }
}
