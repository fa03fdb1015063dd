// The steps that several gates have in common: to a new JWT, and to the environment that a JWT is of.
import { t } from '@vscode/l10n';
import { DEFAULT_SERVERS, type Environment } from '../../ringcentral/environment.ts';
import type { Case } from '../case.ts';
import type { Page, Step, Who } from '../explanation.ts';
import { createPage, sandboxAccountsPage } from '../pages.ts';
import { environmentName } from '../words.ts';
import { sandboxIsLegacy } from './environments.ts';

/** A step of an explanation. */
export function step(who: Who, text: string, page?: Page): Step {
  return page === undefined ? { text, who } : { text, who, page };
}

/** How one comes to a new JWT, who helps where one can't, and what comes afterwards. */
export function newJwtSteps(about: Case): Step[] {
  return [
    step(
      'you',
      t('Create a new JWT and paste it into the profile. {0}', createPath()),
      createPage(about.profile?.clientId),
    ),
    step(
      'developer-admin',
      t(
        'If it is the JWT of somebody else: in the Developer Console choose “Organization”, that person, then “Credentials”. That person must have signed in to the console once before.',
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
      ? [step('you', t('To work in {0}, create a JWT for it. {1}', at, createPath()), create)]
      : [
          step(
            'you',
            t(
              'To work in {0} you need a sandbox account and a JWT of it. If you have no account: open the sandbox accounts page, find the section “Your login credentials” and follow its link that creates one. RingCentral has withdrawn this page from its documentation; it may be gone.',
              at,
            ),
            sandboxAccountsPage(),
          ),
          step(
            'you',
            t(
              'Then create the JWT for {0}. {1} The form’s choice of environment went in 2025; without it, work in Production.',
              at,
              createPath(),
            ),
            create,
          ),
        ];
  return [
    step('you', wayToJwt(about, jwt)),
    ...ofAsked,
    step('you', t('For new work, rather use a private app in Production. {0}', sandboxIsLegacy())),
    step('you', t('Then get an access token. In the JWT’s own environment no new JWT is needed.')),
  ];
}

function wayToJwt({ profile }: Case, jwt: Environment): string {
  const of = environmentName(jwt);
  if (profile?.environment !== jwt) {
    return t(
      'To work in {0}, put the profile on {0}. Client ID and secret must be of an app there, too.',
      of,
    );
  }
  return profile.server === null
    ? t(
        'To work in {0}, set the address of its server in the settings. RingCentral’s is {1}.',
        of,
        DEFAULT_SERVERS[jwt],
      )
    : t('To work in {0}, put the profile on {0} without a server of its own.', of);
}

const createPath = (): string =>
  t('In the Developer Console hover over your name, top right, choose “Credentials”, then “Create JWT”.');
