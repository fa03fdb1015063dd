// Cleans values that people paste: RingCentral's developers paste them with quotes and line breaks (facts, section 9).

const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF]/g;
const QUOTES = /^["'`“”‘’]+|["'`“”‘’]+$/g;
const BEARER = /^(authorization\s*:\s*)?bearer\s+/i;
const ASSIGNMENT = /^(export\s+)?[A-Z][A-Z0-9_]*\s*=\s*(?=\S)/;
const TRAILING_PUNCTUATION = /[,;]+$/;

/**
 * Takes off what surrounds a pasted credential: blanks, line breaks, quotes, invisible characters, a variable name
 * with `=` as in a `.env` file, `Bearer`, a comma or semicolon behind it.
 */
export function cleanPasted(text: string): string {
  return untilSteady(text.replace(INVISIBLE, '').trim(), value =>
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
  return untilSteady(text.replace(INVISIBLE, '').trim(), value => value.replace(QUOTES, '').trim());
}

function untilSteady(text: string, clean: (value: string) => string): string {
  const next = clean(text);
  return next === text ? text : untilSteady(next, clean);
}

/** Like {@link cleanPasted}, and joins a value that was wrapped over several lines. */
export function cleanPastedToken(text: string): string {
  return cleanPasted(cleanPasted(text).replace(/[ \t]*[\r\n]+[ \t]*/g, ''));
}
