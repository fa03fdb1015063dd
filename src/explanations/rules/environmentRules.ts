// What is said when RingCentral refuses a JWT without a code of its own (facts, sections 1 to 3, 5 and 6).
import { t } from '@vscode/l10n';
import type { Environment } from '../../ringcentral/environment.ts';
import type { Cause, Words } from '../explanation.ts';
import { credentialsPage } from '../pages.ts';
import type { RefusedCase } from '../rule.ts';
import { utcTime } from '../times.ts';
import { bindingWords, environmentName } from '../words.ts';
import { doable, moveActions, openPage } from './actions.ts';
import {
  askedEnvironment,
  hostEnvironment,
  isPartnerUrl,
  otherEnvironment,
  sandboxIsLegacy,
  serverName,
} from './environments.ts';
import { expiredWords } from './expiredJwt.ts';
import type { RuleWords } from './ruleWords.ts';
import { environmentSteps, newJwtSteps, step } from './steps.ts';

/**
 * For a token refusal `invalid_grant` without a code that is known. RingCentral publishes no answer for a JWT that is
 * expired, deleted or of the other environment (facts, section 2): what the JWT says of itself decides.
 */
export function unknownGrantWords(refusal: RefusedCase): RuleWords {
  const { profile, now } = refusal;
  const other = otherEnvironment(refusal);
  if (other !== undefined) {
    return {
      rule: 'wrong-environment.token',
      closedBy: 'environment',
      words: wrongEnvironment(refusal, other),
    };
  }
  const expiresAt = profile?.jwtExpiresAt;
  return typeof expiresAt === 'number' && expiresAt <= now
    ? {
        rule: 'jwt-expired.token',
        closedBy: 'credential',
        words: expiredWords(refusal, expiresAt, withoutCode(refusal)),
      }
    : { rule: 'jwt-not-accepted.token', closedBy: 'credential', words: notAccepted(refusal) };
}

function wrongEnvironment(refusal: RefusedCase, jwt: Environment): Words {
  const asked = askedEnvironment(refusal) ?? jwt;
  const [of, at] = [environmentName(jwt), environmentName(asked)];
  return {
    headline: t('The JWT was created for {0}, but {1} was asked for a token.', of, at),
    short: t('JWT of {0}', of),
    happened: [withoutCode(refusal), bindingWords(jwt, asked), sandboxIsLegacy()],
    causes: [
      {
        text: t('The JWT is of the other environment. RingCentral does not publish what it answers then.'),
        evidence: t('The JWT names {0}; the request went to {1} in {2}.', of, serverName(refusal), at),
      },
      ...expiredToo(refusal),
      { text: t('The JWT was deleted in the Developer Console. It does not show that itself.') },
    ],
    steps: environmentSteps(refusal, jwt, asked),
    actions: doable(refusal, moveActions(refusal, jwt)),
  };
}

function expiredToo({ profile, now }: RefusedCase): Cause[] {
  const expiresAt = profile?.jwtExpiresAt;
  if (typeof expiresAt !== 'number' || expiresAt > now) return [];
  return [
    {
      text: t('The JWT has expired as well, so that a new one is needed in either environment.'),
      evidence: t('In the JWT: its end (exp) is {0} UTC.', utcTime(expiresAt)),
    },
  ];
}

function withoutCode(refusal: RefusedCase): string {
  const { code } = refusal;
  return code === undefined
    ? t('{0} refused the JWT (invalid_grant) without a code that says why.', serverName(refusal))
    : t(
        '{0} refused the JWT (invalid_grant) with a code that is not known here: {1}.',
        serverName(refusal),
        code,
      );
}

function notAccepted(refusal: RefusedCase): Words {
  const mayHaveExpired = refusal.profile?.jwtExpiresAt === undefined;
  return {
    headline: mayHaveExpired
      ? t('RingCentral did not accept the JWT and did not say why.')
      : t('RingCentral did not accept the JWT: it was probably deleted in the console.'),
    short: t('JWT not accepted'),
    happened: [
      withoutCode(refusal),
      t(
        'RingCentral does not publish what it answers to a JWT that is deleted, expired or of the other environment. The causes are inferred.',
      ),
      ...(askedEnvironment(refusal) === 'sandbox' ? [sandboxIsLegacy()] : []),
    ],
    causes: [
      {
        text: t('The JWT was deleted in the Developer Console. It does not show that itself.'),
        ...runs(refusal),
      },
      ...(mayHaveExpired ? [{ text: t('The JWT has expired. When it ends is not known here.') }] : []),
      ...environmentCauses(refusal),
      {
        text: t(
          'A character of the JWT was lost or changed in copying. Only RingCentral can check its signature.',
        ),
      },
    ],
    steps: [
      step(
        'you',
        refusal.profile === undefined
          ? t(
              'In the Developer Console hover over your name (top right) → “Credentials”. See whether the JWT is still listed and has not expired. If so, copy it again from where you keep it and go on with the last step.',
            )
          : t(
              'In the Developer Console hover over your name (top right) → “Credentials”. See whether the JWT is still listed and has not expired. If so, paste it into the profile again and go on with the last step.',
            ),
        credentialsPage(),
      ),
      ...newJwtSteps(refusal),
    ],
    actions: doable(refusal, [openPage(credentialsPage()), { kind: 'paste-jwt' }, { kind: 'create-jwt' }]),
  };
}

/** What speaks against an expiry, which leaves the deletion. */
function runs({ profile }: RefusedCase): Pick<Cause, 'evidence'> {
  const expiresAt = profile?.jwtExpiresAt;
  if (expiresAt === undefined) return {};
  return {
    evidence:
      expiresAt === 'none-set'
        ? t('It has not expired: the JWT has no expiry set.')
        : t('It has not expired: the JWT runs until {0} UTC.', utcTime(expiresAt)),
  };
}

function environmentCauses(refusal: RefusedCase): Cause[] {
  const { profile, refused } = refusal;
  const causes: Cause[] = [];
  if (profile?.jwtEnvironment === undefined) {
    const text = t('The JWT was created for another environment than the one that was asked.');
    const evidence = t('The JWT names none of RingCentral’s environments.');
    causes.push(profile === undefined ? { text } : { text, evidence });
  }
  if (isPartnerUrl(`https://${refused.host}`)) {
    causes.push({
      text: t(
        'The server is that of RingCentral’s partners (AT&T Office@Hand, Verizon). A JWT made for platform.ringcentral.com probably fails there; RingCentral does not document this.',
      ),
      evidence: t('The request went to {0}.', refused.host),
    });
  } else if (refused.host !== '' && hostEnvironment(refused.host) === undefined) {
    causes.push({
      text: t('The server belongs to another environment than its profile says.'),
      evidence: t(
        '{0} is none of RingCentral’s known servers; what it serves can’t be told here.',
        refused.host,
      ),
    });
  }
  return causes;
}
