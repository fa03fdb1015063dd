// What became of a token that was to be revoked, in words.
import { t } from '@vscode/l10n';
import { headlineOf } from '../explanations/headline.ts';
import type { ProfileFacts } from '../profiles/profile.ts';
import type { RevokeOutcome } from '../tokens/sessionEnder.ts';
import { localTime } from './dates.ts';

/** Whether a session goes on that was to be ended. */
export function isLeftOpen({ kind }: RevokeOutcome): boolean {
  return kind === 'not-revoked' || kind === 'newer';
}

/** A sentence behind another one that names the profile; undefined when there was no token. */
export function revokedWords(outcome: RevokeOutcome, profile: ProfileFacts): string | undefined {
  switch (outcome.kind) {
    case 'no-token':
      return undefined;
    case 'revoked':
      return t('Its token was revoked.');
    case 'ending':
      return t('Its token ends by itself within a minute.');
    case 'newer':
      return t(
        'Its token was stored by a newer version of this extension and was not revoked: it ends by itself within an hour.',
      );
    case 'not-revoked':
      return notRevokedWords(outcome, profile);
  }
}

/** A sentence about a session that goes on. */
export function notRevokedWords(
  { failure, expiresAt }: Extract<RevokeOutcome, { kind: 'not-revoked' }>,
  profile: ProfileFacts,
): string {
  return t(
    'The token of {0} is forgotten here, but its session was not ended: {1} It ends by itself at {2}.',
    profile.name,
    headlineOf(failure, profile, failure.at),
    localTime(expiresAt),
  );
}
