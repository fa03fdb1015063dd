// What the wizard says about values that it can't take, each with its own words and what to do instead.
import { t } from '@vscode/l10n';
import { environmentName } from '../../explanations/words.ts';
import { MAX_NAME_LENGTH, type ClientFieldDefect, type NameDefect } from '../../profiles/profile.ts';
import type { Environment } from '../../ringcentral/environment.ts';
import type { JwtCredential, JwtDefect } from '../../ringcentral/jwtCredential.ts';
import { expiryWords, utcDay } from '../dates.ts';

/** What is wrong with a text pasted as JWT. */
export function jwtDefectWords(defect: JwtDefect): string {
  switch (defect.kind) {
    case 'empty':
      return t('Paste the JWT credential from the Developer Console.');
    case 'too-long':
      return t('This is too long for a JWT credential. Copy only the JWT from the Developer Console.');
    case 'access-token':
      return t('This looks like an access token. Paste the JWT credential: it begins with eyJ.');
    case 'client-secret':
      return t('This looks like a client secret or client ID. Paste the JWT credential: it begins with eyJ.');
    case 'not-three-parts':
      return t('This is not a JWT: one has three Base64url parts with dots between. Copy it whole.');
    case 'not-json':
      return t('This has the shape of a JWT, but there is no JSON inside. Copy it again, whole.');
    case 'expired':
      return t(
        'This JWT expired on {0} (UTC). Create a new one in the Developer Console.',
        utcDay(defect.at),
      );
  }
}

/** What a good JWT says of itself. */
export function jwtWords({ environment, ownerId, expiresAt }: JwtCredential): string {
  const parts = [
    environment === undefined ? t('environment not named') : environmentName(environment),
    ...(ownerId === undefined ? [] : [t('owner {0}', ownerId)]),
    typeof expiresAt === 'number' ? t('expires {0}', expiryWords(expiresAt)) : expiryWords(expiresAt),
  ];
  return t('JWT recognized: {0}', parts.join(', '));
}

/** What is wrong with a client ID. */
export function clientIdDefectWords(defect: ClientFieldDefect): string {
  switch (defect) {
    case 'empty':
      return t('Enter the client ID from the app’s Credentials tab.');
    case 'too-long':
      return t('This is too long for a client ID. Copy only the client ID.');
    case 'blank-inside':
      return t('A client ID has no blank inside. Copy only the client ID.');
    case 'jwt':
      return t('This is a JWT. Enter the client ID from the app’s Credentials tab.');
    case 'colon-inside':
      return t('A client ID has no colon inside. Enter only the client ID; the secret comes next.');
  }
}

/** What is wrong with a client secret. */
export function clientSecretDefectWords(defect: ClientFieldDefect): string {
  switch (defect) {
    case 'too-long':
      return t('This is too long for a client secret. Copy only the client secret.');
    case 'jwt':
      return t('This is a JWT. Enter the client secret from the app’s Credentials tab.');
    case 'blank-inside':
    case 'colon-inside':
    case 'empty':
      return t('A client secret has no blank inside. Copy only the client secret.');
  }
}

/** What is wrong with a name. */
export function nameDefectWords(defect: NameDefect, environment: Environment): string {
  switch (defect) {
    case 'empty':
      return t('Enter a name.');
    case 'too-long':
      return t('A name has at most {0} characters.', MAX_NAME_LENGTH);
    case 'taken':
      return t('This name is in use in {0}. Choose another one.', environmentName(environment));
  }
}
