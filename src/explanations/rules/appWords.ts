// What the rules for a refused app share: the app by its client ID, where the request went, and how it ends.
import { t } from '@vscode/l10n';
import type { Cause, Step } from '../explanation.ts';
import type { RefusedCase } from '../rule.ts';
import { environmentName } from '../words.ts';
import { askedEnvironment, otherEnvironment, serverName } from './environments.ts';
import { step } from './steps.ts';

/** The client ID as it fits into a sentence; a pasted answer does not tell it. */
export function clientIdOf({ profile }: RefusedCase): string {
  return profile === undefined ? t('the client ID that was sent') : t('the client ID {0}', profile.clientId);
}

/** Where the request went, where that speaks for another environment: profile, server and JWT are not all of the same. */
export function whereItWent(refusal: RefusedCase): Pick<Cause, 'evidence'> {
  const { profile } = refusal;
  if (profile === undefined) return {};
  const isOneEnvironment =
    otherEnvironment(refusal) === undefined && askedEnvironment(refusal) === profile.environment;
  if (isOneEnvironment) return {};
  const at = environmentName(profile.environment);
  const host = serverName(refusal);
  return {
    evidence:
      profile.jwtEnvironment === undefined
        ? t('The profile is for {0}, the request went to {1}.', at, host)
        : t(
            'The profile is for {0}, the request went to {1}, and the JWT names {2}.',
            at,
            host,
            environmentName(profile.jwtEnvironment),
          ),
  };
}

/** For codes of which nothing but the message is known (errors.json). */
export const onlyMessage = (message: string): string =>
  t('RingCentral publishes only this code’s message, “{0}”, and not when it is given.', message);

/** The last step where the app is at fault: the JWT is still good. */
export const noNewJwt = (): Step => step('you', t('Then get an access token. A new JWT is not needed.'));
