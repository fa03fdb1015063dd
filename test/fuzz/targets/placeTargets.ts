// The documents that a token is inserted into: `.env` files, request files, and any other.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  insertionsAt,
  textOf as tokenText,
  type Insertion,
  type InsertionDocument,
  type Position,
  type Span,
} from '../../../src/workbench/insertion/insertionPlace.ts';
import { LARGE_TEXTS, textLike } from '../arbitraries.ts';
import { target, type Outcome, type Target } from '../target.ts';

const TOKEN = 'T0KEN';

class TextDocument implements InsertionDocument {
  readonly fileName: string;
  readonly languageId: string;
  readonly eol: string;
  readonly lines: readonly string[];

  constructor(text: string, fileName: string, languageId: string, eol: string) {
    this.fileName = fileName;
    this.languageId = languageId;
    this.eol = eol;
    this.lines = text.split(eol);
  }

  get lineCount(): number {
    return this.lines.length;
  }

  lineAt(line: number): string {
    const text = this.lines[line];
    assert.ok(text !== undefined, `there is no line ${line}`);
    return text;
  }

  /** The place at a share of 1000 of the lines, and of that line's text. */
  at({ line, character }: Shares): Position {
    const number = Math.min(Math.floor((line * this.lineCount) / 1000), this.lineCount - 1);
    return { line: number, character: Math.floor((character * this.lineAt(number).length) / 1000) };
  }

  before({ line, character }: Position): string {
    assert.ok(character >= 0 && character <= this.lineAt(line).length, 'outside of its line');
    return [...this.lines.slice(0, line), this.lineAt(line).slice(0, character)].join(this.eol);
  }

  behind({ line, character }: Position): string {
    return [this.lineAt(line).slice(character), ...this.lines.slice(line + 1)].join(this.eol);
  }
}

interface Shares {
  readonly line: number;
  readonly character: number;
}

interface Place {
  readonly text: string;
  readonly file: readonly [name: string, languageId: string];
  readonly eol: string;
  readonly selections: readonly (readonly [Shares, Shares])[];
}

const FILES = [
  ['.env', 'dotenv'],
  ['/a/.env.local', 'plaintext'],
  ['C:\\a\\x.env', 'properties'],
  ['requests.http', 'http'],
  ['/a/b.rest', 'restclient'],
  ['script.ts', 'typescript'],
  ['data.json', 'json'],
  ['', ''],
] as const;

const TEXTS = [
  '# of Acme\nRC_CLIENT_ID=x\nexport RC_ACCESS_TOKEN="Bearer abc" # old\n\nLAST=1',
  "export \nA=\nB = 'x'\n  C=`y`",
  'GET https://platform.ringcentral.com/restapi/v1.0/account/~\nAccept: application/json\n\n\n###\nPOST {{base}}/x\nContent-Type: application/json\n\n{"a":1}',
  'const headers = {\n  Authorization: ,\n  "Authorization": "Bearer x",\n};\nfetch(url, { headers: { authorization: \'\' } });',
  '{"Authorization": "Bearer x", "a": "Authorization: Bearer y"}',
  '',
];

const shares: fc.Arbitrary<Shares> = fc.record({ line: fc.nat(1000), character: fc.nat(1000) });
const selection = fc.oneof(
  fc.tuple(shares, shares),
  shares.map(place => [place, place] as const),
  // Whole lines, as a click beside them selects.
  fc.tuple(fc.nat(1000), fc.nat(1000)).map(([one, other]) => {
    return [
      { line: one, character: 0 },
      { line: other, character: 0 },
    ] as const;
  }),
);

const places: fc.Arbitrary<Place> = fc.record({
  text: textLike(TEXTS),
  file: fc.constantFrom(...FILES),
  eol: fc.constantFrom('\n', '\n', '\r\n'),
  selections: fc.array(selection, { minLength: 1, maxLength: 3 }),
});

const comparePositions = (one: Position, other: Position): number =>
  one.line - other.line || one.character - other.character;

function checkPlace({ text, file: [name, languageId], eol, selections }: Place): Outcome {
  const document = new TextDocument(text, name, languageId, eol);
  const spans = selections.map(([one, other]): Span => {
    const [start, end] = [document.at(one), document.at(other)].sort(comparePositions);
    assert.ok(start !== undefined && end !== undefined);
    return { start, end };
  });
  const insertions = insertionsAt(document, spans);
  assert.ok(insertions.length >= 1 && insertions.length <= spans.length);
  for (const insertion of insertions) checkInsertion(document, spans, insertion);
  const sorted = insertions
    .map(({ span }) => span)
    .sort((a, b) => comparePositions(a.start, b.start) || comparePositions(a.end, b.end));
  for (const [index, { end }] of sorted.entries()) {
    const next = sorted[index + 1];
    assert.ok(next === undefined || comparePositions(end, next.start) <= 0, 'two changes overlap');
  }
  return insertions.every(({ form }) => form === 'value') ? 'refused' : 'read';
}

/** A change is in the document, takes no more than lines that the selections touch, and leaves a line of its own whole. */
function checkInsertion(document: TextDocument, selections: readonly Span[], insertion: Insertion): void {
  const { span, before, form, after } = insertion;
  assert.ok(comparePositions(span.start, span.end) <= 0);
  const isTouched = selections.some(
    ({ start, end }) => start.line <= span.start.line && span.end.line <= end.line,
  );
  assert.ok(isTouched, 'another line is changed');
  const left = document.before(span.start) + before;
  const right = after + document.behind(span.end);
  assert.doesNotMatch(before + after, /[^\r\n "'`\\]/);
  if (form !== 'header' && form !== 'variable') return;
  const line = (left.split(/\r?\n/).at(-1) ?? '') + tokenText(form, TOKEN) + (right.split(/\r?\n/)[0] ?? '');
  const whole =
    form === 'header'
      ? /^Authorization: Bearer T0KEN\s*$/
      : /^\s*(?:export\s+)?RC_ACCESS_TOKEN=T0KEN(?:\s.*)?$/is;
  assert.match(line, whole);
}

const largePlaces = Object.fromEntries(
  Object.entries(LARGE_TEXTS).flatMap(([name, text]) =>
    [FILES[0], FILES[3], FILES[5]].map(file => [
      `${name} in ${file[0]}`,
      (): Place => ({
        text: `A=${text()}`,
        ...{ file, eol: '\n' },
        selections: [
          [
            { line: 500, character: 500 },
            { line: 500, character: 500 },
          ],
          [
            { line: 1000, character: 0 },
            { line: 1000, character: 1000 },
          ],
        ],
      }),
    ]),
  ),
);

export const placeTargets: readonly Target[] = [
  target({ name: 'a place for a token', inputs: places, check: checkPlace, large: largePlaces }),
];
