// The words for things of RingCentral's that tree, wizard and explanations share.
import { t } from '@vscode/l10n';
import type { Environment } from '../ringcentral/environment.ts';
import type { Owner } from '../ringcentral/restCall.ts';

/** An environment's name as RingCentral writes it. */
export function environmentName(environment: Environment): string {
  return environment === 'production' ? t('Production') : t('Sandbox');
}

/** Why a JWT of one environment is of no use in the other (facts, section 1). */
export function bindingWords(jwt: Environment, other: Environment): string {
  return t(
    'RingCentral binds a JWT to one environment: one of {0} fails in {1}.',
    environmentName(jwt),
    environmentName(other),
  );
}

/** Whose token it is: name, extension number and type, as far as RingCentral tells them. */
export function ownerWords({ name, extensionNumber, type }: Owner): string {
  return [
    name,
    ...(extensionNumber === undefined ? [] : [t('extension {0}', extensionNumber)]),
    ...(type === undefined ? [] : [type]),
  ].join(', ');
}
