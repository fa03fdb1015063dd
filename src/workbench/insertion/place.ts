// What the rules of inserting share: documents, spans, changes, and the text around a selection.

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Span {
  readonly start: Position;
  readonly end: Position;
}

/** What of a document decides. */
export interface InsertionDocument {
  /** A path or only a name. */
  readonly fileName: string;
  readonly languageId: string;
  readonly lineCount: number;
  /** The document's own end of line. */
  readonly eol: string;
  /** A line's text without its end. */
  lineAt(line: number): string;
}

/** In which form a token is put somewhere. */
export type TokenForm = 'token' | 'value' | 'header' | 'variable';

/** A change of a document: `span` becomes `before`, the token in its form, and `after`. */
export interface Insertion {
  readonly span: Span;
  readonly before: string;
  readonly form: TokenForm;
  readonly after: string;
}

export interface Surroundings {
  /** The text before the selection in its first line, and behind it in its last one. */
  readonly before: string;
  readonly after: string;
  /** What is selected of the first line. */
  readonly selected: string;
  readonly isOneLine: boolean;
  /** Whether the selection ends with the end of a line, as that of whole lines does. */
  readonly takesLineEnd: boolean;
}

export function around(document: InsertionDocument, { start, end }: Span): Surroundings {
  const first = document.lineAt(start.line);
  const isOneLine = start.line === end.line;
  return {
    before: first.slice(0, start.character),
    after: document.lineAt(end.line).slice(end.character),
    selected: first.slice(start.character, isOneLine ? end.character : undefined),
    isOneLine,
    takesLineEnd: !isOneLine && end.character === 0,
  };
}

export function inPlace(span: Span, form: TokenForm, before = '', after = ''): Insertion {
  return { span, before, form, after };
}

/** A line of its own, with nothing beside it: what the selection leaves of a line is parted from it, blanks go. */
export function onOwnLine(document: InsertionDocument, selection: Span, form: TokenForm): Insertion {
  const { eol } = document;
  const { start, end } = selection;
  const { before, after, takesLineEnd } = around(document, selection);
  const lineStart = { line: start.line, character: 0 };
  const lineEnd = { line: end.line, character: document.lineAt(end.line).length };
  if (isEmpty(selection) && !isBlank(before + after)) {
    // A cursor within a line does not cut the line in two.
    return isBlank(before)
      ? inPlace({ start: lineStart, end: lineStart }, form, '', eol)
      : inPlace({ start: lineEnd, end: lineEnd }, form, eol);
  }
  const keepsRest = takesLineEnd || !isBlank(after);
  return inPlace(
    { start: isBlank(before) ? lineStart : start, end: keepsRest ? end : lineEnd },
    form,
    isBlank(before) ? '' : eol,
    keepsRest ? eol : '',
  );
}

export function isBlank(text: string): boolean {
  return text.trim() === '';
}

export function isEmpty({ start, end }: Span): boolean {
  return compare(start, end) === 0;
}

/** Negative where `one` is before `other`, 0 where they are the same. */
export function compare(one: Position, other: Position): number {
  return one.line - other.line || one.character - other.character;
}
