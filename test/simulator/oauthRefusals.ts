// Every refusal of the token and revoke endpoints (facts, section 2). What is marked [inf] is an inference: where
// nobody has published a RingCentral code there is none here, and where nobody has recorded an OAuth error, no `error`.
import { oauthRefusal } from './answers.ts';
import type { Answer } from './answers.ts';

/** OAU-153: no app has this client ID on this server. */
export function unknownClient(clientId: string): Answer {
  return oauthRefusal({
    status: 400,
    error: 'invalid_client',
    code: 'OAU-153',
    message: `Invalid client application: [${clientId}]`,
    parameters: { client_id: clientId },
  });
}

/** OAU-146: the secret is not the app's. */
export function wrongSecret(): Answer {
  return oauthRefusal({
    status: 401,
    error: 'invalid_client',
    code: 'OAU-146',
    message: 'Invalid client credentials',
  });
}

/** OAU-123: a confidential app without a readable Basic header. */
export function clientAuthenticationRequired(): Answer {
  return oauthRefusal({
    status: 401,
    error: 'invalid_client',
    code: 'OAU-123',
    message: 'Client authentication is required',
  });
}

/** OAU-251: the app does not have the JWT auth flow. */
export function grantTypeNotEnabled(): Answer {
  return oauthRefusal({
    status: 400,
    error: 'unauthorized_client',
    code: 'OAU-251',
    message: 'Unauthorized for this grant type',
  });
}

/** A grant type that these endpoints do not know. RingCentral's own code is unknown [inf]. */
export function unsupportedGrantType(grantType: string): Answer {
  return oauthRefusal({
    status: 400,
    error: 'unsupported_grant_type',
    message: `Unsupported grant type: [${grantType}]`,
  });
}

/** A parameter is missing or out of range. RingCentral's own code is unknown [inf]. */
export function invalidRequest(message: string): Answer {
  return oauthRefusal({ status: 400, error: 'invalid_request', message });
}

/** A scope was asked for that the app does not have. RingCentral's own code is unknown [inf]. */
export function invalidScope(scope: string): Answer {
  return oauthRefusal({ status: 400, error: 'invalid_scope', message: `Scope [${scope}] is not permitted` });
}

/** OAU-331: the assertion is no JWT. Status and message are not recorded [inf]. */
export function notAJwt(): Answer {
  return oauthRefusal({ status: 400, code: 'OAU-331', message: 'Assertion is not a valid JWT' });
}

/** OAU-347: the assertion is a JWT, but not one of the console. The status is not recorded [inf]. */
export function unsupportedAlgorithm(): Answer {
  return oauthRefusal({
    status: 400,
    code: 'OAU-347',
    message: 'An algorithm which is used for assertion signing is not supported for JWT Bearer grant type',
  });
}

/**
 * A credential of the other environment, expired, deleted or with a bad signature, and a refresh token of another app:
 * no body is published, so there is no RingCentral code [inf].
 */
export function invalidGrant(message: string): Answer {
  return oauthRefusal({ status: 400, error: 'invalid_grant', message });
}

/** OAU-473: the credential is not for this app. For an app of another organization this is expected [inf]. */
export function appNotPermitted(clientId: string): Answer {
  return oauthRefusal({
    status: 400,
    error: 'invalid_request',
    code: 'OAU-473',
    message: `The client [${clientId}] is not allowed to use this personal API Key`,
  });
}

/** OAU-141: the owner is disabled. */
export function ownerDisabled(): Answer {
  return oauthRefusal({
    status: 401,
    code: 'OAU-141',
    message: 'Login for extension in current state is not allowed.',
  });
}

/** OAU-142: the owner's account is suspended. */
export function accountSuspended(): Answer {
  return oauthRefusal({
    status: 401,
    code: 'OAU-142',
    message: 'Login to account in current state is not allowed.',
  });
}

/** OAU-232: the owner is deleted. */
export function ownerDeleted(): Answer {
  return oauthRefusal({ status: 400, code: 'OAU-232', message: 'Extension not found' });
}

/** CMN-408: the owner's role has no Third Party Apps Access. Observed in another flow; the status is not recorded [inf]. */
export function thirdPartyAppsNotAllowed(): Answer {
  return oauthRefusal({
    status: 400,
    error: 'invalid_client',
    code: 'CMN-408',
    message: '[ThirdPartyAppAccess] permission required',
  });
}

/** OAU-210: the refresh token has expired. The status is not recorded [inf]. */
export function refreshTokenExpired(): Answer {
  return oauthRefusal({ status: 400, error: 'invalid_grant', code: 'OAU-210', message: 'Token expired' });
}

/** OAU-211: the session of the refresh token has ended. */
export function refreshTokenRevoked(): Answer {
  return oauthRefusal({ status: 400, error: 'invalid_grant', code: 'OAU-211', message: 'Token revoked' });
}

/** OAU-213: the refresh token is used up or unknown. */
export function refreshTokenNotFound(): Answer {
  return oauthRefusal({ status: 400, code: 'OAU-213', message: 'Token not found' });
}

/** OAU-164: another app's token. Status and message are not recorded [inf]. */
export function tokenOfAnotherClient(): Answer {
  return oauthRefusal({
    status: 400,
    code: 'OAU-164',
    message: 'Token was issued to another client application',
  });
}

/** CMN-101: nothing to revoke. Status and message are not recorded [inf]. */
export function emptyToken(): Answer {
  return oauthRefusal({ status: 400, code: 'CMN-101', message: 'Parameter [token] is empty' });
}
