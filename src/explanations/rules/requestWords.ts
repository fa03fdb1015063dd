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
export const nothingReached = (): string => t('Nothing of the request reached RingCentral.');

/** What a request that was sent, but not answered, may have done (facts, section 4). */
export function mayHaveWorked({ failure }: Asked): string {
  switch (failure.phase) {
    case 'token':
      return t(
        'RingCentral may have opened a session all the same. One user usually has five with an app, and a further one ends the oldest.',
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

/** Where to look at the address, if it is none of RingCentral's documented ones. */
export function addressSteps(asked: Asked): Step[] {
  if (isKnownHost(asked)) return [];
  const { profile } = asked.about;
  const known = t(
    'RingCentral’s servers are platform.ringcentral.com, for partners’ accounts platform.ringcentral.biz, and for the sandbox platform.devtest.ringcentral.com.',
  );
  if (profile === undefined)
    return [step('you', t('Check the URL of the server that was called. {0}', known))];
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
        'If only the sandbox can’t be reached, for days even: work in Production, with a private app that has few permissions and a user of its own. It needs a JWT of its own.',
      ),
    ),
  );
}

/** Where VS Code's proxy is set. */
export function proxyStep(): Step {
  return step(
    'you',
    t(
      'If browsers here go through a proxy, enter its address in VS Code’s setting http.proxy. The setting http.proxySupport must not be “off”.',
    ),
  );
}

/** A browser shows whether the network is at fault. */
export function browserStep(asked: Asked): Step {
  const host = asked.failure.host;
  return step(
    'you',
    host === ''
      ? t(
          'See whether a browser on the same computer opens other websites. If it does not, connect to the network or the VPN.',
        )
      : t(
          'Open https://{0} in a browser on this computer. Any page will do, an error of RingCentral’s too. If none comes, connect to the network or the VPN.',
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

/** Trying again and seeing to the address where they can help, with others between them; three at most, one at least. */
export function actionsFor(asked: Asked, others: readonly Action[] = []): Action[] {
  const { failure, about } = asked;
  const again: Action[] =
    failure.phase === 'revoke' || about.profile === undefined ? [] : [{ kind: 'try-again' }];
  const actions = [...again, ...addressActions(asked), ...others].slice(0, 3);
  return actions.length > 0 ? actions : [{ kind: 'show-log' }];
}

function addressActions(asked: Asked): Action[] {
  const { profile } = asked.about;
  if (profile === undefined || isKnownHost(asked)) return [];
  return [profile.server === null ? { kind: 'open-setting', setting: 'servers' } : { kind: 'edit-profile' }];
}

/** The system's code, as what speaks for a cause. */
export function codeSays(code: string): Pick<Cause, 'evidence'> {
  return /^\w{1,64}$/.test(code) ? { evidence: t('The error’s code is {0}.', code) } : {};
}

/** Opens VS Code’s proxy settings. */
export const toProxy: Action = { kind: 'open-setting', setting: 'proxy' };

/** The steps that every failure to connect has. */
export function connectSteps(asked: Asked): Words['steps'] {
  return [browserStep(asked), ...addressSteps(asked), proxyStep(), ...sandboxSteps(asked), lastStep(asked)];
}
