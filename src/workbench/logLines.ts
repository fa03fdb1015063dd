// What becomes of a line before it gets into the log.
import type { LiveSecrets } from '../profiles/liveSecrets.ts';
import { Redactor } from '../profiles/redactor.ts';
import { toPlainText } from '../ringcentral/plainText.ts';
import { redactBeginning } from '../ringcentral/redaction.ts';

/** In UTF-16 units. */
const MAX_LINE = 8000;

/** Makes one line of plain text out of anything, without a secret that is known by then, or that looks like one. */
export function cleanerOf(secrets: LiveSecrets): (line: string) => string {
  const redactor = new Redactor(secrets);
  const redact = (text: string): string => redactor.redact(text);
  // Once more in the end: a blank in the place of a control character may make a secret of what was none.
  return line => redact(toPlainText(redactBeginning(line, redact), MAX_LINE));
}
