// What is said when a server's certificate does not pass the check, by Node's and OpenSSL's codes. None of it advises to
// pass the check over: it is what keeps secrets from whoever stands in between.
import { t } from '@vscode/l10n';
import { CHECKS_OFF } from '../../ringcentral/failure.ts';
import type { Action, Step, Words } from '../explanation.ts';
import { utcTime } from '../times.ts';
import {
  actionsFor,
  addressCauses,
  addressFirst,
  addressSteps,
  causeActions,
  codeSays,
  hostOf,
  isKnownHost,
  isOwn,
  lastStep,
  nothingReached,
  sandboxCauses,
  type Asked,
} from './requestWords.ts';
import type { RuleWords } from './ruleWords.ts';
import { step } from './steps.ts';

/** A kind of distrust: the codes that mean it, and its words. */
interface CertificateRule {
  readonly id: string;
  readonly codes: RegExp;
  readonly words: (asked: Asked, code: string) => Words;
}

const RULES: readonly CertificateRule[] = [
  { id: 'certificate-expired', codes: /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/, words: outOfDate },
  {
    id: 'certificate-name',
    codes: /^(ERR_TLS_CERT_ALTNAME_(INVALID|FORMAT)|HOSTNAME_MISMATCH)$/,
    words: wrongName,
  },
  {
    id: 'certificate-issuer',
    codes:
      /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_UNTRUSTED|INVALID_CA)$/,
    words: unknownIssuer,
  },
  { id: 'certificate-checks-off', codes: new RegExp(`^${CHECKS_OFF}$`), words: checksOff },
  { id: 'certificate-revoked', codes: /^CERT_(REVOKED|REJECTED)$/, words: revoked },
  {
    id: 'certificate',
    codes:
      /^(CERT_\w+|CRL_\w+|UNABLE_TO_\w+|ERROR_IN_(CERT|CRL)_\w+|PATH_LENGTH_EXCEEDED|INVALID_PURPOSE|ERR_TLS_CERT_\w+|UNSPECIFIED|CURLE_PEER_FAILED_VERIFICATION)$/,
    words: distrusted,
  },
];

/** For a certificate's code; undefined for any other. */
export function certificateWords(asked: Asked, code: string): RuleWords | undefined {
  const rule = RULES.find(({ codes }) => codes.test(code));
  return rule && { rule: `network.${rule.id}`, closedBy: 'network', words: rule.words(asked, code) };
}

const happened = (): string[] => [
  t(
    'Before anything is sent, the server proves with a certificate who it is. This one did not pass the check.',
  ),
  nothingReached(),
];

const inspected = (): string =>
  t(
    'A proxy or security program opens encrypted connections and shows a certificate of its own, as many companies do.',
  );

const toCertificates: Action = { kind: 'open-setting', setting: 'systemCertificates' };

/** Not sent by ourselves: without checks anybody in between could read the credential. */
function checksOff(asked: Asked): Words {
  return {
    headline: t('Certificate checks are switched off for VS Code, so nothing was sent.'),
    short: t('checks are off'),
    happened: [
      t(
        'Without these checks anybody between this computer and {0} could read the credential and the token.',
        hostOf(asked),
      ),
      t('The extension never sends them then.'),
    ],
    causes: [
      {
        text: t(
          'The environment that VS Code was started in switches the checks off for every program on Node.js.',
        ),
        evidence: t('The variable NODE_TLS_REJECT_UNAUTHORIZED is 0.'),
      },
    ],
    steps: [
      step(
        'you',
        t(
          'Find where NODE_TLS_REJECT_UNAUTHORIZED is set, in your shell’s profile or the system’s settings for example, and remove it.',
        ),
      ),
      step(
        'network-admin',
        t(
          'If it was set because of a certificate of your company’s: add that certificate to the operating system’s store, where VS Code looks for it.',
        ),
      ),
      step('you', t('Close all windows of VS Code, start it again, and try again.')),
    ],
    actions: [{ kind: 'try-again' }, toCertificates],
  };
}

function unknownIssuer(asked: Asked, code: string): Words {
  return {
    headline: t('The issuer of the certificate of {0} is not trusted here.', hostOf(asked)),
    short: t('certificate not trusted'),
    happened: happened(),
    causes: [
      { text: inspected(), evidence: issuerEvidence(code) },
      ...(isKnownHost(asked) || asked.failure.host === ''
        ? []
        : [{ text: t('The server has a certificate that it, or your company, issued itself.') }]),
      { text: t('The company’s root certificate is not installed here, or not used for this request.') },
      { text: t('Somebody in between pretends to be the server.') },
    ],
    steps: trustSteps(asked),
    actions: certificateActions(asked),
  };
}

function issuerEvidence(code: string): string {
  switch (code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return t('{0}: the certificate is signed by itself.', code);
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return t('{0}: the certificate leads to a root certificate that is not known here.', code);
    default:
      return t('{0}: the certificate that it leads to is not known here.', code);
  }
}

function outOfDate(asked: Asked, code: string): Words {
  const isOver = code === 'CERT_HAS_EXPIRED';
  return {
    headline: isOver
      ? t('The certificate of {0} has expired by this computer’s clock.', hostOf(asked))
      : t('The certificate of {0} is not valid yet, by the clock here.', hostOf(asked)),
    short: isOver ? t('certificate expired') : t('certificate not valid yet'),
    happened: happened(),
    causes: [
      {
        text: t('The clock of this computer is wrong.'),
        evidence: t('By this computer it is {0} UTC.', utcTime(asked.about.now)),
      },
      ...addressCauses(asked),
      {
        text: isOver ? t('The certificate was not renewed in time.') : t('The certificate is brand-new.'),
        ...codeSays(code),
      },
      { text: inspected() },
      ...sandboxCauses(asked),
    ],
    steps: [
      step('you', t('Check date, time and time zone of this computer.')),
      ...addressSteps(asked),
      lookStep(asked),
      renewStep(),
      lastStep(asked),
    ],
    actions: actionsFor(asked),
  };
}

function wrongName(asked: Asked, code: string): Words {
  return {
    headline: t('The certificate of {0} is made out to another name.', hostOf(asked)),
    short: t('certificate of another host'),
    happened: happened(),
    causes: [
      ...addressCauses(asked),
      {
        text: t('The network leads to its own sign-in page or to another server instead.'),
        ...codeSays(code),
      },
      { text: inspected() },
      { text: t('Somebody in between pretends to be the server.') },
    ],
    steps: [
      step('you', t('If this network wants a sign-in in the browser, sign in there.')),
      ...addressSteps(asked),
      lookStep(asked),
      lastStep(asked),
    ],
    actions: addressFirst(asked),
  };
}

function revoked(asked: Asked, code: string): Words {
  return {
    headline: t('The certificate of {0} was revoked by its issuer.', hostOf(asked)),
    short: t('certificate revoked'),
    happened: happened(),
    causes: [
      { text: t('The issuer withdrew the certificate, and it was not replaced.'), ...codeSays(code) },
      ...addressCauses(asked),
      { text: t('Somebody in between pretends to be the server.') },
    ],
    steps: [...addressSteps(asked), lookStep(asked), lastStep(asked)],
    actions: actionsFor(asked),
  };
}

function distrusted(asked: Asked, code: string): Words {
  return {
    headline: t('The certificate of {0} does not pass the check.', hostOf(asked)),
    short: t('certificate not trusted'),
    happened: happened(),
    causes: [{ text: inspected(), ...codeSays(code) }, ...addressCauses(asked)],
    steps: trustSteps(asked),
    actions: certificateActions(asked),
  };
}

function trustSteps(asked: Asked): Step[] {
  return [
    ...addressSteps(asked),
    lookStep(asked),
    step(
      'network-admin',
      t(
        'If it is your company’s doing: install its root certificate in the certificate store of the operating system.',
      ),
    ),
    step(
      'you',
      isOwn(asked)
        ? t(
            'See that VS Code’s setting http.systemCertificates is on: it reads that store. Reload the window.',
          )
        : t('Let the program that sent the request use that store; many have a setting for it.'),
    ),
    lastStep(asked),
  ];
}

/** A browser tells who issued the certificate. */
function lookStep(asked: Asked): Step {
  return step(
    'you',
    t(
      'Look in a browser at who issued the certificate of {0}. If it is not your company, and you do not know the name, use another network.',
      hostOf(asked),
    ),
  );
}

const renewStep = (): Step => step('network-admin', t('If it is a certificate of your company’s, renew it.'));

function certificateActions(asked: Asked): Action[] {
  return causeActions(asked, [toCertificates]);
}
