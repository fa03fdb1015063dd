// The log channel behind a filter: no secret gets into it, and nothing that moves its text about.
import type { LogOutputChannel } from 'vscode';
import type { LiveSecrets } from '../profiles/liveSecrets.ts';
import type { Log } from '../profiles/log.ts';

type Channel = Pick<LogOutputChannel, 'info' | 'warn' | 'error' | 'debug' | 'show'>;

type Level = Exclude<keyof Channel, 'show'>;

/**
 * Writes lines to a channel of VS Code's, each as one line of plain text, in their order. What cleans them is loaded with the
 * first one; without it nothing is written.
 */
export class RedactedLog implements Log {
  readonly #channel: Channel;
  readonly #secrets: LiveSecrets;
  #clean: Promise<(line: string) => string> | undefined;
  #written: Promise<void> = Promise.resolve();

  constructor(channel: Channel, secrets: LiveSecrets) {
    this.#channel = channel;
    this.#secrets = secrets;
  }

  info(line: string): void {
    this.#write('info', line);
  }

  warn(line: string): void {
    this.#write('warn', line);
  }

  error(line: string): void {
    this.#write('error', line);
  }

  debug(line: string): void {
    this.#write('debug', line);
  }

  /** Opens the log in the panel. */
  show(): void {
    this.#channel.show();
  }

  /** Ends when everything that was logged so far has been written. */
  async written(): Promise<void> {
    await this.#written;
  }

  #write(level: Level, line: string): void {
    this.#clean ??= this.#loadCleaner();
    const cleaner = this.#clean;
    this.#written = this.#written
      .then(async () => {
        const clean = await cleaner;
        this.#channel[level](clean(line));
      })
      // A channel that is closed already takes no line.
      .catch(() => undefined);
  }

  async #loadCleaner(): Promise<(line: string) => string> {
    const { cleanerOf } = await import('./logLines.ts');
    return cleanerOf(this.#secrets);
  }
}
