// What the log may say of an error: never its message, which is made of others' words and may hold a whole request.
import { StorageFailed } from '../profiles/storage.ts';

/** An error's kind. Only one of the extension's own speaks for itself. */
export function nameOf(error: unknown): string {
  if (error instanceof StorageFailed) return error.message;
  return error instanceof Error ? error.name : typeof error;
}

/** Where an error came from, frame by frame. */
export function framesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  // Without the message first: it may have lines that look like frames.
  return (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter(line => /^\s+at /.test(line));
}
