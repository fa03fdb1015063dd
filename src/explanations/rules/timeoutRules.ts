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
  connectSteps,
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

/** For a request that the extension itself ended at its time limit. */
export function timeoutWords({ afterSeconds, ...failure }: TimedOut, about: Case): RuleWords {
  const asked = { failure, about };
  const words: Words = {
    headline: t('No complete answer came from {0} within {1} s.', hostOf(asked), afterSeconds),
    short: t('timed out'),
    happened: [
      t('The request was ended when its time limit was over; it is not repeated by itself.'),
      mayHaveWorked(asked),
    ],
    causes: [
      { text: t('The network is slow, or a firewall drops the connection without a word.') },
      { text: t('RingCentral, or a proxy on the way, takes long at the moment.') },
      { text: t('The time limit is short.'), evidence: t('It is {0} s; 15 s is usual.', afterSeconds) },
      ...addressCauses(asked),
      ...sandboxCauses(asked),
    ],
    steps: [
      browserStep(asked),
      ...addressSteps(asked),
      proxyStep(),
      step(
        'you',
        t('If answers come, but late: raise the setting ringcentralJwt.requestTimeoutSeconds, up to 120.'),
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
  const wasConnecting = systemCall === 'connect' || code === 'ERR_TLS_HANDSHAKE_TIMEOUT';
  return {
    headline: t('The connection to {0} timed out.', hostOf(asked)),
    short: t('timed out'),
    happened: wasConnecting
      ? [t('Nothing answered at that address in time.'), nothingReached()]
      : [t('The operating system gave the connection up because no answer came.'), mayHaveWorked(asked)],
    causes: [
      { text: t('A firewall or VPN drops the connection without a word.'), ...codeSays(code) },
      ...addressCauses(asked),
      { text: t('VS Code connects directly where it should go through a proxy.') },
      ...sandboxCauses(asked),
    ],
    steps: connectSteps(asked),
    actions: actionsFor(asked, [toProxy]),
  };
}
