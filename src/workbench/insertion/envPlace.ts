// Where a token goes in a .env file: to the variable that is being assigned, else as a variable on a line of its own.
import {
  around,
  compare,
  inPlace,
  isBlank,
  isEmpty,
  onOwnLine,
  type Insertion,
  type InsertionDocument,
  type Span,
} from './place.ts';

const ENV_NAME = /^\.env(?:\..+)?$|\.env$/i;
const ENV_LANGUAGE = 'dotenv';

/** Languages that say nothing against a name: every other one, as that of `.env.ts`, is of a program or of data. */
const ENV_LIKE_LANGUAGE = /^$|env|properties|^(?:plaintext|ini|shellscript|unknown)$/i;

/** Ends of what stands before a selection. */
const ASSIGNMENT = /^\s*(?:export\s+)?[a-z_][\w.-]*\s*=\s*["'`]?$/i;
const EXPORT = /^\s*export\s+$/i;

/** A line that is one assignment: its `export` or indent, its name, and its value without a comment behind it. */
const WHOLE_ASSIGNMENT =
  /^(\s*export\s+|\s*)([a-z_][\w.-]*\s*)=\s*(?:"(?:\\.|[^"\\])*"|'[^']*'|`[^`]*`|(?!["'`])(?:\S+(?:\s+(?!#)\S+)*)?)(?=\s*$|\s+#)/i;

/** @param name the file's name, without its folder */
export function isEnvFile(name: string, languageId: string): boolean {
  return languageId === ENV_LANGUAGE || (ENV_NAME.test(name) && ENV_LIKE_LANGUAGE.test(languageId));
}

/** @param inner the selection without the quotes that it has around it */
export function variableFor(document: InsertionDocument, selection: Span, inner: Span): Insertion {
  const { before, selected } = around(document, inner);
  if (ASSIGNMENT.test(before)) return inPlace(inner, /^bearer\s/i.test(selected) ? 'value' : 'token');
  return insteadOfAssignment(document, selection) ?? belowOrInstead(document, selection);
}

/** A selection that takes something of a name takes its value too: half an assignment is none. */
function insteadOfAssignment(document: InsertionDocument, selection: Span): Insertion | undefined {
  const { start, end } = selection;
  if (start.line !== end.line || isEmpty(selection)) return undefined;
  const assignment = WHOLE_ASSIGNMENT.exec(document.lineAt(start.line));
  if (assignment === null) return undefined;
  const [{ length: assignmentEnd }, lead = '', name = ''] = assignment;
  if (start.character > lead.length + name.length) return undefined;
  const { after } = around(document, selection);
  const span = {
    start: { line: start.line, character: isBlank(lead) ? 0 : lead.length },
    end: { line: end.line, character: Math.max(end.character, assignmentEnd) },
  };
  const cutsComment = end.character > assignmentEnd && !isBlank(after);
  return inPlace(span, 'variable', '', cutsComment ? document.eol : '');
}

function belowOrInstead(document: InsertionDocument, selection: Span): Insertion {
  const insertion = onOwnLine(document, selection, 'variable');
  const isBehindExport =
    EXPORT.test(around(document, selection).before) && compare(insertion.span.start, selection.start) === 0;
  return isBehindExport ? { ...insertion, before: '' } : insertion;
}
