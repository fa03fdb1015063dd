// What is said when time ran out: the extension's own limit, or the operating system's.
import { t } from '@vscode/l10n';
import type { TimedOut } from '../../ringcentral/failure.ts';
import type { Case } from '../case.ts';
import type { Words } from '../explanation.ts';
import {
  actionsFor,
  addressCauses,
  addressSteps,
  browserStep,
  codeSays,
  connectActions,
  connectSteps,
  firewallStep,
  hostOf,
  lastStep,
  mayHaveWorked,
  nothingReached,
  proxyStep,
  sandboxCauses,
  sandboxSteps,
  toProxy,
  type Asked,
} from './requestWords.ts';
import type { RuleWords } from './ruleWords.ts';
import { step } from './steps.ts';

/** The setting's default. */
const USUAL_SECONDS = 15;

/** For a request that the extension itself ended at its time limit. */
export function timeoutWords({ afterSeconds, ...failure }: TimedOut, about: Case): RuleWords {
  const asked = { failure, about };
  const words: Words = {
    headline: t('No complete answer came from {0} within {1} s.', hostOf(asked), afterSeconds),
    short: t('timed out'),
    happened: [
      t('The extension ended the request at its time limit, and does not repeat it by itself.'),
      mayHaveWorked(asked),
    ],
    causes: [
      ...(afterSeconds < USUAL_SECONDS
        ? [
            {
              text: t('The time limit is short.'),
              evidence: t('It is {0} s; {1} s is usual.', afterSeconds, USUAL_SECONDS),
            },
          ]
        : []),
      { text: t('The network is slow, or a firewall drops the connection without an answer.') },
      { text: t('RingCentral, or a proxy on the way, is slow at the moment.') },
      ...addressCauses(asked),
      ...sandboxCauses(asked),
    ],
    steps: [
      browserStep(asked),
      ...addressSteps(asked),
      proxyStep(asked),
      firewallStep(asked),
      step(
        'you',
        t('If answers come late: raise VS Code’s setting ringcentralJwt.requestTimeoutSeconds, up to 120.'),
      ),
      ...sandboxSteps(asked),
      lastStep(asked),
    ],
    actions: actionsFor(asked, [{ kind: 'open-setting', setting: 'requestTimeoutSeconds' }, toProxy]),
  };
  return { rule: 'network.timed-out', closedBy: 'network', words };
}

/** For a connection that the operating system gave up. */
export function noConnectionInTime(asked: Asked, code: string, systemCall: string | undefined): Words {
  const wasConnecting =
    systemCall === 'connect' || /^(ERR_TLS_HANDSHAKE_TIMEOUT|UND_ERR_CONNECT_TIMEOUT)$/.test(code);
  return {
    headline: t('The connection to {0} timed out.', hostOf(asked)),
    short: t('timed out'),
    happened: wasConnecting
      ? [t('Nothing answered at that address in time.'), nothingReached()]
      : [t('The connection was given up because no answer came.'), mayHaveWorked(asked)],
    causes: [
      { text: t('A firewall or VPN drops the connection without an answer.'), ...codeSays(code) },
      ...addressCauses(asked),
      { text: t('The network lets requests out through a proxy only, and this one did not go through it.') },
      ...sandboxCauses(asked),
    ],
    steps: connectSteps(asked),
    actions: connectActions(asked),
  };
}
