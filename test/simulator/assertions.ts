// What the token endpoint demands of a JWT and of its owner before a session opens (facts, section 2).
import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { JWTPayload, ProtectedHeaderParameters } from 'jose';
import type { Answer } from './answers.ts';
import type { Clock } from './clock.ts';
import type { App, Credential, Directory, User } from './directory.ts';
import { audienceOf } from './environments.ts';
import {
  accountSuspended,
  appNotPermitted,
  invalidGrant,
  notAJwt,
  ownerDeleted,
  ownerDisabled,
  thirdPartyAppsNotAllowed,
  unsupportedAlgorithm,
} from './oauthRefusals.ts';

/** The user who owns the credential behind a JWT that this app presents, or the refusal. */
export async function acceptAssertion(
  directory: Directory,
  clock: Clock,
  app: App,
  assertion: string,
): Promise<User | Answer> {
  const decoded = decode(assertion);
  if (decoded === undefined) {
    return notAJwt();
  }
  if (decoded.header.alg !== 'RS256') {
    return unsupportedAlgorithm();
  }
  if (decoded.claims.aud !== audienceOf(directory.environment)) {
    return invalidGrant('The assertion is meant for another audience');
  }
  const credential = await directory.findCredential(assertion);
  if (credential === undefined) {
    return invalidGrant('The assertion is not valid');
  }
  if (clock.now() >= credential.expiresAt * 1000) {
    return invalidGrant('The assertion has expired');
  }
  if (!isPermitted(credential, app)) {
    return appNotPermitted(app.clientId);
  }
  return refuseOwner(credential.owner) ?? credential.owner;
}

/** Why a user may not sign in to apps: OAU-232, OAU-142, OAU-141 or CMN-408. */
export function refuseOwner(owner: User): Answer | undefined {
  if (owner.status === 'Deleted') {
    return ownerDeleted();
  }
  if (owner.organization.suspended) {
    return accountSuspended();
  }
  if (owner.status === 'Disabled') {
    return ownerDisabled();
  }
  return 'ThirdPartyAppAccess' in owner.permissions ? undefined : thirdPartyAppsNotAllowed();
}

function decode(jwt: string): { header: ProtectedHeaderParameters; claims: JWTPayload } | undefined {
  try {
    return { header: decodeProtectedHeader(jwt), claims: decodeJwt(jwt) };
  } catch {
    return undefined;
  }
}

function isPermitted({ permittedApps, owner }: Credential, app: App): boolean {
  return permittedApps === 'organization'
    ? app.organization === owner.organization
    : permittedApps.includes(app.clientId);
}
