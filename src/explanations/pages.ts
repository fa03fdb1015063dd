// The pages that steps lead to, with the titles that the buttons carry (facts, section 6).
import { t } from '@vscode/l10n';
import {
  adminPortal,
  APPS_PAGE,
  createJwtPage,
  CREDENTIALS_PAGE,
  SANDBOX_ACCOUNTS_PAGE,
  SUPPORT_PAGE,
} from '../ringcentral/consolePages.ts';
import type { Environment } from '../ringcentral/environment.ts';
import type { Page } from './explanation.ts';

/** Where apps are listed and edited. */
export const appsPage = (): Page => ({ title: t('Open Apps'), url: APPS_PAGE });

/** Where one's own JWT credentials are listed and edited. */
export const credentialsPage = (): Page => ({ title: t('Open Credentials'), url: CREDENTIALS_PAGE });

/** Where a JWT is created, with an app filled in where one is known. */
export const createPage = (clientId: string | undefined): Page => ({
  title: t('Create JWT'),
  url: createJwtPage(clientId),
});

/** The administration portal of an environment. */
export const adminPage = (environment: Environment): Page => ({
  title: t('Open Admin Portal'),
  url: adminPortal(environment),
});

/** Where sandbox accounts were made; RingCentral has withdrawn it from its documentation (facts, section 6). */
export const sandboxAccountsPage = (): Page => ({
  title: t('Open Sandbox Accounts'),
  url: SANDBOX_ACCOUNTS_PAGE,
});

/** Where RingCentral's support takes cases. */
export const supportPage = (): Page => ({ title: t('Open a Support Case'), url: SUPPORT_PAGE });
