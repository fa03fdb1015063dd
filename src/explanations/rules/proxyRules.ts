// What is said when something stands between this computer and RingCentral: a proxy, or what does not speak HTTP or TLS.
import { t } from '@vscode/l10n';
import type { Step, Words } from '../explanation.ts';
import {
  addressCauses,
  addressSteps,
  causeActions,
  codeSays,
  connectActions,
  connectSteps,
  firewallStep,
  hostOf,
  isOwn,
  lastStep,
  mayHaveWorked,
  nothingReached,
  proxyStep,
  toProxy,
  type Asked,
} from './requestWords.ts';
import { step } from './steps.ts';

/** For a proxy that fails; VS Code’s proxy support gives no code then, Node’s own gives ERR_PROXY_…. */
export function proxyUnreachable(asked: Asked, code: string): Words {
  return {
    headline: t('No connection to {0} came about, probably because of a proxy.', hostOf(asked)),
    short: t('proxy not reached'),
    happened: [t('Requests go through a proxy where one is set. The way ended there.'), nothingReached()],
    causes: [
      {
        text: t('The proxy can’t be reached or does not let the connection through.'),
        evidence:
          code === ''
            ? t('The error has no code. VS Code’s proxy support gives none when a proxy fails.')
            : t('The error’s code is {0}.', code),
      },
      { text: t('A proxy is still set that belongs to another network.') },
    ],
    steps: [
      ...(isOwn(asked) ? ownProxySteps(asked) : [proxyStep(asked)]),
      firewallStep(asked),
      ...addressSteps(asked),
      lastStep(asked),
    ],
    actions: causeActions(asked, [toProxy]),
  };
}

function ownProxySteps(asked: Asked): Step[] {
  return [
    step(
      'you',
      t(
        'Check VS Code’s setting http.proxy. Where it is empty, the environment variables https_proxy and http_proxy and the proxy of the operating system count.',
      ),
    ),
    step(
      'you',
      t('If {0} should be called without the proxy, add it to the setting http.noProxy.', hostOf(asked)),
    ),
  ];
}

/** For an answer that Node’s HTTP parser refuses. */
export function notHttp(asked: Asked, code: string): Words {
  return {
    headline: t('What answers at {0} does not speak HTTP.', hostOf(asked)),
    short: t('no HTTP'),
    happened: [t('An answer came, but not in the form that every web server uses.'), mayHaveWorked(asked)],
    causes: [
      ...addressCauses(asked),
      { text: t('A proxy or security program on the way changed the answer.'), ...codeSays(code) },
    ],
    steps: connectSteps(asked),
    actions: connectActions(asked),
  };
}

/** For a TLS handshake that fails for another reason than the certificate. */
export function noTls(asked: Asked, code: string): Words {
  return {
    headline: t('No encrypted connection to {0} could be agreed on.', hostOf(asked)),
    short: t('encryption failed'),
    happened: [t('Both sides could not agree on TLS, the encryption of https.'), nothingReached()],
    causes: [
      ...addressCauses(asked),
      {
        text: /WRONG_VERSION|PACKET_LENGTH|HTTP_REQUEST|UNKNOWN_PROTOCOL/.test(code)
          ? t(
              'What answers there is not encrypted: a proxy, a sign-in page of the network, or a server for http only.',
            )
          : t('A proxy or security program on the way opens encrypted connections and fails at it.'),
        ...codeSays(code),
      },
      { text: t('One side knows only versions of TLS that the other does not accept.') },
    ],
    steps: connectSteps(asked),
    actions: connectActions(asked),
  };
}
