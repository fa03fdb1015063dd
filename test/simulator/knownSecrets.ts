// What the simulators of this process know to be secret, and whether a text holds any of it, in whatever form.

export type SecretKind = 'JWT' | 'client secret' | 'access token' | 'refresh token';

/** A piece of so many characters tells; no client ID, UUID or word is as long. */
const PIECE_LENGTH = 32;

/** From one piece to the next, so that whatever has 47 characters of a secret in a row has a whole piece. */
const STRIDE = 16;

/** A text with fewer different characters is padding, as in a client secret that is wrong on purpose. */
const LEAST_VARIETY = 8;

/** Unbroken stretches of what secrets are written with: Base64 of both alphabets, a JWT's dots, `%2B` in a URL. */
const STRETCHES = new RegExp(`[\\w.~%+/=-]{${PIECE_LENGTH},}`, 'g');

const pieces = new Map<string, SecretKind>();

/** Remembers a secret for as long as the process lives; an empty one, or none, is none. */
export function rememberSecret(kind: SecretKind, secret: string | null): void {
  for (const form of formsOf(secret ?? '')) {
    for (const piece of piecesOf(form)) pieces.set(piece, kind);
  }
}

/**
 * The kinds of the known secrets that a text holds: plain, URL-encoded or in Base64 (alone or behind something, as in
 * `clientId:clientSecret`), whole or 47 characters of one.
 */
export function secretsIn(text: string): SecretKind[] {
  const found = new Set<SecretKind>();
  for (const [stretch] of text.matchAll(STRETCHES)) {
    for (let start = 0; start + PIECE_LENGTH <= stretch.length; start += 1) {
      const kind = pieces.get(stretch.slice(start, start + PIECE_LENGTH));
      if (kind !== undefined) found.add(kind);
    }
  }
  return [...found].sort();
}

function formsOf(secret: string): Set<string> {
  const plain = [secret, ...[0, 1, 2].map(before => encodedBehind(before, secret))];
  const forms = plain.flatMap(form => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
  return new Set(forms.flatMap(form => [form, encodeURIComponent(form)]));
}

/** The Base64 of a text behind so many other bytes, as far as it depends on the text alone. */
function encodedBehind(before: number, text: string): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
  return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
}

function* piecesOf(form: string): Generator<string> {
  const last = form.length - PIECE_LENGTH;
  for (let start = 0; start <= last; start = start < last ? Math.min(start + STRIDE, last) : last + 1) {
    const piece = form.slice(start, start + PIECE_LENGTH);
    if (new Set(piece).size >= LEAST_VARIETY) yield piece;
  }
}
