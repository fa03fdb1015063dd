// Where permissions are added, and what comes afterwards (facts, section 7).
import { t } from '@vscode/l10n';
import type { Page, Step } from '../explanation.ts';
import { appsPage } from '../pages.ts';
import { step } from './steps.ts';

/** An app permission is added in the Developer Console. */
export function addToApp(permission: string | undefined): Step {
  return step(
    'app-owner',
    permission === undefined
      ? t(
          'In the Developer Console open the app → “Settings” → “Security” and add the permission that the API reference names for this call. Some need RingCentral’s approval.',
        )
      : t(
          'In the Developer Console open the app → “Settings” → “Security” and add {0}. Some permissions need RingCentral’s approval.',
          permission,
        ),
    appsPage(),
  );
}

/**
 * A user permission is added to the owner's role in the admin portal.
 * @param permission as the portal shows it, where that is known
 */
export function addToRole(permission: string | undefined, portal: Page): Step {
  return step(
    'account-admin',
    permission === undefined
      ? t(
          'In the admin portal open “Users” → “Roles” → the owner’s role and add the user permission that the API reference names for this call; or give the owner a role that has it.',
        )
      : t(
          'In the admin portal open “Users” → “Roles” → the owner’s role and add {0}; or give the owner a role that has it.',
          permission,
        ),
    portal,
  );
}
