// Which app a request of the token or revoke endpoint comes from, and whether it can prove that.
import type { Answer } from './answers.ts';
import type { App, Directory } from './directory.ts';
import { clientAuthenticationRequired, unknownClient, wrongSecret } from './oauthRefusals.ts';

/** What a request says of its app. */
export type ClientClaim =
  | { readonly kind: 'basic'; readonly clientId: string; readonly clientSecret: string }
  | { readonly kind: 'body'; readonly clientId: string }
  | { readonly kind: 'unreadable' };

/** Reads the claim. The two parts of a Basic header are taken as they are: RingCentral's SDKs do not URL-encode them. */
export function readClientClaim(
  authorization: string | undefined,
  form: Readonly<Record<string, string>>,
): ClientClaim {
  if (authorization === undefined) {
    return { kind: 'body', clientId: form['client_id'] ?? '' };
  }
  const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1];
  const decoded = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon < 0
    ? { kind: 'unreadable' }
    : { kind: 'basic', clientId: decoded.slice(0, colon), clientSecret: decoded.slice(colon + 1) };
}

/** Finds the app of a claim, or says why it is not accepted: OAU-123, OAU-146, OAU-153. */
export function authenticateClient(directory: Directory, claim: ClientClaim): App | Answer {
  if (claim.kind === 'unreadable') {
    return clientAuthenticationRequired();
  }
  const app = directory.findApp(claim.clientId);
  if (app === undefined) {
    return unknownClient(claim.clientId);
  }
  if (claim.kind === 'body') {
    return app.clientSecret === null ? app : clientAuthenticationRequired();
  }
  return claim.clientSecret === (app.clientSecret ?? '') ? app : wrongSecret();
}
