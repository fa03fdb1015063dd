// What is said when no connection came about or it broke off, told apart by the system's error code.
import { t } from '@vscode/l10n';
import type { NetworkFailed } from '../../ringcentral/failure.ts';
import type { Case } from '../case.ts';
import type { Cause, Step, Words } from '../explanation.ts';
import type { RefusedCase } from '../rule.ts';
import { certificateWords } from './certificateRules.ts';
import { notHttp, noTls, proxyUnreachable } from './proxyRules.ts';
import {
  actionsFor,
  addressCauses,
  addressFirst,
  causeActions,
  codeSays,
  connectActions,
  connectSteps,
  hostOf,
  isLocal,
  isOwn,
  lastStep,
  mayHaveWorked,
  nothingReached,
  sandboxCauses,
  toProxy,
  toProxySupport,
  type Asked,
} from './requestWords.ts';
import type { RuleWords } from './ruleWords.ts';
import { step } from './steps.ts';
import { noConnectionInTime } from './timeoutRules.ts';

/** A kind of network failure: the codes that mean it, and its words. */
interface NetworkRule {
  readonly id: string;
  readonly codes: RegExp;
  readonly words: (asked: Asked, code: string, systemCall: string | undefined) => Words;
}

const RULES: readonly NetworkRule[] = [
  {
    id: 'name-not-found',
    codes: /^(ENOTFOUND|EAI_[A-Z]+|ENODATA|ESERVFAIL|CURLE_COULDNT_RESOLVE_HOST)$/,
    words: nameNotFound,
  },
  { id: 'refused', codes: /^ECONNREFUSED$/, words: refused },
  {
    id: 'reset',
    codes:
      /^(ECONNRESET|ECONNABORTED|EPIPE|ENOTCONN|ERR_STREAM_\w+|ERR_SOCKET_CLOSED\w*|Z_(DATA|BUF)_ERROR|UND_ERR_SOCKET|CURLE_(GOT_NOTHING|RECV_ERROR))$/,
    words: reset,
  },
  {
    id: 'unreachable',
    codes: /^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EHOSTDOWN|ENETRESET|EADDRNOTAVAIL)$/,
    words: unreachable,
  },
  {
    id: 'timed-out',
    codes:
      /^(ETIMEDOUT|ESOCKETTIMEDOUT|ETIMEOUT|ERR_TLS_HANDSHAKE_TIMEOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|CURLE_OPERATION_TIMEDOUT)$/,
    words: noConnectionInTime,
  },
  {
    id: 'proxy-unreachable',
    codes: /^(ERR_PROXY_\w+|CURLE_COULDNT_RESOLVE_PROXY|)$/,
    words: proxyUnreachable,
  },
  { id: 'not-http', codes: /^HPE_\w+$/, words: notHttp },
];

/** For a failure below HTTP. Without a code it most likely comes of VS Code's proxy support, which gives none. */
export function networkWords({ code = '', systemCall, ...failure }: NetworkFailed, about: Case): RuleWords {
  const asked = { failure, about };
  const rule = RULES.find(({ codes }) => codes.test(code));
  if (rule !== undefined) {
    return { rule: `network.${rule.id}`, closedBy: 'network', words: rule.words(asked, code, systemCall) };
  }
  const certificate = certificateWords(asked, code);
  if (certificate !== undefined) return certificate;
  return /^(EPROTO|ERR_SSL_\w+|ERR_TLS_\w+|CURLE_SSL_CONNECT_ERROR)$/.test(code)
    ? { rule: 'network.tls', closedBy: 'network', words: noTls(asked, code) }
    : { rule: 'network.other', closedBy: 'network', words: other(asked, code) };
}

function nameNotFound(asked: Asked, code: string): Words {
  const noNetwork: Cause = { text: t('There is no network, or a VPN that is needed is not connected.') };
  return {
    headline:
      asked.failure.host === ''
        ? t('No address was found for the server’s name.')
        : t('No address was found for the name {0}.', hostOf(asked)),
    short: t('host not found'),
    happened: [
      t('The computer asked the network for the address that belongs to this name, and got none.'),
      nothingReached(),
    ],
    causes: [
      ...addressCauses(asked),
      code === 'EAI_AGAIN'
        ? { ...noNetwork, evidence: t('EAI_AGAIN: the name server did not answer for now.') }
        : { ...noNetwork, evidence: t('{0}: the name is not known where the computer asked.', code) },
      { text: t('In this network only a proxy knows outside names, and the request did not go through it.') },
      ...sandboxCauses(asked),
    ],
    steps: connectSteps(asked),
    actions: addressFirst(asked, [toProxy, toProxySupport]),
  };
}

function refused(asked: Asked, code: string): Words {
  const atHome: Cause = {
    text: t('The program that should answer there is not running.'),
    evidence: t('The address is this computer itself.'),
  };
  const outside: Cause[] = [
    {
      text: t('A firewall, VPN or security program on the way turns the connection away.'),
      ...codeSays(code),
    },
    { text: t('The server is down for the moment.') },
  ];
  return {
    headline: t('The connection to {0} was refused.', hostOf(asked)),
    short: t('connection refused'),
    happened: [t('The computer at that address accepts no connection at this port.'), nothingReached()],
    causes: [
      ...(isLocal(asked) ? [atHome] : []),
      ...addressCauses(asked),
      ...(isLocal(asked) ? [] : outside),
      ...sandboxCauses(asked),
    ],
    steps: connectSteps(asked),
    actions: connectActions(asked),
  };
}

function reset(asked: Asked, code: string): Words {
  return {
    headline: t('The connection to {0} broke off before the answer was there.', hostOf(asked)),
    short: t('connection lost'),
    happened: [t('The request may have been sent, but no whole answer came back.'), mayHaveWorked(asked)],
    causes: [
      {
        text: t('The network changed or was interrupted in between, by a VPN for example.'),
        ...codeSays(code),
      },
      { text: t('A firewall, proxy or security program on the way cut the connection.') },
      ...addressCauses(asked),
      ...sandboxCauses(asked),
      { text: t('The server ended the connection.') },
    ],
    steps: connectSteps(asked),
    actions: connectActions(asked),
  };
}

function unreachable(asked: Asked, code: string): Words {
  return {
    headline: t('There is no way through the network to {0}.', hostOf(asked)),
    short: t('network unreachable'),
    happened: [t('This computer found the server’s address, but no route to it.'), nothingReached()],
    causes: [
      {
        text:
          code === 'EADDRNOTAVAIL'
            ? t('This computer has no address in a network that leads there.')
            : t('This computer has no network, or a VPN or firewall blocks the way.'),
        ...codeSays(code),
      },
      { text: t('The computer tries IPv6, and the network does not carry it.') },
      ...addressCauses(asked),
      ...sandboxCauses(asked),
    ],
    steps: connectSteps(asked),
    actions: connectActions(asked),
  };
}

function other(asked: Asked, code: string): Words {
  return {
    headline: t('The connection to {0} failed with an unknown error.', hostOf(asked)),
    short: t('not reached'),
    happened: [t('The request ended without an answer. What became of it can’t be told from the error.')],
    causes: [
      {
        text: t('Something in the network or on this computer stopped the request.'),
        ...codeSays(code),
      },
      ...addressCauses(asked),
      ...sandboxCauses(asked),
    ],
    steps: connectSteps(asked),
    actions: actionsFor(asked, [{ kind: 'show-log' }, toProxy]),
  };
}

/** For a refusal with status 407, which is the proxy's and not RingCentral's. */
export function proxyWords(refusal: RefusedCase): RuleWords {
  const asked = { failure: refusal.refused, about: refusal };
  const words: Words = {
    headline: t('A proxy wants a sign-in before it lets requests through.'),
    short: t('proxy wants a sign-in'),
    happened: [
      t('The proxy between this computer and {0} answered with status 407.', hostOf(asked)),
      nothingReached(),
    ],
    causes: [
      {
        text: t('The request had no user name and password for the proxy, or the proxy did not take them.'),
        evidence: t('Status 407 only comes from a proxy: “Proxy Authentication Required”.'),
      },
      { text: t('The proxy wants a way of signing in that the request did not offer.') },
    ],
    steps: [...signInSteps(asked), lastStep(asked)],
    actions: causeActions(asked, [toProxy]),
  };
  return { rule: 'network.proxy-sign-in', closedBy: 'network', words };
}

function signInSteps(asked: Asked): Step[] {
  const told = step(
    'network-admin',
    t('Tell how programs sign in to the proxy, or let {0} be called without it.', hostOf(asked)),
  );
  if (!isOwn(asked)) {
    return [told, step('you', t('Give the program that sent the request what it needs for that.'))];
  }
  return [
    step('you', t('When VS Code asks for the proxy’s user name and password, enter those of your network.')),
    told,
    step(
      'you',
      t(
        'Enter it in VS Code’s settings: http.proxyAuthorization or http.proxyKerberosServicePrincipal for a sign-in, http.noProxy for {0} without the proxy. Settings are not kept secret.',
        hostOf(asked),
      ),
    ),
  ];
}
