// The words for things of RingCentral's that tree, wizard and explanations share.
import { t } from '@vscode/l10n';
import type { Environment } from '../ringcentral/environment.ts';

/** An environment's name as RingCentral writes it. */
export function environmentName(environment: Environment): string {
  return environment === 'production' ? t('Production') : t('Sandbox');
}
