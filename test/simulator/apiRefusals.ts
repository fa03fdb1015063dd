// Every refusal of the API (facts, section 7).
import { apiRefusal } from './answers.ts';
import type { Answer } from './answers.ts';

/** AGW-401: no Authorization header. */
export function noAuthorization(): Answer {
  return apiRefusal({ status: 401, code: 'AGW-401', message: 'Authorization header is not specified' });
}

/** OAU-151: Basic or another scheme than Bearer. */
export function schemeNotSupported(): Answer {
  return apiRefusal({ status: 401, code: 'OAU-151', message: 'Authorization method not supported' });
}

/** OAU-149: not an access token of this server, for instance the JWT itself. */
export function notAToken(): Answer {
  return tokenRefusal('OAU-149', 'OAuth token is invalid');
}

/** OAU-213: revoked, replaced by a renewal or pushed out by a sixth session. */
export function tokenNotFound(): Answer {
  return tokenRefusal('OAU-213', 'Token not found');
}

/** OAU-128: past its time. */
export function tokenExpired(): Answer {
  return apiRefusal({ status: 401, code: 'OAU-128', message: 'Access token expired' });
}

/** CMN-405: the owner of the token has been deleted. */
export function loginRequired(): Answer {
  return apiRefusal({ status: 401, code: 'CMN-405', message: 'Login to extension required' });
}

/** CMN-401: the token lacks an app permission. */
export function appPermissionMissing(permission: string): Answer {
  return permissionRefusal(
    'CMN-401',
    `In order to call this API endpoint, application needs to have [${permission}] permission`,
    permission,
  );
}

/** CMN-408: the owner lacks a user permission. */
export function userPermissionMissing(permission: string): Answer {
  return permissionRefusal(
    'CMN-408',
    `In order to call this API endpoint, user needs to have [${permission}] permission for requested resource`,
    permission,
  );
}

/** CMN-419: the owner has the user permission, but only for the own extension. */
export function onlyOwnExtension(permission: string): Answer {
  return permissionRefusal(
    'CMN-419',
    `In order to call this API endpoint for another extension, user needs to have [${permission}] permission granted with extended scope`,
    permission,
  );
}

/** CMN-404: another extension, where no permission would help. */
export function anotherExtension(): Answer {
  return apiRefusal({ status: 403, code: 'CMN-404', message: 'Attempt to access another extension' });
}

/** CMN-109: the feature is turned off. */
export function featureTurnedOff(feature: string): Answer {
  return apiRefusal({ status: 403, code: 'CMN-109', message: `Feature [${feature}] is unavailable` });
}

/** BIL-101: the feature is not in the plan. */
export function featureNotInPlan(feature: string): Answer {
  return apiRefusal({
    status: 403,
    code: 'BIL-101',
    message: `Feature [${feature}] is not available for current service plan`,
  });
}

/** CMN-101: a parameter that cannot be used. The facts know this code from the revoke endpoint only [inf]. */
export function invalidParameter(name: string): Answer {
  return apiRefusal({ status: 400, code: 'CMN-101', message: `Parameter [${name}] value is invalid` });
}

/** CMN-102: there is no such thing. The facts do not record this answer [inf]. */
export function notFound(what: string): Answer {
  return apiRefusal({
    status: 404,
    code: 'CMN-102',
    message: `Resource for parameter [${what}] is not found`,
  });
}

function tokenRefusal(code: string, message: string): Answer {
  return apiRefusal({ status: 401, code, message, topCode: 'TokenInvalid' });
}

function permissionRefusal(code: string, message: string, permissionName: string): Answer {
  return apiRefusal({ status: 403, code, message, topCode: 'InsufficientPermissions', permissionName });
}
