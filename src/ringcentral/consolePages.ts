// Pages of RingCentral's that a person is sent to (facts, section 6).
import type { Environment } from './environment.ts';

/** Where JWT credentials are listed and edited. */
export const CREDENTIALS_PAGE = 'https://developers.ringcentral.com/console/my-credentials';

/** Where apps are listed and edited. */
export const APPS_PAGE = 'https://developers.ringcentral.com/my-account.html#/applications';

/** Where a JWT credential is created, with this app among the permitted ones. */
export function createJwtPage(clientId: string | undefined): string {
  const page = `${CREDENTIALS_PAGE}/create`;
  return clientId === undefined ? page : `${page}?client_id=${encodeURIComponent(clientId)}`;
}

/** The administration portal, where users and their roles are. */
export function adminPortal(environment: Environment): string {
  return environment === 'production'
    ? 'https://service.ringcentral.com'
    : 'https://service.devtest.ringcentral.com';
}

/** Where sandbox accounts were made; withdrawn from RingCentral's documentation (facts, section 6). */
export const SANDBOX_ACCOUNTS_PAGE = 'https://developers.ringcentral.com/console/sandbox';

/** Where a developer opens a support case. */
export const SUPPORT_PAGE = 'https://developers.ringcentral.com/support/create-case';
