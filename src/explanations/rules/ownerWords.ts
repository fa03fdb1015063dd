// What the rules for the user behind the JWT share: what was asked, who the owner is, and who can do something.
import { t } from '@vscode/l10n';
import type { Cause, Step } from '../explanation.ts';
import type { RefusedCase } from '../rule.ts';
import { environmentName } from '../words.ts';
import { askedEnvironment, otherEnvironment, portal } from './environments.ts';
import { step } from './steps.ts';

/** What RingCentral was asked for. */
export function asked({ phase }: RefusedCase): string {
  switch (phase) {
    case 'token':
      return t('RingCentral was asked to exchange the JWT for an access token of its owner.');
    case 'refresh':
      return t('RingCentral was asked to renew an access token with a refresh token.');
    case 'revoke':
      return t('RingCentral was asked to revoke an access token.');
    case 'api':
      return t('RingCentral was called with an access token.');
  }
}

/** The ID is the JWT's `sub`; that it is the owner's extension ID is an inference (facts, section 3). */
export function whoIsOwner({ profile }: RefusedCase): string {
  return profile?.ownerId === undefined
    ? t('The owner is usually the user who created the JWT.')
    : t('The owner is usually the user who created the JWT; the JWT names the ID {0}.', profile.ownerId);
}

/** The owner's ID as what speaks for a cause. */
export function ownerInJwt({ profile }: RefusedCase): Pick<Cause, 'evidence'> {
  const id = profile?.ownerId;
  return id === undefined ? {} : { evidence: t('The JWT names {0} as its owner’s ID.', id) };
}

/** The other environment as a cause, where the JWT names it. */
export function wrongEnvironment(refusal: RefusedCase): Cause[] {
  const [other, reached] = [otherEnvironment(refusal), askedEnvironment(refusal)];
  if (other === undefined || reached === undefined) return [];
  const [of, at] = [environmentName(other), environmentName(reached)];
  const evidence = t('The JWT names {0}.', of);
  return [{ text: t('The JWT and its owner belong to {0}, but {1} was asked.', of, at), evidence }];
}

/** How another user comes to a JWT. */
export const consolePath = (): string =>
  t(
    'That user signs in to the Developer Console and hovers over the name (top right) → “Credentials” → “Create JWT”. The account administrator gives access to the console.',
  );

/** A step in the admin portal. */
export function admin(refusal: RefusedCase, text: string): Step {
  return step('account-admin', text, portal(refusal));
}

/** What was asked for matters little then: the JWT is still good, and a token is to be had with it. */
export function afterwards({ phase }: RefusedCase): Step {
  return step(
    'you',
    phase === 'api'
      ? t('Then get a new access token and repeat the call with it. For the same user no new JWT is needed.')
      : t('Then get an access token. For the same user no new JWT is needed.'),
  );
}
