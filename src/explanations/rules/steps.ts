// The steps that several gates have in common: to a new JWT, and to the environment that a JWT is of.
import { t } from '@vscode/l10n';
import { DEFAULT_SERVERS, type Environment } from '../../ringcentral/environment.ts';
import type { Case } from '../case.ts';
import type { Page, Step, Who } from '../explanation.ts';
import { createPage, sandboxAccountsPage } from '../pages.ts';
import { environmentName } from '../words.ts';

/** A step of an explanation. */
export function step(who: Who, text: string, page?: Page): Step {
  return page === undefined ? { text, who } : { text, who, page };
}

/**
 * How one comes to a new JWT, who helps where one can't, and what comes afterwards.
 * @param note what there is to know of the form
 */
export function newJwtSteps({ profile }: Case, note?: string): Step[] {
  const create =
    profile === undefined
      ? t('Create a new JWT and use it in your request. {0}', createPath())
      : t('Create a new JWT and paste it into the profile. {0}', createPath());
  return [
    step('you', note === undefined ? create : `${create} ${note}`, createPage(profile?.clientId)),
    step(
      'developer-admin',
      t(
        'If it is the JWT of somebody else: in the Developer Console open “Organization” → that person → “Credentials”. That person must have signed in to the console once before.',
      ),
    ),
    step(
      'account-admin',
      t('If you can’t sign in to the Developer Console, ask the account administrator for access to it.'),
    ),
    step('you', t('Then get an access token. Client ID and client secret stay as they are.')),
  ];
}

/**
 * How profile and JWT come together where they are of two environments.
 * @param jwt the one that the JWT names
 * @param asked the other, which the profile or its server is for
 */
export function environmentSteps(about: Case, jwt: Environment, asked: Environment): Step[] {
  const at = environmentName(asked);
  const create = createPage(about.profile?.clientId);
  const ofAsked =
    asked === 'production'
      ? [
          step(
            'you',
            t('To work in {0}, which is best for new work, create a JWT there. {1}', at, createPath()),
            create,
          ),
        ]
      : [
          step(
            'you',
            t(
              'To work in {0} you need a sandbox account. If you have none: on the sandbox accounts page find the section “Your login credentials” and follow its link that creates one. RingCentral has withdrawn this page from its documentation; it may be gone.',
              at,
            ),
            sandboxAccountsPage(),
          ),
          step(
            'you',
            t(
              'Then create a JWT for {0}. {1} If the form shows no choice of environment (it went in 2025), use Production.',
              at,
              createPath(),
            ),
            create,
          ),
        ];
  return [step('you', wayToJwt(about, jwt)), ...ofAsked, step('you', t('Then get an access token.'))];
}

function wayToJwt({ profile }: Case, jwt: Environment): string {
  const of = environmentName(jwt);
  if (profile === undefined) {
    return t(
      'To use this JWT, send it to {0}, with the client ID and client secret of an app of {1}.',
      DEFAULT_SERVERS[jwt],
      of,
    );
  }
  if (profile.environment !== jwt) {
    return t(
      'To use this JWT, put the profile on {0}. Client ID and client secret must be of an app there, too.',
      of,
    );
  }
  return profile.server === null
    ? t(
        'To use this JWT, correct the address of {0} in the settings. RingCentral’s is {1}.',
        of,
        DEFAULT_SERVERS[jwt],
      )
    : t('To use this JWT, put the profile on {0} without a server of its own.', of);
}

/** The way to the form for a new JWT. */
export const createPath = (): string =>
  t('In the Developer Console hover over your name (top right) → “Credentials” → “Create JWT”.');
