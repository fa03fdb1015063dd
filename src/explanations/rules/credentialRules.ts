// What is said when RingCentral does not take for a JWT of its own what it was sent as one (errors.json, gate `credential`).
import { t } from '@vscode/l10n';
import type { Cause, Words } from '../explanation.ts';
import type { CodeRule, RefusedCase } from '../rule.ts';
import { newJwtSteps, step } from './steps.ts';

/** The codes that close the gate `credential`. */
export const credentialRules: readonly CodeRule[] = [
  { code: 'OAU-331', phases: ['token'], closedBy: 'credential', words: notReadable },
  { code: 'OAU-347', phases: ['token'], closedBy: 'credential', words: notSignedByConsole },
];

function notReadable(refusal: RefusedCase): Words {
  return {
    headline: t('RingCentral can’t read what it was sent as the JWT.'),
    short: t('JWT not readable'),
    happened: [
      asked(),
      t('It answered with a code that it does not document, and that seems to mean: this is no JWT.'),
    ],
    causes: [
      {
        text: t('The JWT is not whole: its end was cut off, or a character was lost when it was copied.'),
        evidence: t(
          'A third party who sent a dummy text in place of a JWT got OAU-331. RingCentral does not document this code.',
        ),
      },
      ...lastPart(refusal),
      {
        text: t('Something else was sent: a placeholder of a sample, an access token, or the client secret.'),
      },
    ],
    steps: [
      step(
        'you',
        t(
          'Copy the JWT again, whole, from where you keep it: it begins with eyJ and has two dots in it. Paste it into the profile and get an access token. If you have it no more, go on with the next step.',
        ),
      ),
      ...newJwtSteps(refusal),
    ],
    actions: [{ kind: 'paste-jwt' }, { kind: 'create-jwt' }],
  };
}

/** The first two parts of a stored JWT were read here if anything is known of them; the signature can't be. */
function lastPart({ profile }: RefusedCase): Cause[] {
  if (profile?.jwtEnvironment === undefined && profile?.ownerId === undefined) return [];
  return [
    {
      text: t(
        'Only the JWT’s last part, the signature, is damaged. The extension can’t check that; RingCentral can.',
      ),
      evidence: t('The first two parts of the stored JWT can be read.'),
    },
  ];
}

function notSignedByConsole(refusal: RefusedCase): Words {
  return {
    headline: t('The JWT is signed in a way that RingCentral does not accept.'),
    short: t('JWT not RingCentral’s'),
    happened: [
      asked(),
      t(
        'It answered that it does not support the algorithm that the JWT is signed with. RingCentral takes only JWTs that were created in its Developer Console.',
      ),
    ],
    causes: [
      {
        text: t(
          'The JWT was made by a program or a website, for example signed with the client secret (HS256) or with a key of your own.',
        ),
        evidence: t('RingCentral documents OAU-347 for a signing algorithm that it does not support here.'),
      },
      { text: t('The JWT is another service’s.'), ...issuer(refusal) },
    ],
    steps: newJwtSteps(refusal),
    actions: [{ kind: 'create-jwt' }, { kind: 'paste-jwt' }],
  };
}

function issuer({ profile }: RefusedCase): Pick<Cause, 'evidence'> {
  return profile !== undefined && profile.jwtEnvironment === undefined
    ? { evidence: t('The stored JWT names none of RingCentral’s servers.') }
    : {};
}

const asked = (): string => t('RingCentral was asked to exchange a JWT for an access token.');
