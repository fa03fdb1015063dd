// Tells when a replaced token's session could not be ended, so that nobody takes the old token for dead.
import { t } from '@vscode/l10n';
import type { SessionEnder } from '../tokens/sessionEnder.ts';
import { localTime } from './dates.ts';
import { Disposable } from './disposable.ts';
import { notify } from './notify.ts';

/** Listens to what ends sessions. */
export class LeftSessionNotice extends Disposable {
  constructor(sessions: SessionEnder) {
    super();
    this.register(
      sessions.onDidLeaveSession(async ({ profile, failure, expiresAt }) => {
        const { headlineOf } = await import('../explanations/headline.ts');
        const message = t(
          'A token of {0} that is no longer used was not revoked: {1} It ends by itself at {2}.',
          profile.name,
          headlineOf(failure, profile, failure.at),
          localTime(expiresAt),
        );
        notify('warning', message);
      }),
    );
  }
}
