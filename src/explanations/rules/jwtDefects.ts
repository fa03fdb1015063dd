// What is said of a text that can't be exchanged, being no JWT or one whose time is over (facts, section 3).
import { t } from '@vscode/l10n';
import type { JwtDefect } from '../../ringcentral/jwtCredential.ts';
import type { Case } from '../case.ts';
import type { Cause, Words } from '../explanation.ts';
import { doable } from './actions.ts';
import { expiredWords, nothingSent } from './expiredJwt.ts';
import type { RuleWords } from './ruleWords.ts';
import { newJwtSteps, step } from './steps.ts';

/** For a JWT that was not sent for a defect of its own. */
export function defectiveJwtWords(defect: JwtDefect, about: Case): RuleWords {
  return { rule: DEFECT_RULES[defect.kind], closedBy: 'credential', words: defectWords(defect, about) };
}

const DEFECT_RULES: Readonly<Record<JwtDefect['kind'], string>> = {
  expired: 'jwt-expired',
  'not-three-parts': 'jwt-not-three-parts',
  'not-json': 'jwt-not-json',
  'access-token': 'jwt-is-access-token',
  'client-secret': 'jwt-is-client-secret',
  empty: 'jwt-empty',
  'too-long': 'jwt-too-long',
};

function defectWords(defect: JwtDefect, about: Case): Words {
  switch (defect.kind) {
    case 'expired':
      return expiredWords(about, defect.at);
    case 'not-three-parts':
      return noJwtWords(about, t('What is stored as the JWT does not have the three parts of one.'), {
        short: t('JWT incomplete'),
        happened: t('A JWT is three groups of letters, digits, - and _ with a dot between each.'),
        causes: [
          { text: t('The JWT was not copied whole, or a line break or blank got into it.') },
          { text: t('Something other than the JWT was copied.') },
        ],
      });
    case 'not-json':
      return noJwtWords(about, t('What is stored as the JWT looks like one, but can’t be decoded.'), {
        short: t('JWT damaged'),
        happened: t('It has three parts, but the first two do not hold the JSON that every JWT holds there.'),
        causes: [
          { text: t('A character was lost or changed when the JWT was copied.') },
          { text: t('Something else with two dots in it was copied.') },
        ],
      });
    case 'access-token':
      return noJwtWords(about, t('An access token is stored where the JWT belongs.'), {
        short: t('access token as JWT'),
        happened: t(
          'An access token is what RingCentral gives for a JWT. It can’t be exchanged for another.',
        ),
        causes: [{ text: t('The access token was copied for the JWT.'), ...opaque() }],
      });
    case 'client-secret':
      return noJwtWords(about, t('A client secret or client ID is stored where the JWT belongs.'), {
        short: t('client secret as JWT'),
        happened: t(
          'Client ID and client secret name the app. The JWT names the user for whom it acts; both are needed.',
        ),
        causes: [{ text: t('The app’s client secret or client ID was copied for the JWT.'), ...opaque() }],
      });
    case 'empty':
      return noJwtWords(about, t('The profile has no JWT.'), {
        short: t('no JWT'),
        happened: t('Without a JWT there is nothing to exchange for an access token.'),
        causes: [{ text: t('The JWT was not pasted, or only blanks or quotes were.') }],
      });
    case 'too-long':
      return noJwtWords(about, t('What is stored as the JWT is far too long for one.'), {
        short: t('JWT too long'),
        happened: t('RingCentral’s JWTs are far shorter than this text.'),
        causes: [{ text: t('More than the JWT was copied, a whole page or file for example.') }],
      });
  }
}

const opaque = (): Pick<Cause, 'evidence'> => ({
  evidence: t('It has no dots and does not begin with eyJ, as every JWT does.'),
});

function noJwtWords(
  about: Case,
  headline: string,
  { short, happened, causes }: { short: string; happened: string; causes: readonly Cause[] },
): Words {
  const copyAgain = step(
    'you',
    t(
      'Copy the JWT again, whole, from where you keep it, and paste it into the profile. If you no longer have it, go on with the next step.',
    ),
  );
  return {
    headline,
    short,
    happened: [happened, nothingSent()],
    causes,
    steps: [copyAgain, ...newJwtSteps(about)],
    actions: doable(about, [{ kind: 'paste-jwt' }, { kind: 'create-jwt' }]),
  };
}
