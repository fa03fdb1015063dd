// Tells when a replaced token's session could not be ended, so that nobody takes the old token for dead.
import { t } from '@vscode/l10n';
import { summarize } from '../explanations/summary.ts';
import { localTime } from './dates.ts';
import { Disposable } from './disposable.ts';
import { notify } from './notify.ts';
import type { Services } from './services.ts';

/** Listens to the token service. */
export class LeftSessionNotice extends Disposable {
  constructor({ tokens, roster }: Pick<Services, 'tokens' | 'roster'>) {
    super();
    this.register(
      tokens.onDidLeaveSession(({ id, failure, expiresAt }) => {
        const row = roster.row(id);
        if (row === undefined) return;
        const message = t(
          'The replaced token of {0} was not revoked: {1} It ends by itself at {2}.',
          row.name,
          summarize(failure, row).headline,
          localTime(expiresAt),
        );
        notify('warning', message);
      }),
    );
  }
}
