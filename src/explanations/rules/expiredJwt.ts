// What is said of a JWT whose time is over, sent or not (facts, sections 3 and 5).
import { t } from '@vscode/l10n';
import type { Case } from '../case.ts';
import type { Words } from '../explanation.ts';
import { utcDay, utcTime } from '../times.ts';
import { doable } from './actions.ts';
import { sandboxIsLegacy } from './environments.ts';
import { newJwtSteps } from './steps.ts';

/**
 * For a JWT whose time is over, whether RingCentral was asked or not.
 * @param at when it ended, in ms
 * @param refusal what RingCentral answered, in a sentence; left out where nothing was sent
 */
export function expiredWords(about: Case, at: number, refusal?: string): Words {
  const isChecked = refusal === undefined;
  return {
    headline: t('The JWT expired on {0} (UTC). A new one is needed.', utcDay(at)),
    short: t('JWT expired'),
    happened: [
      refusal ?? nothingSent(),
      ...(about.profile?.environment === 'sandbox' ? [sandboxIsLegacy()] : []),
    ],
    causes: [
      {
        text: t('An expiration date was set when the JWT was created, and that day is over in UTC.'),
        evidence: t('In the JWT: its end (exp) is {0} UTC.', utcTime(at)),
      },
      // A refusal agrees with the clock.
      ...(isChecked
        ? [
            {
              text: t(
                'The clock of this computer is ahead, and the JWT still runs. Then choose “Try Anyway”.',
              ),
              evidence: t('By this computer it is {0} UTC.', utcTime(about.now)),
            },
          ]
        : []),
    ],
    steps: newJwtSteps(about, t('If “Expiration Date (UTC)” stays empty there, the JWT has no expiry set.')),
    actions: doable(about, [
      { kind: 'create-jwt' },
      { kind: 'paste-jwt' },
      ...(isChecked ? [{ kind: 'try-anyway' } as const] : []),
    ]),
  };
}

/** Said of all that is found before a request. */
export const nothingSent = (): string =>
  t('This was seen before any request. Nothing was sent to RingCentral.');
