// Puts a token into an editor: every selection by its own place, in one step of undo, and looks whether it is there.
import * as vscode from 'vscode';
import { insertionsAt, textOf, type Insertion, type InsertionDocument } from './insertionPlace.ts';

/** What came of inserting: `closed` also when another editor has taken this one's place. */
export type InsertOutcome =
  | { readonly kind: 'inserted'; readonly places: number }
  | { readonly kind: 'read-only' }
  | { readonly kind: 'closed' };

/** VS Code refuses an edit when the document has changed meanwhile; then the places are looked for anew. */
const ATTEMPTS = 3;

/** Schemes without a file system whose documents VS Code never lets anybody edit. */
const READ_ONLY_SCHEMES: readonly string[] = ['output', 'debug'];

/**
 * Whether a document is known to be read-only before anything is tried. There is no full answer to that: documents of
 * other extensions and the setting `files.readonlyInclude` show only in the attempt.
 */
export async function isKnownReadOnly({ uri }: Pick<vscode.TextDocument, 'uri'>): Promise<boolean> {
  const { fs } = vscode.workspace;
  const isWritable = fs.isWritableFileSystem(uri.scheme);
  if (isWritable === undefined) return READ_ONLY_SCHEMES.includes(uri.scheme);
  if (!isWritable) return true;
  try {
    const { permissions = 0 } = await fs.stat(uri);
    return (permissions & vscode.FilePermission.Readonly) !== 0;
  } catch {
    return false; // Not saved yet, or deleted: its editor can be written to.
  }
}

/** Replaces every selection of an editor, and puts the cursors behind what was inserted. */
export async function insertToken(editor: vscode.TextEditor, accessToken: string): Promise<InsertOutcome> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (!isShown(editor)) return { kind: 'closed' };
    const changes = changesFor(editor, accessToken);
    const { document } = editor;
    const { version } = document;
    if (!(await apply(editor, changes))) continue;
    // VS Code reports success for a read-only editor too.
    if (document.version === version) return { kind: 'read-only' };
    editor.selections = cursorsBehind(document, changes);
    return { kind: 'inserted', places: changes.length };
  }
  return isShown(editor) ? { kind: 'read-only' } : { kind: 'closed' };
}

function isShown(editor: vscode.TextEditor): boolean {
  return !editor.document.isClosed && vscode.window.visibleTextEditors.includes(editor);
}

interface Change {
  readonly range: vscode.Range;
  /** Offsets in the document as it was. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** How far behind the start of the text the cursor goes. */
  readonly cursor: number;
}

function changesFor({ document, selections }: vscode.TextEditor, accessToken: string): Change[] {
  return insertionsAt(viewOf(document), selections).map(({ span, before, form, after }: Insertion) => {
    const range = new vscode.Range(
      new vscode.Position(span.start.line, span.start.character),
      new vscode.Position(span.end.line, span.end.character),
    );
    const inserted = `${before}${textOf(form, accessToken)}`;
    return {
      range,
      start: document.offsetAt(range.start),
      end: document.offsetAt(range.end),
      text: inserted + after,
      cursor: inserted.length,
    };
  });
}

function viewOf(document: vscode.TextDocument): InsertionDocument {
  return {
    fileName: document.fileName,
    languageId: document.languageId,
    lineCount: document.lineCount,
    eol: document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n',
    lineAt: line => document.lineAt(line).text,
  };
}

async function apply(editor: vscode.TextEditor, changes: readonly Change[]): Promise<boolean> {
  try {
    return await editor.edit(builder => {
      for (const { range, text } of changes) builder.replace(range, text);
    });
  } catch (error) {
    if (isShown(editor)) throw error;
    return false; // Closed since it was looked for.
  }
}

/** One cursor for each change, in the order of the selections: the first one stays the primary one. */
function cursorsBehind(document: vscode.TextDocument, changes: readonly Change[]): vscode.Selection[] {
  return changes.map(change => {
    const shift = changes
      .filter(({ start, end }) => start < change.start || (start === change.start && end < change.end))
      .reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
    const position = document.positionAt(change.start + shift + change.cursor);
    return new vscode.Selection(position, position);
  });
}
