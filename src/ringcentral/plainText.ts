// Makes text from elsewhere harmless to show: no control or direction characters, not endless.

/** With the marks of direction, the separators of lines and all that is there and not seen. */
const CONTROL = /[\p{Cc}\p{Cf}\u2028\u2029\u2065]+/gu;

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
