// Makes text from a server harmless to show: no control or direction characters, none of our secrets, not endless.

/** With the marks of direction, the separators of lines and all that is there and not seen. */
const CONTROL = /[\p{Cc}\p{Cf}\u2028\u2029\u2065]+/gu;
/** A JWT, a part of one too; each character is looked at once, whatever a server sends. */
const JWT_SHAPE = /eyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g;

/** What stands behind a scheme's name and is no word of a sentence. */
const AUTHORIZATION_SHAPE = /\b(Bearer|Basic)\s+(?=[\w.~+/-]{0,512}[\d=]|[\w.~+/-]{20})[\w.~+/=-]{8,}/gi;

/** Stands in the place of a secret. */
export const REDACTED = '[redacted]';

/**
 * One line of plain text out of anything.
 * @param maxLength in UTF-16 units; what is cut off is marked with an ellipsis
 */
export function toPlainText(text: string, maxLength = 500): string {
  const line = text
    .slice(0, maxLength * 4)
    .replace(CONTROL, ' ')
    .trim();
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}

/** Lines of plain text: line breaks and tabs stay, whatever else controls or hides goes. */
export function toPlainLines(text: string): string {
  // Two halves of a character would make a whole one when what is between them goes.
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, character =>
      character === '\n' || character === '\t' ? character : '',
    );
}

/**
 * Replaces the given secrets, longest first, in plain and URL-encoded form, and everything that is shaped like one.
 * @param secrets empty ones are ignored
 */
export function redact(text: string, secrets: Iterable<string>): string {
  const forms = [...secrets]
    .filter(secret => secret !== '')
    // Half a surrogate pair has no URL-encoded form.
    .flatMap(secret => [secret, encodeURIComponent(secret.toWellFormed())])
    .sort((a, b) => b.length - a.length);
  return redactShapes(forms.reduce((clean, secret) => clean.replaceAll(secret, REDACTED), text));
}

/** Replaces everything that is shaped like a JWT or stands behind `Bearer` or `Basic`. */
export function redactShapes(text: string): string {
  return text.replace(JWT_SHAPE, REDACTED).replace(AUTHORIZATION_SHAPE, `$1 ${REDACTED}`);
}
