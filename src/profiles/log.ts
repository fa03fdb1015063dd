// The log as the inner rooms see it. What goes in is for developers, in English, and never holds a secret.

/** Takes lines of text. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
}
