// Inserting into real editors: every selection by its place, one step of undo, and what can't be written to.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import {
  commands,
  ConfigurationTarget,
  Disposable,
  EndOfLine,
  FilePermission,
  FileType,
  Selection,
  Uri,
  window,
  workspace,
  type FileSystemProvider,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import { gitAnswerFor } from '../../src/workbench/insertion/gitInWindow.ts';
import { insertToken, isKnownReadOnly } from '../../src/workbench/insertion/insertToken.ts';

const TOKEN = 'U0pD.access-token_of|Acme';
const SCHEME = 'insert-test';

describe('inserting a token', () => {
  let folder: string;
  let provider: Disposable;
  before(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'insert-')));
    provider = workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: () => 'Authorization: ',
    });
  });
  afterEach(async () => {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(async () => {
    provider.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  /** Shows a document with its cursors where its text, as it is given here, has `‸` or `‹…›`. */
  async function show(
    marked: string,
    open: (text: string) => PromiseLike<TextDocument>,
  ): Promise<TextEditor> {
    const text = marked.replaceAll(/[‸‹›]/g, '');
    const document = await open(text);
    const editor = await window.showTextDocument(document, { preview: false });
    const marks = [...marked.matchAll(/[‸‹›]/g)].map(({ 0: mark, index }, before) => ({
      mark,
      position: document.positionAt(index - before),
    }));
    editor.selections = marks.flatMap(({ mark, position }, index) => {
      if (mark === '›') return [];
      return [new Selection(position, mark === '‹' ? (marks[index + 1]?.position ?? position) : position)];
    });
    return editor;
  }

  async function untitled(language: string, marked: string): Promise<TextEditor> {
    return show(marked, content => workspace.openTextDocument({ language, content }));
  }

  async function file(name: string, marked: string): Promise<TextEditor> {
    return show(marked, async text => {
      await writeFile(join(folder, name), text);
      return workspace.openTextDocument(Uri.file(join(folder, name)));
    });
  }

  /** An editor's text with `‸` for its cursors. */
  function shown({ document, selections }: TextEditor): string {
    assert.ok(selections.every(({ isEmpty }) => isEmpty));
    const offsets = selections.map(({ active }) => document.offsetAt(active)).sort((a, b) => b - a);
    return offsets.reduce(
      (text, offset) => `${text.slice(0, offset)}‸${text.slice(offset)}`,
      document.getText(),
    );
  }

  for (const [language, marked, expected] of [
    ['dotenv', 'A=1\n‸', `A=1\nRC_ACCESS_TOKEN=${TOKEN}‸`],
    ['json', '{ "Authorization": "‹old›" }', `{ "Authorization": "Bearer ${TOKEN}‸" }`],
    ['plaintext', 'Bearer‸', `Bearer ${TOKEN}‸`],
  ] as const) {
    it(`follows the place in an untitled document of language ${language}`, async () => {
      const editor = await untitled(language, marked);
      assert.deepEqual(await insertToken(editor, TOKEN), { kind: 'inserted', places: 1 });
      assert.equal(shown(editor), expected);
    });
  }

  for (const [name, marked, expected] of [
    ['.env', 'A=1\nB=‸', `A=1\nB=${TOKEN}‸`],
    ['request.http', 'GET /x\n‸\nAccept: a', `GET /x\nAuthorization: Bearer ${TOKEN}‸\nAccept: a`],
    ['request.rest', 'GET /x\n‸\n{}', `GET /x\nAuthorization: Bearer ${TOKEN}‸\n\n{}`],
  ] as const) {
    it(`follows the place in a file named ${name}`, async () => {
      const editor = await file(name, marked);
      assert.deepEqual(await insertToken(editor, TOKEN), { kind: 'inserted', places: 1 });
      assert.equal(shown(editor), expected);
      assert.ok(editor.document.isDirty, 'the change is not saved');
    });
  }

  const several = 'Bearer ‹old›\n‸\n"a": "‸" ‹over\nlines›\nAuthorization:‸\n';
  const severalAfter =
    `Bearer ${TOKEN}‸\nBearer ${TOKEN}‸\n"a": "Bearer ${TOKEN}‸" Bearer ${TOKEN}‸\n` +
    `Authorization: Bearer ${TOKEN}‸\n`;

  it('replaces several selections, each by its own place, and puts the cursors behind', async () => {
    const editor = await untitled('plaintext', several);
    assert.deepEqual(await insertToken(editor, TOKEN), { kind: 'inserted', places: 5 });
    assert.equal(shown(editor), severalAfter);
    assert.equal(editor.selection.active.line, 0, 'the first cursor is still the primary one');
  });

  it('keeps the line ends of a CRLF file', async () => {
    const editor = await file('crlf.env', 'A=‹old›\r\nB=2‸\r\n‸\r\nC=3\r\n');
    assert.equal(editor.document.eol, EndOfLine.CRLF);
    assert.deepEqual(await insertToken(editor, TOKEN), { kind: 'inserted', places: 3 });
    const line = `RC_ACCESS_TOKEN=${TOKEN}‸`;
    assert.equal(shown(editor), `A=${TOKEN}‸\r\nB=2\r\n${line}\r\n${line}\r\nC=3\r\n`);
  });

  it('is one step of undo and redo, whatever was typed before', async () => {
    const editor = await untitled('plaintext', several);
    await editor.edit(builder => {
      builder.insert(editor.document.positionAt(editor.document.getText().length), 'typed');
    });
    const typed = editor.document.getText();
    await insertToken(editor, TOKEN);
    const inserted = editor.document.getText();
    await commands.executeCommand('undo');
    assert.equal(editor.document.getText(), typed);
    await commands.executeCommand('redo');
    assert.equal(editor.document.getText(), inserted);
  });

  it('looks for the places anew when the document changes at the same moment', async () => {
    const editor = await untitled('plaintext', 'Bearer ‸');
    const typing = editor.edit(builder => {
      builder.insert(editor.document.positionAt(0), 'typed\n');
    });
    assert.deepEqual(await insertToken(editor, TOKEN), { kind: 'inserted', places: 1 });
    assert.ok(await typing);
    assert.equal(shown(editor), `typed\nBearer ${TOKEN}‸`);
  });

  it('counts a token that is there already as inserted', async () => {
    const editor = await untitled('plaintext', `Bearer ‹${TOKEN}›`);
    assert.deepEqual(await insertToken(editor, TOKEN), { kind: 'inserted', places: 1 });
    assert.equal(shown(editor), `Bearer ${TOKEN}‸`);
  });

  it('says of a virtual document that it is read-only', async () => {
    const document = await workspace.openTextDocument(Uri.from({ scheme: SCHEME, path: '/a.http' }));
    const editor = await window.showTextDocument(document);
    assert.deepEqual(await insertToken(editor, TOKEN), { kind: 'read-only' });
    assert.equal(document.getText(), 'Authorization: ');
  });

  it('says of a file that a setting makes read-only that it is', async () => {
    const settings = workspace.getConfiguration('files');
    await settings.update('readonlyInclude', { '**/frozen.http': true }, ConfigurationTarget.Global);
    try {
      const editor = await file('frozen.http', 'Authorization: ‸');
      assert.deepEqual(await insertToken(editor, TOKEN), { kind: 'read-only' });
      assert.equal(editor.document.getText(), 'Authorization: ');
    } finally {
      await settings.update('readonlyInclude', undefined, ConfigurationTarget.Global);
    }
  });

  it('says of an editor that was closed or left that it is', async () => {
    const editor = await file('left.http', 'Authorization: ‸');
    await untitled('plaintext', 'another one‸');
    assert.deepEqual(await insertToken(editor, TOKEN), { kind: 'closed' });
    assert.equal(editor.document.getText(), 'Authorization: ');
  });

  it('knows beforehand of a file system or a file that takes nothing, and of output', async () => {
    const fileOf = (permissions: FilePermission | undefined): FileSystemProvider => ({
      onDidChangeFile: () => new Disposable(() => undefined),
      watch: () => new Disposable(() => undefined),
      stat: () => ({
        type: FileType.File,
        ctime: 0,
        mtime: 0,
        size: 0,
        ...(permissions === undefined ? {} : { permissions }),
      }),
      readFile: () => new Uint8Array(),
      readDirectory: () => [],
      createDirectory: () => undefined,
      writeFile: () => undefined,
      delete: () => undefined,
      rename: () => undefined,
    });
    const systems = [
      workspace.registerFileSystemProvider('insert-frozen', fileOf(undefined), { isReadonly: true }),
      workspace.registerFileSystemProvider('insert-locked', fileOf(FilePermission.Readonly)),
      workspace.registerFileSystemProvider('insert-open', fileOf(undefined)),
    ];
    const uriOf = (scheme: string): Uri => Uri.from({ scheme, path: '/a.http' });
    const isReadOnly = async (scheme: string): Promise<boolean> => isKnownReadOnly({ uri: uriOf(scheme) });
    try {
      // The extension host learns of a file system from the workbench, which has answered then.
      for (const scheme of ['insert-frozen', 'insert-locked', 'insert-open'])
        await workspace.fs.stat(uriOf(scheme));
      assert.equal(await isReadOnly('insert-frozen'), true);
      assert.equal(await isReadOnly('insert-locked'), true);
      assert.equal(await isReadOnly('output'), true);
      assert.equal(await isReadOnly('insert-open'), false);
    } finally {
      for (const system of systems) system.dispose();
    }
    assert.equal(await isKnownReadOnly((await file('free.http', '‸')).document), false);
    assert.equal(await isKnownReadOnly((await untitled('plaintext', '‸')).document), false);
  });

  it('asks the git that VS Code found whether a file is ignored', async () => {
    execFileSync('git', ['init', '--quiet', folder]);
    await writeFile(join(folder, '.gitignore'), 'ignored.http\n');
    assert.equal(await gitAnswerFor((await file('ignored.http', '‸')).document), 'ignored');
    assert.equal(await gitAnswerFor((await file('open.http', '‸')).document), 'not-ignored');
    assert.equal(await gitAnswerFor((await untitled('plaintext', '‸')).document), 'unknown');
  });
});
