// What is said of a JWT whose time is over, sent or not (facts, sections 3 and 5).
import { t } from '@vscode/l10n';
import type { Case } from '../case.ts';
import type { Words } from '../explanation.ts';
import { utcDay, utcTime } from '../times.ts';
import { doable } from './actions.ts';
import { sandboxIsLegacy } from './environments.ts';
import { newJwtSteps, step } from './steps.ts';

/**
 * For a JWT whose time is over, whether RingCentral was asked or not.
 * @param at when it ended, in ms
 */
export function expiredWords(about: Case, at: number, happened: readonly string[]): Words {
  return {
    headline: t('The JWT expired on {0} (UTC). A new one is needed.', utcDay(at)),
    short: t('JWT expired'),
    happened: [
      t('The JWT says of itself that it runs until {0} UTC.', utcTime(at)),
      ...happened,
      ...(about.profile?.environment === 'sandbox' ? [sandboxIsLegacy()] : []),
    ],
    causes: [
      {
        text: t('An expiration date was set when the JWT was created, and that day is over in UTC.'),
        evidence: t('In the JWT: its end (exp) is {0} UTC.', utcTime(at)),
      },
      {
        text: t('The clock of this computer is ahead.'),
        evidence: t('By this computer it is {0} UTC.', utcTime(about.now)),
      },
    ],
    steps: [
      step(
        'you',
        t(
          'Decide whether the new JWT shall expire as well. If “Expiration Date (UTC)” is left empty, it has no expiry set and holds until somebody deletes it.',
        ),
      ),
      ...newJwtSteps(about),
    ],
    actions: doable(about, [{ kind: 'create-jwt' }, { kind: 'paste-jwt' }]),
  };
}
