// Where a token goes in a request file: into the head of a request, as a header on a line of its own.
import { around, isBlank, onOwnLine, type Insertion, type InsertionDocument, type Span } from './place.ts';

const HTTP_NAME = /\.(?:http|rest)$/i;
const HTTP_LANGUAGES: readonly string[] = ['http', 'rest', 'restclient'];

/** Lines of a request file, as REST Client and its kin read them. */
const SEPARATOR = /^\s*###/;
const COMMENT = /^\s*(?:#|\/\/)/;
const FILE_VARIABLE = /^\s*@[^\s=]+\s*=/;
const HEADER = /^[\w!$%&'*+.^`|~-]+\s*:(?!\/\/)/;
const CONTENT_HEADER = /^content-(?:type|length|encoding)\s*:/i;
const CONTINUATION = /^(?:\s+\S|[?&])/;
const REQUEST =
  /^\s*(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE)\s+(?:\{\{|[/*]|localhost\b|\S+[.:]\S)/i;
const REQUEST_WITH_BODY = /^\s*(?:POST|PUT|PATCH)\s/i;
const BARE_URL =
  /^(?:https?:\/\/|\{\{[^}]*\}\}|localhost\b|[\w-]+(?:\.[\w-]+)+(?=[:/?\s]|$))\S*(?:\s+HTTP\/[\d.]+)?\s*$/i;

/** @param name the file's name, without its folder */
export function isHttpFile(name: string, languageId: string): boolean {
  return HTTP_NAME.test(name) || HTTP_LANGUAGES.includes(languageId);
}

/** On an empty line of a request's header block: a header. A line that the selection empties is as good as empty. */
export function headerFor(document: InsertionDocument, selection: Span): Insertion | undefined {
  const { before, after, takesLineEnd } = around(document, selection);
  if (!isBlank(before) || !(isBlank(after) || takesLineEnd)) return undefined;
  const head = headAbove(document, selection.start.line);
  if (head === undefined) return undefined;
  const insertion = onOwnLine(document, selection, 'header');
  const next = selection.end.line + (takesLineEnd ? 0 : 1);
  // The empty line may be the one that parts headers and body: then there must be one afterwards.
  const takesBlankLine = linesOf(document, selection.start.line, next).some(isBlank);
  return isBody(document, next, takesBlankLine && expectsBody(head))
    ? { ...insertion, after: insertion.after + document.eol }
    : insertion;
}

/** The lines above up to the request line, which is the last one; undefined if they are not all of a request's head. */
function headAbove(document: InsertionDocument, line: number): string[] | undefined {
  const head: string[] = [];
  for (let above = line - 1; above >= 0; above--) {
    const text = document.lineAt(above);
    head.push(text);
    if (REQUEST.test(text) || (BARE_URL.test(text) && isFirstOfSection(document, above))) return head;
    const isHead = COMMENT.test(text) || HEADER.test(text) || CONTINUATION.test(text);
    if (SEPARATOR.test(text) || !isHead) return undefined;
  }
  return undefined;
}

/** An address without a method is a request line only where a request begins; further down it is a body. */
function isFirstOfSection(document: InsertionDocument, line: number): boolean {
  for (let above = line - 1; above >= 0; above--) {
    const text = document.lineAt(above);
    if (SEPARATOR.test(text)) return true;
    if (!isBlank(text) && !COMMENT.test(text) && !FILE_VARIABLE.test(text)) return false;
  }
  return true;
}

function expectsBody(head: readonly string[]): boolean {
  return REQUEST_WITH_BODY.test(head.at(-1) ?? '') || head.some(text => CONTENT_HEADER.test(text));
}

/**
 * Whether a body begins at a line or below the comments there. Lines that look like headers are the rest of the head,
 * unless a body is due and nothing else of the request could be it.
 */
function isBody(document: InsertionDocument, line: number, isDue: boolean): boolean {
  const section = linesOf(document, line, sectionEnd(document, line));
  const blank = section.findIndex(isBlank);
  const block = section.slice(0, blank < 0 ? undefined : blank).filter(text => !COMMENT.test(text));
  if (block.length === 0) return false;
  if (!block.every(text => HEADER.test(text))) return true;
  const rest = blank < 0 ? [] : section.slice(blank);
  return (
    isDue &&
    !block.some(text => CONTENT_HEADER.test(text)) &&
    rest.every(text => isBlank(text) || COMMENT.test(text))
  );
}

function sectionEnd(document: InsertionDocument, line: number): number {
  let end = line;
  while (end < document.lineCount && !SEPARATOR.test(document.lineAt(end))) end++;
  return end;
}

/** @param end the line behind the last one */
function linesOf(document: InsertionDocument, start: number, end: number): string[] {
  return Array.from({ length: Math.max(end - start, 0) }, (_, index) => document.lineAt(start + index));
}
