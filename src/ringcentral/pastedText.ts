// Cleans values that people paste: RingCentral's developers paste them with quotes and line breaks (facts, section 9).

const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF]/g;
/** What ends with `$` begins where its run begins, or a long run inside of a text would be searched from each place. */
const QUOTES = /^["'`“”‘’]+|(?<!["'`“”‘’])["'`“”‘’]+$/g;
const BEARER = /^(authorization\s*:\s*)?bearer\s+/i;
const ASSIGNMENT = /^(export\s+)?[A-Z][A-Z0-9_]*\s*=\s*(?=\S)/;
const TRAILING_PUNCTUATION = /(?<![,;])[,;]+$/;
const LINE_BREAK = /(?<![ \t])[ \t]*[\r\n][ \t\r\n]*/g;

/** No credential is as long, whatever surrounds it: a longer text is left as it is. */
const MAX_LENGTH = 32_768;

/**
 * Takes off what surrounds a pasted credential: blanks, line breaks, quotes, invisible characters, a variable name
 * with `=` as in a `.env` file, `Bearer`, a comma or semicolon behind it.
 */
export function cleanPasted(text: string): string {
  return untilSteady(text, value =>
    value
      .replace(ASSIGNMENT, '')
      .replace(TRAILING_PUNCTUATION, '')
      .replace(QUOTES, '')
      .replace(BEARER, '')
      .trim(),
  );
}

/**
 * Takes off only what can't belong to a client ID or client secret: blanks, quotes, invisible characters. Any other
 * character may be part of it.
 */
export function cleanPastedField(text: string): string {
  return untilSteady(text, value => value.replace(QUOTES, '').trim());
}

function untilSteady(text: string, clean: (value: string) => string): string {
  let value = text.replace(INVISIBLE, '').trim();
  if (value.length > MAX_LENGTH) return value;
  for (let next = clean(value); next !== value; next = clean(value)) value = next;
  return value;
}

/** Like {@link cleanPasted}, and joins a value that was wrapped over several lines. */
export function cleanPastedToken(text: string): string {
  return cleanPasted(cleanPasted(text).replace(LINE_BREAK, ''));
}
