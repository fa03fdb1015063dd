// What each of the token endpoint's codes means, in a sentence and in three words (errors.json).
import { t } from '@vscode/l10n';
import type { ProfileFacts } from '../profiles/profile.ts';
import { APPS_PAGE, adminPortal, CREDENTIALS_PAGE, createJwtPage } from '../ringcentral/consolePages.ts';
import { openPage, type Remedy, type Summary } from './remedy.ts';
import { environmentName } from './words.ts';

const openApps = (): Remedy => openPage(t('Open Apps'), APPS_PAGE);

const jwtFlowOff = (): Summary => ({
  headline: t('The app does not have the JWT auth flow.'),
  short: t('JWT flow is off'),
  remedy: openApps(),
});

const clientUnknown = ({ environment, clientId }: ProfileFacts): Summary => ({
  headline: t('{0} does not know the client ID {1}.', environmentName(environment), clientId),
  short: t('client ID unknown'),
  remedy: openApps(),
});

const ownerDisabled = ({ environment }: ProfileFacts): Summary => ({
  headline: t('The owner of the JWT is disabled or not activated.'),
  short: t('owner disabled'),
  remedy: openPage(t('Open Admin Portal'), adminPortal(environment)),
});

const jwtMalformed = ({ clientId }: ProfileFacts): Summary => ({
  headline: t('RingCentral can’t read the JWT as one made in its Developer Console.'),
  short: t('JWT not accepted'),
  remedy: openPage(t('Create JWT'), createJwtPage(clientId)),
});

/** By code; each takes the profile that was refused. */
export const REFUSAL_SUMMARIES: Readonly<Record<string, (profile: ProfileFacts) => Summary>> = {
  'OAU-112': jwtFlowOff,
  'OAU-125': jwtFlowOff,
  'OAU-251': jwtFlowOff,
  'OAU-120': clientUnknown,
  'OAU-121': clientUnknown,
  'OAU-153': clientUnknown,
  'OAU-123': () => ({
    headline: t('RingCentral wants this app’s client secret.'),
    short: t('client secret needed'),
    remedy: openApps(),
  }),
  'OAU-146': () => ({
    headline: t('The client secret does not belong to the client ID.'),
    short: t('wrong client secret'),
    remedy: openApps(),
  }),
  'OAU-127': () => ({
    headline: t('The app is disabled or not released.'),
    short: t('app disabled'),
    remedy: openApps(),
  }),
  'OAU-331': jwtMalformed,
  'OAU-347': jwtMalformed,
  'OAU-473': ({ clientId }) => ({
    headline: t('The JWT is not permitted for the app {0}.', clientId),
    short: t('app not permitted'),
    remedy: openPage(t('Open Credentials'), CREDENTIALS_PAGE),
  }),
  'OAU-105': ({ clientId }) => ({
    headline: t('The owner of the JWT is of a type that can’t sign in. Use a JWT of a user extension.'),
    short: t('owner can’t sign in'),
    remedy: openPage(t('Create JWT'), createJwtPage(clientId)),
  }),
  'OAU-141': ownerDisabled,
  'OAU-236': ownerDisabled,
  'OAU-142': ({ environment }) => ({
    headline: t('The account of the JWT’s owner is suspended or not confirmed.'),
    short: t('account suspended'),
    remedy: openPage(t('Open Admin Portal'), adminPortal(environment)),
  }),
  'OAU-222': () => ({
    headline: t('The account of the JWT’s owner does not exist here.'),
    short: t('account unknown'),
    remedy: openPage(t('Open Credentials'), CREDENTIALS_PAGE),
  }),
  'OAU-232': ({ clientId }) => ({
    headline: t('The owner of the JWT no longer exists.'),
    short: t('owner deleted'),
    remedy: openPage(t('Create JWT'), createJwtPage(clientId)),
  }),
  'CMN-408': ({ environment }) => ({
    headline: t('The owner’s role lacks the permission Third Party Apps Access.'),
    short: t('owner lacks app access'),
    remedy: openPage(t('Open Admin Portal'), adminPortal(environment)),
  }),
};
