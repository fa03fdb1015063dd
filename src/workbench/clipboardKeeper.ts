// Takes a copied secret off the clipboard after a while, if it is still there (product, section 5).
import type { Disposer } from '../profiles/events.ts';
import type { Log } from '../profiles/log.ts';
import type { Clock } from './clock.ts';
import { Disposable } from './disposable.ts';
import type { WindowFocus } from './windowFocus.ts';

/** What of VS Code's clipboard is needed. */
export interface Clipboard {
  readText(): PromiseLike<string>;
  writeText(text: string): PromiseLike<void>;
}

/** The setting that counts, as `Settings` has it. */
export interface ClipboardSettings {
  clearClipboardAfterSeconds(): number;
  onDidChange(listener: () => void): Disposer;
}

/** What the keeper works with. */
export interface ClipboardKeeperParts {
  readonly clock: Clock;
  readonly focus: WindowFocus;
  readonly settings: ClipboardSettings;
  readonly clipboard: Clipboard;
  readonly log: Log;
}

interface Kept {
  readonly text: string;
  /** In ms. */
  copiedAt: number;
  /** It goes as soon as it can, whatever the setting says. */
  isUnwanted: boolean;
}

/** Keeps the last secret that was copied, as long as it has to be taken off the clipboard, and never longer. */
export class ClipboardKeeper extends Disposable {
  readonly #parts: ClipboardKeeperParts;
  #kept: Kept | undefined;
  #timer: Disposer | undefined;
  /** How many secrets were copied: only the last one counts. */
  #copies = 0;
  #isDisposed = false;

  constructor(parts: ClipboardKeeperParts) {
    super();
    this.#parts = parts;
    this.register(
      parts.focus.onDidChange(() => {
        this.#look();
      }),
    );
    this.register(
      parts.settings.onDidChange(() => {
        this.#look();
      }),
    );
  }

  /**
   * Puts a secret on the clipboard. Rejects when that fails; then an earlier one is still kept.
   * @returns the seconds after which it is taken off again, 0 for never
   */
  async copySecret(text: string): Promise<number> {
    const { clipboard, settings, clock } = this.#parts;
    const earlier = this.#kept;
    const copy = (this.#copies += 1);
    // A clearing that is under way must not hit the new one.
    this.#keep(undefined);
    try {
      await clipboard.writeText(text);
    } catch (error) {
      if (this.#isLast(copy)) this.#keep(earlier);
      throw error;
    }
    const seconds = settings.clearClipboardAfterSeconds();
    if (this.#isLast(copy)) this.#keep({ text, copiedAt: clock.now(), isUnwanted: false });
    return seconds;
  }

  /** Takes the secret off the clipboard at once, if it is there; where that fails, at the next focus. */
  async clearNow(): Promise<void> {
    const kept = this.#kept;
    if (kept === undefined) return;
    kept.isUnwanted = true;
    this.#stopTimer();
    await this.#clear(kept);
  }

  override dispose(): void {
    super.dispose();
    this.#isDisposed = true;
    this.#keep(undefined);
  }

  #isLast(copy: number): boolean {
    return copy === this.#copies && !this.#isDisposed;
  }

  #keep(kept: Kept | undefined): void {
    this.#kept = kept;
    this.#look();
  }

  /** Looks what is to be done now: give up, wait, or clear. */
  #look(): void {
    this.#stopTimer();
    const kept = this.#kept;
    if (kept === undefined) return;
    const rest = this.#restOf(kept);
    if (rest === undefined) {
      this.#kept = undefined;
    } else if (rest > 0) {
      this.#timer = this.#parts.clock.after(rest, () => {
        this.#look();
      });
    } else if (this.#parts.focus.isFocused()) {
      void this.#clear(kept);
    }
  }

  /** How long a secret may still stay, in ms; undefined for ever. */
  #restOf(kept: Kept): number | undefined {
    if (kept.isUnwanted) return 0;
    const stay = this.#parts.settings.clearClipboardAfterSeconds() * 1000;
    if (stay === 0) return undefined;
    const now = this.#parts.clock.now();
    // The clock was set back: what has passed is not known any more, so the time starts again.
    if (now < kept.copiedAt) kept.copiedAt = now;
    return Math.max(0, kept.copiedAt + stay - now);
  }

  async #clear(kept: Kept): Promise<void> {
    const { clipboard, log } = this.#parts;
    try {
      const holdsIt = withPlainLineEnds(await clipboard.readText()) === withPlainLineEnds(kept.text);
      // Meanwhile another one may have been copied, or the window closed.
      if (this.#kept !== kept) return;
      if (holdsIt) {
        await clipboard.writeText('');
        log.info('The copied token was taken off the clipboard.');
      }
      if (this.#kept === kept) this.#kept = undefined;
    } catch {
      log.warn('The clipboard could not be cleared; the next focus of the window tries again.');
    }
  }

  #stopTimer(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
  }
}

/** Platforms change line ends on the way through the clipboard. */
function withPlainLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
