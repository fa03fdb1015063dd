// What is said when RingCentral does not take for a JWT of its own what it was sent as one (errors.json, gate `credential`).
import { t } from '@vscode/l10n';
import type { Cause, Words } from '../explanation.ts';
import type { CodeRule, RefusedCase } from '../rule.ts';
import { doable } from './actions.ts';
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
      t(
        'It answered with a code that it does not document. A third party got this code for a dummy text in place of a JWT.',
      ),
    ],
    causes: unreadableCauses(refusal),
    steps: [
      step(
        'you',
        refusal.profile === undefined
          ? t(
              'Copy the JWT again, whole, from where you keep it: it begins with eyJ and has two dots in it. Send the request again. If you no longer have the JWT, go on with the next step.',
            )
          : t(
              'Copy the JWT again, whole, from where you keep it: it begins with eyJ and has two dots in it. Paste it into the profile and get an access token. If you no longer have it, go on with the next step.',
            ),
      ),
      ...newJwtSteps(refusal),
    ],
    actions: doable(refusal, [{ kind: 'paste-jwt' }, { kind: 'create-jwt' }]),
  };
}

/** The first two parts of a stored JWT were read here if anything is known of them; the signature can't be. */
function unreadableCauses({ profile }: RefusedCase): Cause[] {
  if (profile?.jwtEnvironment !== undefined || profile?.ownerId !== undefined) {
    return [
      {
        text: t(
          'The JWT’s last part, the signature, was cut off or changed in copying. Only RingCentral can check it.',
        ),
        evidence: t('The first two parts of the stored JWT can be read here.'),
      },
    ];
  }
  return [
    { text: t('The JWT is not whole: its end was cut off, or a character was lost in copying.') },
    {
      text: t('Something else was sent: a placeholder of a sample, an access token, or the client secret.'),
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
        'It answered that it does not support the algorithm that the JWT is signed with. RingCentral’s own JWTs are created in its Developer Console.',
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
    actions: doable(refusal, [{ kind: 'create-jwt' }, { kind: 'paste-jwt' }]),
  };
}

function issuer({ profile }: RefusedCase): Pick<Cause, 'evidence'> {
  return profile !== undefined && profile.jwtEnvironment === undefined
    ? { evidence: t('The stored JWT names none of RingCentral’s servers.') }
    : {};
}

const asked = (): string => t('RingCentral was asked to exchange a JWT for an access token.');
