// The log channel behind a filter: no secret gets into it, and nothing that moves its text about.
import type { LogOutputChannel } from 'vscode';
import type { LiveSecrets } from '../profiles/liveSecrets.ts';
import type { Log } from '../profiles/log.ts';
import { toPlainText } from '../ringcentral/plainText.ts';
import { redactBeginning } from '../ringcentral/redaction.ts';

/** In UTF-16 units. */
const MAX_LINE = 8000;

type Channel = Pick<LogOutputChannel, 'info' | 'warn' | 'error' | 'debug' | 'show'>;

/** Writes lines to a channel of VS Code's, each as one line of plain text. */
export class RedactedLog implements Log {
  readonly #channel: Channel;
  readonly #secrets: LiveSecrets;

  constructor(channel: Channel, secrets: LiveSecrets) {
    this.#channel = channel;
    this.#secrets = secrets;
  }

  info(line: string): void {
    this.#channel.info(this.#clean(line));
  }

  warn(line: string): void {
    this.#channel.warn(this.#clean(line));
  }

  error(line: string): void {
    this.#channel.error(this.#clean(line));
  }

  debug(line: string): void {
    this.#channel.debug(this.#clean(line));
  }

  /** Opens the log in the panel. */
  show(): void {
    this.#channel.show();
  }

  #clean(line: string): string {
    const redact = (text: string): string => this.#secrets.redact(text);
    // Once more in the end: a blank in the place of a control character may make a secret of what was none.
    return redact(toPlainText(redactBeginning(line, redact), MAX_LINE));
  }
}
