// What the rules for access and refresh tokens share: how a session ends, and what helps (facts, section 4).
import { t } from '@vscode/l10n';
import type { Cause, Step, Words } from '../explanation.ts';
import { step } from './steps.ts';

/** The likeliest end of a session. */
export const sixthSession = (): Cause => ({
  text: t(
    'RingCentral usually keeps five sessions for one user and one app, and each exchange of the JWT opens one. A sixth pushed this one out.',
  ),
});

/** The other ends of a session. */
export const sessionEnds = (): Cause[] => [
  { text: t('The session was revoked by a program or ended by the user.') },
  { text: t('The user’s password was changed, or the administrator’s “Absolute Session Timeout” was over.') },
];

/** Fewer sessions by sharing a token. */
export const shareToken = (): Step =>
  step(
    'you',
    t('Let your programs share one access token until it expires; do not exchange the JWT for each of them.'),
  );

/** What can be done about a token. */
export const tokenActions = (): Words['actions'] => [{ kind: 'get-token' }];
