// What is said of a JWT that was not even sent, since profile or server do not fit it (facts, sections 1, 5 and 6).
import { t } from '@vscode/l10n';
import { environmentOfUrl, type Environment } from '../../ringcentral/environment.ts';
import type { OfflineFinding } from '../../tokens/offlineCheck.ts';
import type { Case } from '../case.ts';
import type { Cause, Words } from '../explanation.ts';
import { bindingWords, environmentName } from '../words.ts';
import { doable, moveActions } from './actions.ts';
import { isPartnerUrl, sandboxIsLegacy } from './environments.ts';
import { nothingSent } from './expiredJwt.ts';
import { defectiveJwtWords } from './jwtDefects.ts';
import type { RuleWords } from './ruleWords.ts';
import { environmentSteps } from './steps.ts';

/** For what was found before any request. */
export function offlineWords(finding: OfflineFinding, about: Case): RuleWords {
  switch (finding.kind) {
    case 'jwt':
      return defectiveJwtWords(finding.defect, about);
    case 'wrong-environment':
      return { rule: finding.kind, closedBy: 'environment', words: wrongEnvironment(finding, about) };
    case 'wrong-server':
      return { rule: finding.kind, closedBy: 'environment', words: wrongServer(finding, about) };
  }
}

type WrongEnvironment = Extract<OfflineFinding, { kind: 'wrong-environment' }>;

function wrongEnvironment({ jwt, profile }: WrongEnvironment, about: Case): Words {
  const [of, at] = [environmentName(jwt), environmentName(profile)];
  return {
    headline: t('The JWT was created for {0}, the profile is for {1}.', of, at),
    short: t('JWT is for {0}', of),
    happened: [bindingWords(jwt, profile), nothingSent(), sandboxIsLegacy()],
    causes: [
      {
        text: t('The profile was put on the wrong environment, or holds the JWT of another profile.'),
        evidence: t('The JWT names {0}, the profile {1}.', of, at),
      },
      ...serverCauses(jwt, about),
    ],
    steps: environmentSteps(about, jwt, profile),
    actions: doable(about, [...moveActions(about, jwt), { kind: 'try-anyway' }]),
  };
}

/** What the profile's server says about its environment, where that is not simply its environment's own. */
function serverCauses(jwt: Environment, { profile }: Case): Cause[] {
  if (profile?.address === undefined) return [];
  const { host } = new URL(profile.address);
  const ofServer = environmentOfUrl(profile.address);
  if (ofServer === profile.environment) return [];
  return ofServer === jwt
    ? [
        {
          text: t('Only the profile’s environment is wrong: its server fits the JWT.'),
          evidence: t('{0} belongs to {1}.', host, environmentName(jwt)),
        },
      ]
    : [
        {
          text: t('The server serves {0} after all. Then “Try Anyway” may succeed.', environmentName(jwt)),
          evidence: t('{0} is none of RingCentral’s known servers; what it serves can’t be told here.', host),
        },
      ];
}

type WrongServer = Extract<OfflineFinding, { kind: 'wrong-server' }>;

function wrongServer({ jwt, server }: WrongServer, about: Case): Words {
  const [of, at] = [environmentName(jwt), environmentName(server)];
  const { profile } = about;
  const address = profile?.address;
  const cause =
    profile?.server === null
      ? t(
          'The setting for the address of {0} names a server of {1}.',
          environmentName(profile.environment),
          at,
        )
      : t('The profile has a server of its own, which belongs to {0}.', at);
  return {
    headline: t('The JWT was created for {0}, the server belongs to {1}.', of, at),
    short: t('server of {0}', at),
    happened: [bindingWords(jwt, server), nothingSent(), sandboxIsLegacy()],
    causes: [
      address === undefined
        ? { text: cause }
        : { text: cause, evidence: t('The server is {0}.', new URL(address).host) },
      ...(isPartnerUrl(address)
        ? [
            {
              text: t(
                'The server is that of RingCentral’s partners (AT&T Office@Hand, Verizon), who are in production only.',
              ),
            },
          ]
        : []),
    ],
    steps: environmentSteps(about, jwt, server),
    actions: doable(about, [...moveActions(about, jwt), { kind: 'try-anyway' }]),
  };
}
