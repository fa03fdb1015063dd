// What the rules for a request without an answer share: whom it went to, what may have come of it, and what to do next.
import { t } from '@vscode/l10n';
import { environmentOfUrl } from '../../ringcentral/environment.ts';
import type { Evidence } from '../../ringcentral/failure.ts';
import { toPlainText } from '../../ringcentral/plainText.ts';
import { isLoopback } from '../../ringcentral/serverUrl.ts';
import type { Case } from '../case.ts';
import type { Action, Cause, Step, Words } from '../explanation.ts';
import { environmentName } from '../words.ts';
import { sandboxIsLegacy } from './environments.ts';
import { step } from './steps.ts';

/** A request, and the case it belongs to. */
export interface Asked {
  readonly failure: Evidence;
  readonly about: Case;
}

/** A host as it fits into a sentence; a pasted text may not tell it. */
export function shortHost(host: string): string {
  return host === '' ? t('the server') : toPlainText(host, 36);
}

/** The host that was asked, as it fits into a sentence. */
export function hostOf({ failure }: Asked): string {
  return shortHost(failure.host);
}

/** Whether the host is on this computer. */
export function isLocal({ failure }: Asked): boolean {
  const address = `http://${failure.host}`;
  return URL.canParse(address) && isLoopback(address);
}

/** Whether RingCentral documents the host (facts, section 6). */
export function isKnownHost({ failure }: Asked): boolean {
  return environmentOfUrl(`https://${failure.host}`) !== undefined;
}

/** Nothing of the request left this computer, or got further than the first hop. */
export const nothingReached = (): string => t('The request did not reach RingCentral.');

/** Whether this extension sent the request; otherwise it is an answer that somebody pasted, and VS Code has no part in it. */
export const isOwn = ({ about }: Asked): boolean => about.profile !== undefined;

/** What a request that was sent, but not answered, may have done (facts, section 4). */
export function mayHaveWorked({ failure }: Asked): string {
  switch (failure.phase) {
    case 'token':
      return t(
        'RingCentral may have opened a session all the same. It usually keeps five for one user and one app; a further one ends the oldest, and its token.',
      );
    case 'revoke':
      return t('Whether RingCentral ended the session is not known.');
    case 'api':
      return t('Whether RingCentral carried out the call is not known.');
  }
}

/** The address as a cause, where it is none of RingCentral's documented ones. */
export function addressCauses(asked: Asked): Cause[] {
  const { failure, about } = asked;
  if (isKnownHost(asked) || failure.host === '') return [];
  const { profile } = about;
  if (profile === undefined) {
    return [
      {
        text: t('The server’s URL is wrong.'),
        evidence: t('RingCentral documents no server {0}.', hostOf(asked)),
      },
    ];
  }
  return [
    profile.server === null
      ? {
          text: t('The setting for the address of {0} is wrong.', environmentName(profile.environment)),
          evidence: t('It leads to {0}, which RingCentral does not document.', hostOf(asked)),
        }
      : {
          text: t('The profile has a server of its own, and its URL is wrong.'),
          evidence: t('It leads to {0}, which RingCentral does not document.', hostOf(asked)),
        },
  ];
}

/** The sandbox's future as a cause, where the request was for the sandbox (facts, section 5). */
export function sandboxCauses(asked: Asked): Cause[] {
  const ofHost = environmentOfUrl(`https://${asked.failure.host}`);
  if ((ofHost ?? asked.about.profile?.environment) !== 'sandbox') return [];
  return [
    {
      text: t('The sandbox’s servers may be gone. {0}', sandboxIsLegacy()),
      evidence:
        ofHost === undefined
          ? t('The profile is for the sandbox.')
          : t('{0} is the sandbox’s server.', hostOf(asked)),
    },
  ];
}

/** RingCentral's documented servers (facts, section 6). */
export const knownServers = (): string =>
  t(
    'RingCentral’s servers are platform.ringcentral.com, for partners’ accounts platform.ringcentral.biz, and for the sandbox platform.devtest.ringcentral.com.',
  );

/** Where to look at the address, if it is none of RingCentral's documented ones. */
export function addressSteps(asked: Asked): Step[] {
  if (isKnownHost(asked)) return [];
  const { profile } = asked.about;
  const known = knownServers();
  if (profile === undefined) {
    return [step('you', t('Check the URL of the server that was called. {0}', known))];
  }
  return [
    profile.server === null
      ? step(
          'you',
          t('Check the setting ringcentralJwt.servers.{0}: name and port. {1}', profile.environment, known),
        )
      : step('you', t('Edit the profile and check its server: name and port. {0}', known)),
  ];
}

/** For a sandbox that can't be reached, the other way to work (facts, section 5). */
export function sandboxSteps(asked: Asked): Step[] {
  return sandboxCauses(asked).map(() =>
    step(
      'you',
      t(
        'If the sandbox stays out of reach for days: work in Production, with a private app that has few permissions, a service user (one that only programs use) and a JWT of its own.',
      ),
    ),
  );
}

/** Where the proxy of whatever sent the request is set. */
export function proxyStep(asked: Asked): Step {
  return step(
    'you',
    isOwn(asked)
      ? t(
          'If browsers here go through a proxy, enter its address in VS Code’s setting http.proxy, and see that http.proxySupport is not “off”.',
        )
      : t(
          'If browsers here go through a proxy, give its address to the program that sent the request. Many read the environment variable https_proxy.',
        ),
  );
}

/** What only a network's administrator can open. */
export function firewallStep(asked: Asked): Step {
  return step(
    'network-admin',
    t(
      'Allow HTTPS connections from this computer to {0}, where a firewall, VPN or proxy blocks them.',
      hostOf(asked),
    ),
  );
}

/** A browser shows whether the network is at fault; on this computer there is no network in between. */
export function browserStep(asked: Asked): Step {
  const host = asked.failure.host;
  if (isLocal(asked)) {
    return step('you', t('Start the program that should answer at {0} on this computer.', hostOf(asked)));
  }
  return step(
    'you',
    host === ''
      ? t(
          'See whether a browser on the same computer opens other websites. If it does not, connect to the network or the VPN.',
        )
      : t(
          'Open https://{0} in a browser on this computer. Any page is good, an error page too. If none comes, connect to the network or the VPN.',
          shortHost(host),
        ),
  );
}

/** What to do once the cause is gone: no secret has to change. */
export function lastStep({ failure }: Asked): Step {
  switch (failure.phase) {
    case 'token':
      return step('you', t('Then try again. JWT, client ID and client secret stay as they are.'));
    case 'revoke':
      return step(
        'you',
        t('There is no need to revoke again: the access token ends by itself when its time is over.'),
      );
    case 'api':
      return step('you', t('Then repeat the call. Access token and JWT stay as they are.'));
  }
}

/** Trying again first, then what mends the address, then others; three at most. */
export function actionsFor(asked: Asked, others: readonly Action[] = []): Action[] {
  return doableHere(asked, [...againActions(asked), ...addressActions(asked), ...others]);
}

/** What mends the address first, where a wrong one is the likeliest cause; then trying again, then others. */
export function addressFirst(asked: Asked, others: readonly Action[] = []): Action[] {
  return doableHere(asked, [...addressActions(asked), ...againActions(asked), ...others]);
}

/** What leads to the cause first: the address where it can be wrong, then what is given, then trying again. */
export function causeActions(asked: Asked, others: readonly Action[] = []): Action[] {
  return doableHere(asked, [...addressActions(asked), ...others, ...againActions(asked)]);
}

function againActions({ failure }: Asked): Action[] {
  return failure.phase === 'revoke' ? [] : [{ kind: 'try-again' }];
}

/** A request that somebody else sent can't be sent again here, and no setting of VS Code's was at work. */
function doableHere(asked: Asked, actions: readonly Action[]): Action[] {
  if (!isOwn(asked)) return actions.filter(({ kind }) => kind === 'open-page');
  return actions.length > 0 ? actions.slice(0, 3) : [{ kind: 'show-log' }];
}

function addressActions(asked: Asked): Action[] {
  const { profile } = asked.about;
  if (profile === undefined || isKnownHost(asked)) return [];
  return [
    profile.server === null
      ? { kind: 'open-setting', setting: 'servers' }
      : { kind: 'edit-profile', part: 'server' },
  ];
}

/** The system's code, as what speaks for a cause. */
export function codeSays(code: string): Pick<Cause, 'evidence'> {
  return /^\w{1,64}$/.test(code) ? { evidence: t('The error’s code is {0}.', code) } : {};
}

/** Opens VS Code’s proxy settings. */
export const toProxy: Action = { kind: 'open-setting', setting: 'proxy' };

/** Opens VS Code’s setting for whether it uses a proxy at all. */
export const toProxySupport: Action = { kind: 'open-setting', setting: 'proxySupport' };

/** The steps that every failure to connect has. */
export function connectSteps(asked: Asked): Words['steps'] {
  const network = isLocal(asked) ? [] : [proxyStep(asked), firewallStep(asked)];
  const first = isLocal(asked)
    ? [browserStep(asked), ...addressSteps(asked)]
    : [...addressSteps(asked), browserStep(asked)];
  return [...first, ...network, ...sandboxSteps(asked), lastStep(asked)];
}

/** The actions that every failure to connect has. */
export function connectActions(asked: Asked): Action[] {
  return actionsFor(asked, isLocal(asked) ? [] : [toProxy, toProxySupport]);
}
