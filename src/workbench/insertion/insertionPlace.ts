// Decides by the place what inserting puts there: the token alone, the value, a header or a variable (product, section 5).
import { isEnvFile, variableFor } from './envPlace.ts';
import { headerFor, isHttpFile } from './httpPlace.ts';
import {
  around,
  compare,
  inPlace,
  type Insertion,
  type InsertionDocument,
  type Span,
  type TokenForm,
} from './place.ts';

export type { Insertion, InsertionDocument, Position, Span, TokenForm } from './place.ts';

/** Ends of what stands before a selection. A quote may be escaped: JSON inside a string of another language. */
const BEARER = /\bbearer\s+$/i;
const AUTHORIZATION = /\bauthorization(\\?["'`])?\s*:(\s*)(\\?["'`])?$/i;

/** `Bearer` with its blank still to come. In other letters it is a name or a value, unless it is a header's. */
const SCHEME = /\bBearer$/;
const HEADER_SCHEME = /\bauthorization(?:\\?["'`])?\s*:\s*(?:\\?["'`])?bearer$/i;
const NAME_GOES_ON = /^(?:\w|\s*=)/;

const OPENING_QUOTE = /^\\?["'`]/;
const AUTHORIZATION_KEY = /^authorization\s*:\s*/i;

/** Languages in which `Authorization:` without quotes is a key, and its value an expression. */
const SCRIPT_LANGUAGES: readonly string[] = [
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
];
const KEY = /(?:^|[{(,;])\s*authorization\s*:\s*$/i;
const LITERALS = /(["'`])(?:\\.|(?!\1)[^\\])*\1/g;
/** Not the apostrophe of a word. */
const LITERAL = /(?<![\w\\])(["'])(?:\\.|(?!\1)[^\\])*\1/;
/** The first lines of a script import by literals: its style of quotes shows there. */
const STYLE_LINES = 200;

/** A token in a form. */
export function textOf(form: TokenForm, accessToken: string): string {
  switch (form) {
    case 'token':
      return accessToken;
    case 'value':
      return `Bearer ${accessToken}`;
    case 'header':
      return `Authorization: Bearer ${accessToken}`;
    case 'variable':
      return `RC_ACCESS_TOKEN=${accessToken}`;
  }
}

/**
 * The changes for all selections, in their order. Two selections that ask for the same line of its own, or for the same
 * text, share one change: changes never overlap.
 */
export function insertionsAt(document: InsertionDocument, selections: readonly Span[]): Insertion[] {
  const insertions: Insertion[] = [];
  for (const selection of selections) {
    const insertion = insertionAt(document, selection);
    if (!insertions.some(({ span }) => overlap(span, insertion.span))) insertions.push(insertion);
  }
  return insertions;
}

/** The change for one selection; where it spans lines, its start is the place. */
export function insertionAt(document: InsertionDocument, selection: Span): Insertion {
  const name = document.fileName.split(/[\\/]/).at(-1) ?? '';
  const inner = withoutQuotes(document, selection);
  return (
    behindKeyword(document, selection, inner) ??
    (isHttpFile(name, document.languageId) ? headerFor(document, selection) : undefined) ??
    (isEnvFile(name, document.languageId) ? variableFor(document, selection, inner) : undefined) ??
    inPlace(inner, 'value')
  );
}

/**
 * What of a selection is replaced: where it has the same quote at both ends, what is between them. Of a header's string
 * only the value is.
 */
function withoutQuotes(document: InsertionDocument, selection: Span): Span {
  const { start, end } = selection;
  const { selected, isOneLine } = around(document, selection);
  const quote = OPENING_QUOTE.exec(selected)?.[0];
  if (quote === undefined) return selection;
  const last = isOneLine ? selected.slice(quote.length) : document.lineAt(end.line).slice(0, end.character);
  if (!last.endsWith(quote)) return selection;
  const quoted = selected.slice(quote.length, isOneLine ? -quote.length : undefined);
  const key = AUTHORIZATION_KEY.exec(quoted)?.[0] ?? '';
  return {
    start: { line: start.line, character: start.character + quote.length + key.length },
    end: { line: end.line, character: end.character - quote.length },
  };
}

/** Behind `Bearer` and `Authorization:`, which say in every file what belongs there. */
function behindKeyword(document: InsertionDocument, selection: Span, inner: Span): Insertion | undefined {
  const { before, after } = around(document, selection);
  if (BEARER.test(before)) return inPlace(inner, 'token');
  if ((SCHEME.test(before) || HEADER_SCHEME.test(before)) && !NAME_GOES_ON.test(after)) {
    return inPlace(selection, 'token', ' ');
  }
  const authorization = AUTHORIZATION.exec(around(document, inner).before);
  if (authorization === null) return undefined;
  const [, keyQuote, gap, valueQuote] = authorization;
  if (valueQuote !== undefined) return inPlace(inner, 'value');
  const blank = gap === '' ? ' ' : '';
  // A quoted name, as in JSON, wants a quoted value.
  const quote = keyQuote ?? quoteOfScript(document, inner) ?? '';
  return inPlace(inner, 'value', `${blank}${quote}`, quote);
}

/** The quotes that a value wants behind a script's key without quotes; undefined where there is no such key. */
function quoteOfScript(document: InsertionDocument, place: Span): string | undefined {
  if (!SCRIPT_LANGUAGES.includes(document.languageId)) return undefined;
  const { before, after } = around(document, place);
  const code = before.replaceAll(LITERALS, '');
  const isInLiteral = /["'`]/.test(code) || /^\s*\\?["'`]/.test(after);
  if (isInLiteral || code.includes('//') || !KEY.test(code)) return undefined;
  return quoteAt(document, place.start.line) ?? firstQuote(document) ?? '"';
}

function firstQuote(document: InsertionDocument): string | undefined {
  for (let line = 0; line < Math.min(document.lineCount, STYLE_LINES); line++) {
    const quote = quoteAt(document, line);
    if (quote !== undefined) return quote;
  }
  return undefined;
}

function quoteAt(document: InsertionDocument, line: number): string | undefined {
  return LITERAL.exec(document.lineAt(line))?.[1];
}

function overlap(one: Span, other: Span): boolean {
  const isSame = compare(one.start, other.start) === 0 && compare(one.end, other.end) === 0;
  return isSame || (compare(one.start, other.end) < 0 && compare(other.start, one.end) < 0);
}
