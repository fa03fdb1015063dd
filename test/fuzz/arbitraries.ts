// Inputs for parsers: valid samples with something wrong in them, JSON with something wrong in it, and what is large.
import fc from 'fast-check';

/** What breaks parsers, or shows badly. */
export const PIECES: readonly string[] = [
  '',
  ' ',
  '\t',
  '\n',
  '\r\n',
  '\n\n',
  '\0',
  '\u0007',
  '\u001B[31m',
  '\u00AD',
  '\u061C',
  '\u200B',
  '\u200F',
  '\u202E',
  '\u2028',
  '\u2066',
  '\uFEFF',
  '\u{E0041}',
  '\uD800',
  '\uDFFF',
  '👩‍👧',
  'é',
  'İ',
  '"',
  "'",
  '`',
  '\\',
  '\\"',
  '\\u0000',
  '\\ud800',
  '{',
  '}',
  '{}',
  '[',
  ']',
  '[[[[',
  '{"a":{"a":',
  ',',
  ':',
  ';',
  '=',
  '.',
  '..',
  '/',
  '//',
  '../',
  '?',
  '#',
  '@',
  '%',
  '%00',
  '%2e',
  '%E0%A4%A',
  '&',
  '$&',
  '$(error)',
  '{0}',
  '<',
  '<img src=x onerror=y>',
  '<html>',
  '</script>',
  '[x](command:y)',
  '```',
  '0',
  '-1',
  '-0',
  '1e999',
  '1e308',
  '9007199254740993',
  '9'.repeat(40),
  'NaN',
  'null',
  'undefined',
  'true',
  '__proto__',
  'constructor',
  'toString',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  'eyJ',
  'Bearer ',
  'authorization: ',
  'A=',
  'HTTP/1.1 400 x\n',
  'https://',
  'javascript:',
  'x'.repeat(700),
  ' '.repeat(700),
];

/** Values that stand where another type is expected. */
const VALUES: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  -1,
  0.5,
  400,
  1e15,
  8.64e15,
  -8.64e15,
  1e300,
  Number.MAX_VALUE,
  Number.MIN_SAFE_INTEGER,
  [],
  [[]],
  {},
  [null],
  ['x'],
  [{}],
  { length: 1 },
  { toString: 'x' },
  [[[[[[[['deep']]]]]]]],
];

/** One change of a text; `at` and `to` are places in it as shares of its length. */
interface Edit {
  readonly kind: 'cut' | 'double' | 'swap' | 'insert' | 'replace' | 'end' | 'begin' | 'case';
  readonly at: number;
  readonly to: number;
  readonly piece: string;
}

const SHARES = 1000;
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('cut', 'double', 'swap', 'insert', 'insert', 'replace', 'end', 'begin', 'case'),
  at: fc.nat(SHARES),
  to: fc.nat(SHARES),
  piece: fc.constantFrom(...PIECES),
});

function edited(text: string, { kind, at, to, piece }: Edit): string {
  const one = Math.floor((Math.min(at, to) * text.length) / SHARES);
  const other = Math.floor((Math.max(at, to) * text.length) / SHARES);
  const [before, middle, behind] = [text.slice(0, one), text.slice(one, other), text.slice(other)];
  switch (kind) {
    case 'cut':
      return before + behind;
    case 'double':
      return before + middle + middle + behind;
    case 'swap':
      return behind + middle + before;
    case 'insert':
      return before + piece + middle + behind;
    case 'replace':
      return before + piece + behind;
    case 'end':
      return before;
    case 'begin':
      return behind;
    case 'case':
      return before + (at % 2 === 0 ? middle.toUpperCase() : middle.toLowerCase()) + behind;
  }
}

/** Small, so that one change among them is felt: three of ten texts are left as they are but for an insertion. */
const edits = fc.array(edit, { maxLength: 4, size: 'max' });

/** A text of another kind altogether. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8, size: 'max' }).map(pieces => pieces.join('')),
);

/** Samples, mostly with something wrong in them, now and then some other text. */
export function textLike(samples: readonly string[]): fc.Arbitrary<string> {
  return textOf(fc.constantFrom(...samples));
}

/** Like {@link textLike}, for samples that are made. */
export function textOf(sample: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.tuple(sample, edits).map(([text, all]) => all.reduce(edited, text)) },
    { weight: 1, arbitrary: anyText },
  );
}

/** One change of a JSON value at its node of this number. */
interface NodeEdit {
  readonly kind: 'replace' | 'add' | 'wrap';
  readonly node: number;
  readonly key: string;
  readonly value: unknown;
}

const nodeEdit: fc.Arbitrary<NodeEdit> = fc.record({
  kind: fc.constantFrom('replace', 'replace', 'replace', 'add', 'wrap'),
  node: fc.nat(10_000),
  key: fc.constantFrom('__proto__', 'constructor', 'toString', 'length', '', 'errors', 'version', 'x'),
  value: fc.oneof(fc.constantFrom(...VALUES), fc.constantFrom<unknown[]>(...PIECES)),
});

/** The JSON of a value with that change; a node that is not there is the root. */
function withEdit(json: string, { kind, node, key, value }: NodeEdit): string {
  const root: unknown = JSON.parse(json);
  const count = nodesIn(root);
  let left = node % count;
  // Nothing in the root's place is no JSON.
  if (left === 0 && value === undefined) return 'null';
  return JSON.stringify(root, (_, old: unknown) => {
    left -= 1;
    if (left !== -1) return old;
    if (kind === 'replace') return value;
    if (kind === 'wrap') return [old, old];
    // A computed key is an own one, `__proto__` too.
    return typeof old === 'object' && old !== null && !Array.isArray(old) ? { ...old, [key]: value } : old;
  });
}

function nodesIn(value: unknown): number {
  let nodes = 0;
  JSON.stringify(value, (_, inner: unknown) => {
    nodes += 1;
    return inner;
  });
  return nodes;
}

/** JSON of samples, mostly with something else in a place of it; now and then broken, or other JSON. */
export function jsonLike(samples: readonly unknown[]): fc.Arbitrary<string> {
  const sample = fc.constantFrom(...samples.map(value => JSON.stringify(value)));
  const changed = fc
    .tuple(sample, fc.array(nodeEdit, { maxLength: 3, size: 'max' }))
    .map(([json, all]) => all.reduce(withEdit, json));
  return fc.oneof(
    { weight: 7, arbitrary: changed },
    { weight: 2, arbitrary: textOf(sample) },
    { weight: 1, arbitrary: fc.json() },
  );
}

/** The size of large inputs, in characters. */
const LARGE = 100_000;

const REPEATED: readonly string[] = [
  ...[
    ' ',
    '\t',
    '\n',
    ' \n',
    '\r\n',
    '\0',
    '\u200B',
    '\u202E',
    '\uD800',
    'x',
    '9',
    '👩‍👧',
    '%',
    '%20',
    '-',
    '_',
  ],
  ...[
    '"',
    "'",
    '`',
    '\\',
    '\\"',
    '\\\\"',
    '{',
    '}',
    '{}',
    '[',
    '[{',
    '{"a":',
    '{"errors":[',
    '(',
    '<',
    '<html>',
  ],
  ...[',', ';', ':', '=', '.', '/', '../', '?', '#', '@', '&', 'A=', 'A= ', 'export ', 'Bearer ', '"Bearer '],
  ...['eyJ', 'eyJhbGciOi.', 'token:', 'client_secret="', 'http://a', 'https://a/restapi', '/restapi/', 'OR '],
  ...['HTTP/1.1 400 x\n', '# x\n', 'a: b\n', 'A AND ', 'Error: ', 'get call log ', '\u{E0041}', 'İ', '$('],
];

/** Texts of 100 KB that repeat one piece, alone and between letters, and a few larger ones. */
export const LARGE_TEXTS: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(
    REPEATED.flatMap(piece => {
      const name = JSON.stringify(piece);
      const text = (): string => piece.repeat(LARGE / piece.length);
      return [
        [`much of ${name}`, text],
        [`much of ${name} within`, (): string => `x${text()}x`],
      ];
    }),
  ),
  'deep brackets': () => '['.repeat(LARGE) + ']'.repeat(LARGE),
  'deep objects': () => '{"a":'.repeat(LARGE) + '1' + '}'.repeat(LARGE),
  'deep errors': () => '{"errors":['.repeat(LARGE) + ']}'.repeat(LARGE),
  'a large string': () => JSON.stringify({ message: 'x'.repeat(10 * LARGE), error: 'y'.repeat(LARGE) }),
  'many errors': () => JSON.stringify({ errors: Array(LARGE / 2).fill({ errorCode: 'CMN-301' }) }),
  'many keys': () =>
    JSON.stringify(Object.fromEntries(Array.from({ length: LARGE }, (_, i) => [`k${i}`, i]))),
};

/** The large texts as inputs of another form. */
export function largeInputs<Input>(make: (text: string) => Input): Readonly<Record<string, () => Input>> {
  return Object.fromEntries(
    Object.entries(LARGE_TEXTS).map(([name, text]) => [name, (): Input => make(text())]),
  );
}
