// The log channel behind a filter: whatever is shaped like a JWT or an Authorization value does not get into it.
import type { LogOutputChannel } from 'vscode';
import type { Log } from '../profiles/log.ts';
import { redactShapes } from '../ringcentral/plainText.ts';

/** Writes lines to a channel of VS Code's. */
export class RedactedLog implements Log {
  readonly #channel: Pick<LogOutputChannel, 'info' | 'warn' | 'error' | 'debug' | 'show'>;

  constructor(channel: Pick<LogOutputChannel, 'info' | 'warn' | 'error' | 'debug' | 'show'>) {
    this.#channel = channel;
  }

  info(line: string): void {
    this.#channel.info(redactShapes(line));
  }

  warn(line: string): void {
    this.#channel.warn(redactShapes(line));
  }

  error(line: string): void {
    this.#channel.error(redactShapes(line));
  }

  debug(line: string): void {
    this.#channel.debug(redactShapes(line));
  }

  /** Opens the log in the panel. */
  show(): void {
    this.#channel.show();
  }
}
