// Looks for penalties that began before this window, or in another one: after the start, and when the window gets the focus.
import * as vscode from 'vscode';
import type { Log } from '../profiles/log.ts';
import { Disposable } from './disposable.ts';
import type { PenaltyReading } from './penaltyReading.ts';
import type { WindowFocus } from './windowFocus.ts';

interface Parts extends Omit<PenaltyReading, 'folder'> {
  /** The extension's global storage folder. */
  readonly storage: vscode.Uri;
  readonly focus: WindowFocus;
  readonly log: Log;
}

/** What reads the ledgers is loaded only where there is a folder that may hold one. */
export class PenaltyWatch extends Disposable {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    super();
    this.#parts = parts;
    this.register(
      parts.focus.onDidChange(() => {
        if (parts.focus.isFocused()) void this.#look();
      }),
    );
    void this.#look();
  }

  async #look(): Promise<void> {
    const { storage, roster, log } = this.#parts;
    if (storage.scheme !== 'file' || roster.rows().length === 0) return;
    try {
      await vscode.workspace.fs.stat(storage);
    } catch {
      // Nothing was ever sent from this machine.
      return;
    }
    try {
      const { readPenalties } = await import('./penaltyReading.ts');
      await readPenalties({ ...this.#parts, folder: storage.fsPath });
    } catch (error) {
      log.warn(`ledger: not read (${error instanceof Error ? error.name : 'unknown'})`);
    }
  }
}
