// Tells when requests can be counted in this window only: then two windows together may exceed RingCentral's limit.
import { t } from '@vscode/l10n';
import type { Log } from '../profiles/log.ts';
import { notify, showLogAction } from './notify.ts';

/** Told once in the life of a window; the log has each reason once. */
export class LoneWindowNotice {
  readonly #log: Log;
  readonly #logged = new Set<string>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** @param reason the code of what failed, such as ENOSPC; undefined where there is no file system */
  tell(reason = 'no file system'): void {
    if (this.#logged.has(reason)) return;
    const isFirst = this.#logged.size === 0;
    this.#logged.add(reason);
    this.#log.warn(`ledger: not to be had (${reason}), so requests are counted in this window only`);
    if (!isFirst) return;
    notify(
      'warning',
      t(
        'The extension’s storage folder can’t be used ({0}), so requests to RingCentral are counted in this window only. Get tokens in one window at a time: RingCentral allows five requests a minute.',
        reason,
      ),
      showLogAction(),
    );
  }
}
