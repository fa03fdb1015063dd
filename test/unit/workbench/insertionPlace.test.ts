import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  insertionsAt,
  textOf,
  type Insertion,
  type InsertionDocument,
  type Position,
  type Span,
} from '../../../src/workbench/insertion/insertionPlace.ts';

const TOKEN = 'T0KEN';

interface File {
  readonly fileName: string;
  readonly languageId?: string;
}

class TextDocument implements InsertionDocument {
  readonly fileName: string;
  readonly languageId: string;
  readonly eol: string;
  readonly #lines: readonly string[];

  constructor(text: string, { fileName, languageId = 'plaintext' }: File, eol = '\n') {
    this.fileName = fileName;
    this.languageId = languageId;
    this.eol = eol;
    this.#lines = text.split(eol);
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  lineAt(line: number): string {
    const text = this.#lines[line];
    assert.ok(text !== undefined, `there is no line ${line}`);
    return text;
  }

  offsetAt({ line, character }: Position): number {
    assert.ok(character <= this.lineAt(line).length);
    return this.#lines.slice(0, line).join(this.eol).length + (line === 0 ? 0 : this.eol.length) + character;
  }

  positionAt(offset: number): Position {
    const lines = this.#lines.join(this.eol).slice(0, offset).split(this.eol);
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  }
}

/** Inserts the token where a text has `|` (a cursor) or `[…]` (a selection). */
function insert(marked: string, file: File, eol = '\n'): string {
  const offsets: [number, number][] = [];
  let text = '';
  for (const [, plain = '', mark = '', selected = ''] of marked.matchAll(/([^|[]*)(\||\[([^\]]*)\])?/g)) {
    text += plain;
    if (mark !== '') offsets.push([text.length, text.length + selected.length]);
    text += selected;
  }
  assert.ok(offsets.length > 0, 'no mark');
  const document = new TextDocument(text, file, eol);
  const selections = offsets.map(([start, end]) => ({
    start: document.positionAt(start),
    end: document.positionAt(end),
  }));
  return applied(text, document, insertionsAt(document, selections));
}

function applied(text: string, document: TextDocument, insertions: readonly Insertion[]): string {
  const byEnd = insertions
    .map(insertion => ({
      start: document.offsetAt(insertion.span.start),
      end: document.offsetAt(insertion.span.end),
      text: insertion.before + textOf(insertion.form, TOKEN) + insertion.after,
    }))
    .sort((a, b) => b.start - a.start || b.end - a.end);
  let last = text.length;
  let result = text;
  for (const { start, end, text: inserted } of byEnd) {
    assert.ok(start <= end && end <= last, 'changes overlap');
    last = start;
    result = result.slice(0, start) + inserted + result.slice(end);
  }
  return result;
}

const PLAIN = { fileName: 'notes.txt' };
const HTTP = { fileName: '/w/requests.http' };
const ENV = { fileName: '/w/.env' };
const SCRIPT = { fileName: '/w/a.ts', languageId: 'typescript' };

type Table = readonly (readonly [rule: string, marked: string, result: string])[];

function rows(file: File, table: Table): void {
  for (const [rule, marked, result] of table) {
    it(`${rule}: ${JSON.stringify(marked)}`, () => {
      assert.equal(insert(marked, file), result);
      assert.equal(
        insert(marked.replaceAll('\n', '\r\n'), file, '\r\n'),
        result.replaceAll('\n', '\r\n'),
        'with CRLF',
      );
    });
  }
}

describe('inserting into any file', () => {
  rows(PLAIN, [
    ['elsewhere the Bearer token', '|', 'Bearer T0KEN'],
    ['elsewhere the Bearer token', 'a | b', 'a Bearer T0KEN b'],
    ['a selection is replaced', 'a [old] b', 'a Bearer T0KEN b'],
    ['a selection over lines is replaced', 'a [old\nold] b', 'a Bearer T0KEN b'],
    ['inside quotes the Bearer token', 'const auth = "|";', 'const auth = "Bearer T0KEN";'],
    ['inside quotes the Bearer token', "auth: '[old]',", "auth: 'Bearer T0KEN',"],
    ['behind Bearer the token alone', 'Bearer |', 'Bearer T0KEN'],
    ['behind Bearer the token alone', 'Bearer [old]', 'Bearer T0KEN'],
    ['behind Bearer without a blank, one is added', 'Bearer|', 'Bearer T0KEN'],
    ['behind Bearer whatever its letters', 'authorization:BEARER  |', 'authorization:BEARER  T0KEN'],
    ['behind Bearer in quotes', '-H "Authorization: Bearer |"', '-H "Authorization: Bearer T0KEN"'],
    ['behind Bearer in quotes', '"Authorization": "Bearer [old]"', '"Authorization": "Bearer T0KEN"'],
    ['a word that ends in Bearer is none', 'forbearer |', 'forbearer Bearer T0KEN'],
    ['Bearer elsewhere in the line does not count', 'Bearer x |', 'Bearer x Bearer T0KEN'],
    ['behind Authorization: the value', 'Authorization: |', 'Authorization: Bearer T0KEN'],
    ['behind Authorization: without a blank, one is added', 'Authorization:|', 'Authorization: Bearer T0KEN'],
    ['behind Authorization: whatever its letters', 'AUTHORIZATION : |', 'AUTHORIZATION : Bearer T0KEN'],
    ['behind Authorization: an old value', 'Authorization: [Bearer old]', 'Authorization: Bearer T0KEN'],
    [
      'behind Authorization: an old value with its blank',
      'Authorization:[ Basic old]',
      'Authorization: Bearer T0KEN',
    ],
    ['behind Authorization: in quotes', "-H 'Authorization: |'", "-H 'Authorization: Bearer T0KEN'"],
    ['behind Authorization: in quotes', "-H 'Authorization:|'", "-H 'Authorization: Bearer T0KEN'"],
    ['in the quotes of the value', '{ "Authorization": "|" }', '{ "Authorization": "Bearer T0KEN" }'],
    ['in the quotes of the value', '{"Authorization":"|"}', '{"Authorization":"Bearer T0KEN"}'],
    ['in the quotes of the value', 'Authorization: `|`,', 'Authorization: `Bearer T0KEN`,'],
    ['in escaped quotes', '{\\"Authorization\\":\\"|\\"}', '{\\"Authorization\\":\\"Bearer T0KEN\\"}'],
    [
      'a quoted name without a quoted value gets one',
      '{ "Authorization": | }',
      '{ "Authorization": "Bearer T0KEN" }',
    ],
    [
      'a quoted name without a quoted value gets one',
      "{'Authorization':|}",
      "{'Authorization': 'Bearer T0KEN'}",
    ],
    ['no header line here', 'GET https://x.y/z\n|', 'GET https://x.y/z\nBearer T0KEN'],
    ['the place is that of the start', 'Bearer [a\nb]', 'Bearer T0KEN'],
    [
      'every selection by its own place',
      'Bearer [old]\nAuthorization:|\n"|" |',
      'Bearer T0KEN\nAuthorization: Bearer T0KEN\n"Bearer T0KEN" Bearer T0KEN',
    ],
  ]);
});

describe('inserting instead of a value with its quotes', () => {
  rows(PLAIN, [
    ['the quotes stay', 'Authorization: ["Bearer OLD"]', 'Authorization: "Bearer T0KEN"'],
    ['the quotes stay', '"Authorization":["OLD"],', '"Authorization":"Bearer T0KEN",'],
    ['the quotes stay', '{"a": ["old"]}', '{"a": "Bearer T0KEN"}'],
    ['the quotes stay', "a = ['']", "a = 'Bearer T0KEN'"],
    ['the quotes stay', 'a = [`old\nold`];', 'a = `Bearer T0KEN`;'],
    ['escaped quotes stay', '{\\"a\\": [\\"old\\"]}', '{\\"a\\": \\"Bearer T0KEN\\"}'],
    ['the quotes stay behind Bearer', 'Bearer ["old"]', 'Bearer "T0KEN"'],
    [
      'a header’s string stays one',
      "curl -H ['Authorization: old'] url",
      "curl -H 'Authorization: Bearer T0KEN' url",
    ],
    [
      'a header’s string stays one',
      'curl -H ["authorization:Bearer old"] url',
      'curl -H "authorization: Bearer T0KEN" url',
    ],
    ['a single quote is no quoted value', 'a ["] b', 'a Bearer T0KEN b'],
    ['two different quotes are none', 'a ["old\'] b', 'a Bearer T0KEN b'],
    ['a quote at one end only is none', 'a ["old" b] c', 'a Bearer T0KEN c'],
  ]);
  rows(ENV, [
    ['the quotes stay', 'A=["old"]', 'A="T0KEN"'],
    ['the quotes stay', "A=['Bearer old'] # b", "A='Bearer T0KEN' # b"],
    ['a line that is no assignment is replaced whole', '["old"]', 'RC_ACCESS_TOKEN=T0KEN'],
  ]);
});

describe('inserting behind bearer without a blank', () => {
  rows(PLAIN, [
    ['a blank is added before an old value', 'Bearer[old]', 'Bearer T0KEN'],
    ['in a header in any letters', 'authorization: bearer|', 'authorization: bearer T0KEN'],
    ['in a header in any letters', '"Authorization": "BEARER|"', '"Authorization": "BEARER T0KEN"'],
    ['elsewhere in other letters it does not count', 'TOKEN_TYPE=bearer|', 'TOKEN_TYPE=bearerBearer T0KEN'],
    ['elsewhere in other letters it does not count', 'BEARER|', 'BEARERBearer T0KEN'],
    ['a name that is assigned does not count', 'const bearer| = 1', 'const bearerBearer T0KEN = 1'],
    ['a name that is assigned does not count', 'const Bearer| = 1', 'const BearerBearer T0KEN = 1'],
    ['the begin of a word does not count', 'Bearer|s', 'BearerBearer T0KENs'],
    ['the end of a word does not count', 'HttpBearer|', 'HttpBearerBearer T0KEN'],
  ]);
  rows(ENV, [['a value stays whole', 'TOKEN_TYPE=bearer|', 'TOKEN_TYPE=bearer\nRC_ACCESS_TOKEN=T0KEN']]);
});

describe('inserting behind a key of a script', () => {
  rows(SCRIPT, [
    ['the value gets quotes', '{ Authorization: | }', '{ Authorization: "Bearer T0KEN" }'],
    ['the value gets quotes', '{a, authorization:|}', '{a, authorization: "Bearer T0KEN"}'],
    ['the value gets quotes', '  Authorization: [token],', '  Authorization: "Bearer T0KEN",'],
    [
      'as elsewhere on the line',
      "{ 'X-A': \"it's\", Authorization: | }",
      "{ 'X-A': \"it's\", Authorization: 'Bearer T0KEN' }",
    ],
    [
      'as elsewhere in the document',
      "// don't\nimport a from 'a';\nx(\"b\");\n  Authorization: |",
      "// don't\nimport a from 'a';\nx(\"b\");\n  Authorization: 'Bearer T0KEN'",
    ],
    ['selected quotes stay', '{ Authorization: ["old"] }', '{ Authorization: "Bearer T0KEN" }'],
    ['quotes that are there suffice', "{ Authorization: '|' }", "{ Authorization: 'Bearer T0KEN' }"],
    ['a quoted key’s quotes come first', "{ 'Authorization': | }", "{ 'Authorization': 'Bearer T0KEN' }"],
    ['none in a string', 'x("-H Authorization: |")', 'x("-H Authorization: Bearer T0KEN")'],
    ['none in a string', 'x("-H \'Authorization: |\'")', 'x("-H \'Authorization: Bearer T0KEN\'")'],
    ['none in a string', 'x("{Authorization: | }")', 'x("{Authorization: Bearer T0KEN }")'],
    ['none in a string', 'x(["Authorization: old"])', 'x("Authorization: Bearer T0KEN")'],
    ['none before a quote', '`\nAuthorization: |`', '`\nAuthorization: Bearer T0KEN`'],
    ['none in a comment', '// Authorization: |', '// Authorization: Bearer T0KEN'],
    ['none in a comment', 'a(); // {Authorization: |', 'a(); // {Authorization: Bearer T0KEN'],
    ['none behind Bearer', 'Authorization: Bearer |', 'Authorization: Bearer T0KEN'],
  ]);

  for (const languageId of ['javascript', 'javascriptreact', 'typescriptreact']) {
    it(`gives quotes in ${languageId}`, () => {
      assert.equal(
        insert('Authorization: |', { fileName: 'a', languageId }),
        'Authorization: "Bearer T0KEN"',
      );
    });
  }
  for (const languageId of ['yaml', 'http', 'python']) {
    it(`gives none in ${languageId}`, () => {
      assert.equal(insert('Authorization: |', { fileName: 'a', languageId }), 'Authorization: Bearer T0KEN');
    });
  }
});

describe('inserting into a request file', () => {
  const header = 'Authorization: Bearer T0KEN';
  rows(HTTP, [
    ['below a request line', 'GET https://x.y/z\n|', `GET https://x.y/z\n${header}`],
    ['below a request line', 'POST {{host}}/x HTTP/1.1\n|\n', `POST {{host}}/x HTTP/1.1\n${header}\n`],
    ['below a request line', '###\n  get /x\n|\n\n###', `###\n  get /x\n${header}\n\n###`],
    ['below a bare address', 'https://x.y/z\n|', `https://x.y/z\n${header}`],
    [
      'below a bare address',
      '@a = b\n\n# @name c\n{{host}}/z\n|',
      `@a = b\n\n# @name c\n{{host}}/z\n${header}`,
    ],
    ['below a bare address', 'GET /x\n\n###\nlocalhost:80/z\n|', `GET /x\n\n###\nlocalhost:80/z\n${header}`],
    ['below a bare address', 'api.x.y/z HTTP/1.1\n|', `api.x.y/z HTTP/1.1\n${header}`],
    ['below a query', 'GET https://x.y/z\n  ?a=1\n  &b=2\n|', `GET https://x.y/z\n  ?a=1\n  &b=2\n${header}`],
    ['below a header', 'GET /x\nAccept: */*\nX-A: b\n|\n', `GET /x\nAccept: */*\nX-A: b\n${header}\n`],
    ['below a comment in the head', 'GET /x\n# a\n// b\n|', `GET /x\n# a\n// b\n${header}`],
    ['between headers', 'GET /x\n|\nAccept: */*\n', `GET /x\n${header}\nAccept: */*\n`],
    ['between headers', 'GET /x\n|\n# a\nAccept: */*\n', `GET /x\n${header}\n# a\nAccept: */*\n`],
    ['a blank line is replaced whole', 'GET /x\n  | \t\nAccept: a', `GET /x\n${header}\nAccept: a`],
    ['a line selected whole is as good as empty', 'GET /x\n[A: b]\nC: d', `GET /x\n${header}\nC: d`],
    ['a line selected with its end keeps one', 'GET /x\n[A: b\n]C: d', `GET /x\n${header}\nC: d`],
    ['two cursors in one blank line make one header', 'GET /x\n | | \n', `GET /x\n${header}\n`],
    ['a body stays apart', 'POST /x\nA: b\n|\n{"c":1}', `POST /x\nA: b\n${header}\n\n{"c":1}`],
    ['a body stays apart', 'POST /x\n[A: b\n\n]c=d', `POST /x\n${header}\n\nc=d`],
    ['a body that is apart stays so', 'POST /x\n|\n\n{}', `POST /x\n${header}\n\n{}`],
    [
      'a body that looks like headers stays apart',
      'POST /x\nContent-Type: text/plain\n|\nNote: call me',
      `POST /x\nContent-Type: text/plain\n${header}\n\nNote: call me`,
    ],
    [
      'a body that looks like headers stays apart',
      'PUT /x\n|\nNote: call me\n\n# b\n###\nGET /y\n\nc',
      `PUT /x\n${header}\n\nNote: call me\n\n# b\n###\nGET /y\n\nc`,
    ],
    [
      'a body that looks like headers stays apart',
      'DELETE /x\nContent-Type: text/plain\n[A: b\n\n]Note: call me\n',
      `DELETE /x\nContent-Type: text/plain\n${header}\n\nNote: call me\n`,
    ],
    [
      'a body that begins like headers stays apart',
      'GET /x\n|\nname: a\nitems:\n  - b\n\nc: d',
      `GET /x\n${header}\n\nname: a\nitems:\n  - b\n\nc: d`,
    ],
    ['headers above a body are none', 'POST /x\n|\nA: b\n\n{}', `POST /x\n${header}\nA: b\n\n{}`],
    [
      'headers of a body are none',
      'POST /x\n|\nContent-Type: a/b\n\n###',
      `POST /x\n${header}\nContent-Type: a/b\n\n###`,
    ],
    ['what is below a header is no body', 'POST /x\n[A: b]\nC: d', `POST /x\n${header}\nC: d`],
    ['the next request is no body', 'GET /x\n|\n### b\nGET /y', `GET /x\n${header}\n### b\nGET /y`],
    ['not on the first line', '|\nGET /x', 'Bearer T0KEN\nGET /x'],
    ['not below a blank line', 'GET /x\nA: b\n\n|', 'GET /x\nA: b\n\nBearer T0KEN'],
    ['not below a separator', 'GET /x\n### A: b\n|', 'GET /x\n### A: b\nBearer T0KEN'],
    ['not in a body', 'POST /x\n\n{\n|\n}', 'POST /x\n\n{\nBearer T0KEN\n}'],
    ['not in a body that looks like headers', 'POST /x\n\nA: b\n|', 'POST /x\n\nA: b\nBearer T0KEN'],
    ['not in a body that is an address', 'POST /x\n\nhttps://x.y\n|', 'POST /x\n\nhttps://x.y\nBearer T0KEN'],
    ['not below a file variable', '@a = b\n|', '@a = b\nBearer T0KEN'],
    ['not below a comment alone', '# @name a\n|', '# @name a\nBearer T0KEN'],
    ['not on a line with text', 'GET /x\nX-Auth: |', 'GET /x\nX-Auth: Bearer T0KEN'],
    ['not where text is left of the line', 'GET /x\n[A]: b', 'GET /x\nBearer T0KEN: b'],
    ['behind Authorization: the value', 'GET /x\nAuthorization: |', `GET /x\n${header}`],
    ['behind Bearer the token alone', 'GET /x\nAuthorization: Bearer [old]', `GET /x\n${header}`],
  ]);

  for (const file of [
    { fileName: 'a.rest' },
    { fileName: 'C:\\w\\A.HTTP' },
    { fileName: 'Untitled-1', languageId: 'http' },
    { fileName: 'Untitled-1', languageId: 'rest' },
  ]) {
    it(`knows one by name or language: ${JSON.stringify(file)}`, () => {
      assert.equal(insert('GET /x\n|', file), `GET /x\n${header}`);
    });
  }
  for (const fileName of ['a.http.txt', 'http', '/a.http/b.txt']) {
    it(`knows that ${fileName} is none`, () => {
      assert.equal(insert('GET /x\n|', { fileName }), 'GET /x\nBearer T0KEN');
    });
  }
});

describe('inserting into a .env file', () => {
  const line = 'RC_ACCESS_TOKEN=T0KEN';
  rows(ENV, [
    ['on an empty line the variable', '|', line],
    ['on an empty line the variable', 'A=1\n|\nB=2', `A=1\n${line}\nB=2`],
    ['a blank line is replaced whole', 'A=1\n \t| \nB=2', `A=1\n${line}\nB=2`],
    ['behind a name the token alone', 'RC_TOKEN=|', 'RC_TOKEN=T0KEN'],
    ['behind a name the token alone', 'RC_TOKEN=[old]', 'RC_TOKEN=T0KEN'],
    ['behind a name the token alone', 'export RC.TOKEN = "|"', 'export RC.TOKEN = "T0KEN"'],
    ['behind a name the token alone', "  T='[old]' # x", "  T='T0KEN' # x"],
    ['an old value with Bearer stays one', 'AUTH=[Bearer old]', 'AUTH=Bearer T0KEN'],
    ['behind Bearer the token alone', 'AUTH="Bearer |"', 'AUTH="Bearer T0KEN"'],
    ['behind Authorization: the value', '# Authorization: |', '# Authorization: Bearer T0KEN'],
    ['below a line, which stays whole', 'A=1|\nB=2', `A=1\n${line}\nB=2`],
    ['below a line, which stays whole', 'A=b|c\nB=2', `A=bc\n${line}\nB=2`],
    ['below a line, which stays whole', 'A|B=1', `AB=1\n${line}`],
    ['above a line, which stays whole', '|A=1\nB=2', `${line}\nA=1\nB=2`],
    ['above a line, which stays whole', '  |A=1', `${line}\n  A=1`],
    ['below a comment', '# RC_TOKEN=|', `# RC_TOKEN=\n${line}`],
    ['instead of whole lines', 'A=1\n[RC_ACCESS_TOKEN=old]\nB=2', `A=1\n${line}\nB=2`],
    ['instead of whole lines with their ends', '[A=1\nB=2\n]C=3', `${line}\nC=3`],
    ['instead of whole lines with their ends', 'A=1\n[B=2\n]', `A=1\n${line}\n`],
    ['instead of a part of a line', 'A=b[c]d', `A=b\n${line}\nd`],
    ['a name takes its value with it', '[RC_ACCESS_TOKEN]=old', line],
    ['a name takes its value with it', 'A=1\n[RC_TOKEN]= "o # ld" # b\nB=2', `A=1\n${line} # b\nB=2`],
    ['a part of a name takes all of it', 'RC_[ACCESS]_TOKEN=old', line],
    ['a part of a name takes all of it', ' RC_ACCESS[_TOKEN=o]ld', line],
    ['a value with blanks and a comment', '[A]=b  c#d   # e', `${line}   # e`],
    ['a value that begins with a hash', '[A]=#b #c', `${line} #c`],
    ['a cut comment stays below', 'A[=1 # b]c', `${line}\nc`],
    ['export stays', 'export [RC_ACCESS_TOKEN=old]', `export ${line}`],
    ['export stays', '  export [RC_ACCESS_TOKEN]=old', `  export ${line}`],
    ['export stays', '[export] A=b', `export ${line}`],
    ['export stays', 'export [A=1\nB=2\n]C=3', `export ${line}\nC=3`],
    ['export stays', 'export |', `export ${line}`],
    ['an open quote is no whole value', '[A]="b\nc"', `${line}\n="b\nc"`],
    ['two selections in one name make one variable', '[A]B[C]=d', line],
    ['two cursors in one line make one variable', 'A=b|c|d', `A=bcd\n${line}`],
    ['two cursors in one blank line make one variable', ' | |', line],
  ]);

  it('reads a line with a long gap in a moment', () => {
    const started = performance.now();
    assert.equal(insert(`[A]=b${' '.repeat(100_000)}c`, ENV), line);
    assert.ok(performance.now() - started < 2000);
  });

  for (const file of [
    { fileName: '/w/.env.local' },
    { fileName: '/w/prod.env' },
    { fileName: 'Untitled-1', languageId: 'dotenv' },
    ...['', 'dotenv', 'env', 'properties', 'ini', 'shellscript'].map(languageId => ({
      fileName: '/w/.env.local',
      languageId,
    })),
  ]) {
    it(`knows one by name or language: ${JSON.stringify(file)}`, () => {
      assert.equal(insert('|', file), line);
    });
  }
  for (const fileName of ['env', '.environment', '.env/notes.txt', 'my.env.txt']) {
    it(`knows that ${fileName} is none`, () => {
      assert.equal(insert('|', { fileName }), 'Bearer T0KEN');
    });
  }
  for (const [fileName, languageId] of [
    ['/w/.env.ts', 'typescript'],
    ['/w/.env.json', 'json'],
    ['/w/prod.env', 'yaml'],
  ] as const) {
    it(`knows that ${fileName} in ${languageId} is none`, () => {
      assert.equal(insert('a |', { fileName, languageId }), 'a Bearer T0KEN');
    });
  }
});

describe('inserting at any place of any document', () => {
  const piece = fc.constantFrom(
    ...['', ' ', '\t', 'Bearer', 'Bearer ', 'Authorization:', '"Authorization": "', 'GET https://x.y/z'],
    ...["'Authorization: old'", 'export ', '"old"', 'Content-Type: a/b', 'POST /x', 'Authorization: '],
    ...['###', '# a', 'Accept: b', '{"c":1}', 'A=', 'export B="c"', '@d = e', '"', 'https://x.y', '?f=1'],
  );
  const line = fc.array(piece, { maxLength: 3 }).map(pieces => pieces.join(''));
  const file = fc.constantFrom<File>(PLAIN, HTTP, ENV, SCRIPT);
  const eol = fc.constantFrom('\n', '\r\n');
  const scene = fc
    .record({ lines: fc.array(line, { minLength: 1, maxLength: 8 }), file, eol })
    .chain(({ lines, file, eol }) => {
      const document = new TextDocument(lines.join(eol), file, eol);
      const offset = fc.nat(lines.join('\n').length);
      const position = offset.map(at => new TextDocument(lines.join('\n'), file).positionAt(at));
      const span = fc.tuple(position, position).map(([a, b]): Span => {
        return a.line < b.line || (a.line === b.line && a.character <= b.character)
          ? { start: a, end: b }
          : { start: b, end: a };
      });
      return fc.record({ text: fc.constant(lines.join(eol)), document: fc.constant(document), span });
    });

  it('changes nothing outside the selection but blanks and the assignment of its own lines', () => {
    fc.assert(
      fc.property(scene, ({ text, document, span }) => {
        const [insertion, ...others] = insertionsAt(document, [span]);
        assert.ok(insertion !== undefined && others.length === 0);
        const start = document.offsetAt(insertion.span.start);
        const end = document.offsetAt(insertion.span.end);
        const result = applied(text, document, [insertion]);
        assert.ok(result.startsWith(text.slice(0, start)));
        assert.ok(result.endsWith(text.slice(end)));
        const selected = { start: document.offsetAt(span.start), end: document.offsetAt(span.end) };
        if (selected.start !== selected.end) {
          // What is selected and stays: quotes, with a header's name, or `export`.
          assert.match(
            text.slice(selected.start, start),
            /^(?:["'](?:Authorization: ?)?|\s*e?x?p?o?r?t?\s*)$/,
          );
          assert.match(text.slice(end, selected.end), /^["']?$/);
        }
        const beside =
          start <= selected.end && end >= selected.start
            ? [text.slice(start, selected.start), text.slice(selected.end, end)]
            : [text.slice(start, end)];
        const isAssignment =
          document.fileName === ENV.fileName && /^\s*[\w.-]+\s*=[^\r\n]*$/.test(text.slice(start, end));
        if (!isAssignment) for (const changed of beside) assert.match(changed, /^[ \t]*$/);
      }),
      { numRuns: 1000 },
    );
  });

  it('puts the token there once, and no end of line but the document’s own', () => {
    fc.assert(
      fc.property(scene, ({ text, document, span }) => {
        const result = applied(text, document, insertionsAt(document, [span]));
        assert.equal(result.split(TOKEN).length, 2);
        if (document.eol === '\r\n') assert.doesNotMatch(result, /(?<!\r)\n|\r(?!\n)/);
        else assert.ok(!result.includes('\r'));
      }),
      { numRuns: 1000 },
    );
  });

  it('has no two changes that overlap, however many selections there are', () => {
    fc.assert(
      fc.property(scene, fc.array(fc.nat(200), { maxLength: 12 }), ({ text, document }, numbers) => {
        const offsets = numbers.map(number => number % (text.length + 1)).sort((a, b) => a - b);
        const spans: Span[] = [];
        for (let at = 0; at + 1 < offsets.length; at += 2) {
          const [start = 0, end = 0] = offsets.slice(at, at + 2).map(offset => {
            return document.eol === '\r\n' && text[offset] === '\n' ? offset - 1 : offset;
          });
          spans.push({ start: document.positionAt(start), end: document.positionAt(end) });
        }
        applied(text, document, insertionsAt(document, spans)); // Asserts it.
      }),
      { numRuns: 1000 },
    );
  });
});
