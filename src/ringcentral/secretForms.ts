// Finds secrets that are known, in whatever form they stand in a text: plain, URL-encoded, JSON-escaped, in Base64.

/** Stands in the place of a secret. */
export const REDACTED = '[redacted]';

/**
 * A shorter secret is none that RingCentral gives out, and looking for it would take letters out of every word; where a
 * field or a header names it, it goes all the same.
 */
const MIN_LENGTH = 4;
/** As deep as encodings are looked into: JSON in a string of JSON, or in a form. */
const MAX_DEPTH = 2;

/** What to look for. */
export interface SecretForm {
  readonly text: string;
  /** The bits that Base64 begins and ends a secret with share a character each with what stands around it: 0 or 1. */
  readonly base64?: { readonly before: number; readonly after: number };
}

/** What to look for, so as to find one secret: made once, and used for many texts. */
export function formsOf(secret: string): SecretForm[] {
  if (secret.length < MIN_LENGTH) return [];
  const bytes = Array.from(new TextEncoder().encode(secret), byte => String.fromCharCode(byte)).join('');
  return [
    { text: plainFold(secret) },
    // What is URL-encoded are bytes.
    ...(bytes === secret ? [] : [{ text: plainFold(bytes) }]),
    ...[0, 1, 2].map(offset => base64Form(bytes, offset)),
  ];
}

/** The characters of Base64 that a secret alone decides, so many bytes behind the beginning of one of its groups. */
function base64Form(bytes: string, offset: number): SecretForm {
  const firstBit = offset * 8;
  const endBit = firstBit + bytes.length * 8;
  return {
    text: btoa('\0'.repeat(offset) + bytes).slice(Math.ceil(firstBit / 6), Math.floor(endBit / 6)),
    base64: { before: firstBit % 6 && 1, after: endBit % 6 && 1 },
  };
}

/** A form has a plus sign for a blank. */
const plainFold = (text: string): string => text.replaceAll('+', ' ');
const base64Fold = (text: string): string => text.replaceAll('-', '+').replaceAll('_', '/');

/** Replaces the secrets that have these forms, wherever they stand; nothing else of the text changes. */
export function hideForms(text: string, forms: readonly SecretForm[]): string {
  const ranges = viewsOf({ text, place: index => index }, MAX_DEPTH).flatMap(view => rangesIn(view, forms));
  let clean = '';
  let done = 0;
  for (const [start, end] of ranges.sort(([a], [b]) => a - b)) {
    // Those that overlap are one: of two secrets of which one contains the other, or its end, nothing is left.
    if (start >= done) clean += text.slice(done, start) + REDACTED;
    done = Math.max(done, end);
  }
  return clean + text.slice(done);
}

/** A text as it is once encodings are taken off. */
interface View {
  readonly text: string;
  /** Where in the text as it came a character begins. */
  readonly place: (index: number) => number;
}

function rangesIn({ text, place }: View, forms: readonly SecretForm[]): [number, number][] {
  const plain = plainFold(text);
  const base64 = base64Fold(text);
  const ranges: [number, number][] = [];
  for (const { text: sought, base64: edges } of forms) {
    const searched = edges === undefined ? plain : base64;
    for (let at = searched.indexOf(sought); at >= 0;) {
      const end = at + sought.length;
      const { before, after } = edges ?? { before: 0, after: 0 };
      ranges.push([place(Math.max(0, at - before)), place(Math.min(text.length, end + after))]);
      at = searched.indexOf(sought, end);
    }
  }
  return ranges;
}

/** A view, and what it becomes by taking off one encoding after the other, in any order. */
function viewsOf(view: View, depth: number): View[] {
  if (depth === 0) return [view];
  const inner = [
    decoded(view, /%([\da-f]{2})/gi, hex => hex),
    decoded(view, /\\(?:u([\da-f]{4})|([^]))/gi, (hex, letter) => hex ?? JSON_ESCAPES[letter ?? '']),
  ];
  return [view, ...inner.flatMap(found => (found === undefined ? [] : viewsOf(found, depth - 1)))];
}

/** In hexadecimal digits; any other letter stands for itself. */
const JSON_ESCAPES: Readonly<Record<string, string>> = { b: '8', f: 'c', n: 'a', r: 'd', t: '9' };

/**
 * Takes off one encoding; undefined where nothing is encoded.
 * @param codeOf the hexadecimal code of what an escape's groups mean; undefined for its last character
 */
function decoded(
  { text, place }: View,
  escape: RegExp,
  codeOf: (first?: string, second?: string) => string | undefined,
): View | undefined {
  const plain = text.replace(escape, (whole: string, first?: string, second?: string) => {
    const code = codeOf(first, second);
    return code === undefined ? whole.slice(-1) : String.fromCharCode(parseInt(code, 16));
  });
  if (plain === text) return undefined;
  // Made only when something is found: a text may be long.
  let places: number[] | undefined;
  return { text: plain, place: index => place((places ??= placesIn(text, escape))[index] ?? text.length) };
}

/** Where each character begins that is left once the escapes are decoded, and where the last one ends. */
function placesIn(text: string, escape: RegExp): number[] {
  const places: number[] = [];
  let next = 0;
  for (const { 0: whole, index } of text.matchAll(escape)) {
    while (next <= index) places.push(next++);
    next = index + whole.length;
  }
  while (next <= text.length) places.push(next++);
  return places;
}
