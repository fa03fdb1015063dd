// Finds secrets by their shape and by the names before them: RingCentral's SDKs print them with their errors.
import { namesItsDataCenter } from './jwtCredential.ts';
import { REDACTED } from './secretForms.ts';

/** A field whose value is a secret, up to the value: in JSON (escaped, too), a form, a header, a `.env` line, source code. */
const FIELD =
  /((?:client|app)_?secret|(?:access|refresh|id)_?token(?!_)|(?:set-)?cookie|authorization(?: header value)?|assertion|password|(?<![a-z])(?:token|jwt))\\{0,8}["'`]?\s{0,8}(?::|=>?|%3D)\s{0,8}/gi;
/** Where prose may use the name before a colon, only a quoted value is taken for a secret. */
const IN_PROSE = /^(assertion|password|token|jwt)$/i;
const WHOLE_LINE = /^(authorization|(set-)?cookie)/i;

const OPENING = /\[?\s{0,8}[bur]{0,2}(\\{0,8})(["'`])/iy;
const REST_OF_LINE = /[^"'`\r\n{]+/y;
const WORD = /[^&\s"'`\\,;<>(){}[\]]+/y;
const NO_VALUE = /^(null|undefined|none|nil|true|false)$/i;

/** A JWT, a part of one too; each character is looked at once, whatever a server sends. */
const JWT = /eyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g;
/** What stands behind a scheme's name and is no word of a sentence. */
const SCHEME =
  /(Bearer|Basic|Digest|Negotiate|NTLM)(\s{1,8}|%20|\+)(?=[\w.~+/|-]{0,512}[\d=]|[\w.~+/|-]{20})[\w.~+/=|-]{8,}/gi;
const CURL_USER = /(?<!\S)(-u|--user)(\s{1,8}|=)(["']?)[^\s"':]{1,512}:[^\s"']+/g;
const URL_USER = /:\/\/[^\s/@"'<>]{1,512}@/g;
/** A secret that a sentence names before it: `Access token U0pD… not found`, `Parameter [accessToken] value [U0pD…]`. */
const IN_SENTENCE =
  /((?:access|refresh)[ _]?token|(?:client|app)[ _]?secret)(["'\]\\:=[\s]{1,6}(?:value["'\]\\:=[\s]{1,6})?)(?=[\w.~+/=|-]{0,512}\d)[\w.~+/=|-]{16,}/gi;
const OPAQUE = /[\w+/-]{24,}=*/g;

/** A value that stood in a field of a secret is one wherever it stands; shorter ones would take words away. */
const MIN_VALUE = 12;
const MAX_VALUES = 100;

/**
 * Replaces whatever is, or is named like, a secret. The work grows with the text's length and no faster.
 * JSON stays JSON: only the inside of a string goes.
 */
export function removeSecrets(text: string): string {
  return withoutFields(text)
    .replace(JWT, REDACTED)
    .replace(IN_SENTENCE, `$1$2${REDACTED}`)
    .replace(OPAQUE, word => (namesItsDataCenter(word) ? REDACTED : word))
    .replace(SCHEME, `$1$2${REDACTED}`)
    .replace(CURL_USER, `$1$2$3${REDACTED}`)
    .replace(URL_USER, `://${REDACTED}@`);
}

/** Whether a field of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return [...`${name}=`.matchAll(FIELD)].length > 0;
}

function withoutFields(text: string): string {
  const kept: string[] = [];
  const values = new Set<string>();
  let done = 0;
  FIELD.lastIndex = 0;
  for (let field = FIELD.exec(text); field !== null; field = FIELD.exec(text)) {
    const value = valueAt(text, FIELD.lastIndex, field[1] ?? '', field[0]);
    if (value === undefined) continue;
    kept.push(text.slice(done, value.start), REDACTED);
    const secret = text.slice(value.start, value.end).trim();
    if (secret.length >= MIN_VALUE && values.size < MAX_VALUES) values.add(secret);
    done = value.end;
    FIELD.lastIndex = value.end;
  }
  let rest = kept.join('') + text.slice(done);
  for (const secret of [...values].sort((a, b) => b.length - a.length))
    rest = rest.replaceAll(secret, REDACTED);
  return rest;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function valueAt(text: string, at: number, name: string, field: string): Range | undefined {
  const quoted = quotedAt(text, at);
  if (quoted !== undefined) return quoted.end > quoted.start ? quoted : undefined;
  if (IN_PROSE.test(name) && !/=|%3D/i.test(field)) return undefined;
  const bare = WHOLE_LINE.test(name) ? REST_OF_LINE : WORD;
  bare.lastIndex = at;
  const value = bare.exec(text)?.[0];
  return value === undefined || NO_VALUE.test(value) ? undefined : { start: at, end: at + value.length };
}

/**
 * The inside of the quoted string that begins here, whether it stands in a string itself (its quotes are escaped) or not.
 * One that is not closed ends with its line.
 */
export function quotedAt(text: string, at: number): Range | undefined {
  OPENING.lastIndex = at;
  const opening = OPENING.exec(text);
  if (opening === null) return undefined;
  const [whole, { length: depth } = '', quote = ''] = opening;
  const start = at + whole.length;
  const ends = quote === '"' ? /["\r\n]/g : quote === "'" ? /['\r\n]/g : /[`\r\n]/g;
  ends.lastIndex = start;
  for (let end = ends.exec(text); end !== null; end = ends.exec(text)) {
    if (end[0] !== quote) return { start, end: end.index };
    const escapes = backslashesBefore(text, end.index, start);
    if (depth === 0 ? escapes % 2 === 0 : escapes <= depth) {
      return { start, end: end.index - (depth === 0 ? 0 : escapes) };
    }
  }
  return { start, end: text.length };
}

function backslashesBefore(text: string, at: number, from: number): number {
  let count = 0;
  while (at - count > from && text[at - count - 1] === '\\') count += 1;
  return count;
}
