// Secrets, the forms they take on their way through requests and answers, and texts around them, for fast-check.
import fc from 'fast-check';

/** Letters that some encoding changes, and some that none does. */
const LETTERS = Array.from('abcXYZ019_/+=-.~%&?:;"\'\\ (!*é€𝄞\n\t');

/** Any secret that is long enough to be one. */
export const secrets: fc.Arbitrary<string> = fc
  .string({ unit: fc.constantFrom(...LETTERS), minLength: 6, maxLength: 60 })
  // What is trimmed off a line can't be found in it, and what stands in a secret's place is none.
  .filter(secret => secret.trim() === secret && !'[redacted]'.includes(secret));

const inSmallHex = (text: string): string => text.replace(/%[\dA-F]{2}/g, escape => escape.toLowerCase());
const inForm = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Each way to write a secret, by name, with the text that must then not be found. */
export const WRITINGS: Readonly<Record<string, (secret: string) => string>> = {
  plain: secret => secret,
  'URL-encoded': encodeURIComponent,
  'URL-encoded in small letters': secret => inSmallHex(encodeURIComponent(secret)),
  'in a form': inForm,
  'in a form in small letters': secret => inSmallHex(inForm(secret)),
  'URL-encoded to the last character': secret =>
    Array.from(Buffer.from(secret), byte => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'in JSON': inJson,
  'in JSON with escaped slashes': secret => inJson(secret).replaceAll('/', '\\/'),
  'in JSON of ASCII': secret =>
    inJson(secret).replace(/[^ -~]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'in a string of JSON': secret => inJson(inJson(secret)),
  'in JSON in a form': secret => inForm(inJson(secret)),
  'URL-encoded twice': secret => encodeURIComponent(encodeURIComponent(secret)),
  'URL-encoded in JSON': secret => inJson(encodeURIComponent(secret)),
  'in Base64': secret => Buffer.from(secret).toString('base64'),
  'in Base64url': secret => Buffer.from(secret).toString('base64url'),
  'in URL-encoded Base64': secret => encodeURIComponent(Buffer.from(secret).toString('base64')),
};

/**
 * The part of Base64 that tells of a secret, which stands so many bytes behind its text's beginning: without the
 * characters that it shares with its neighbours.
 */
export function base64Core(secret: string, before: string, kind: 'base64' | 'base64url' = 'base64'): string {
  const start = Buffer.byteLength(before) * 8;
  const end = start + Buffer.byteLength(secret) * 8;
  return Buffer.from(before + secret)
    .toString(kind)
    .slice(Math.ceil(start / 6), Math.floor(end / 6));
}
