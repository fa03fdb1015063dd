// Makes text from elsewhere harmless to show: no control or direction characters, not endless.

const CONTROL = /[\u0000-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]+/g;

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
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\p{Cf}]/gu, character => (character === '\n' || character === '\t' ? character : ''));
}
