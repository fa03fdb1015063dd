// Makes the table of RingCentral's operations from what @rc-ex/core documents above each of its methods:
//
//   node operations.js    writes it anew, after a change of the package
//
// The table is checked in: compiler, linter, bundler and Node read it like any other module, and a new version of the
// package shows in a diff what it changes. The build makes it as well and stops at the slightest difference.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OPERATION_METHODS, RATE_LIMIT_GROUPS } from './src/ringcentral/operation.ts';
import { parsePermissionExpression } from './src/ringcentral/permissionExpression.ts';

export const OPERATIONS_PACKAGE = 'node_modules/@rc-ex/core';
export const OPERATION_TABLE = 'src/ringcentral/operationTable.ts';

/** Version 1.8.6 has 507. Far fewer mean that the package is built in another way, not that RingCentral shrank. */
const FEWEST_OPERATIONS = 480;

/** Endpoints that the package documents otherwise than it calls them. */
const MISWRITTEN = new Map([['/scim/{version}/Users/dotSearch', '/scim/{version}/Users/.search']]);

/** The versions that the package calls unless told otherwise. */
const VERSIONS = new Map([
  ['{apiVersion}', 'v1.0'],
  ['{version}', 'v2'],
]);

/**
 * @typedef {[method: string, path: string, group: string, summary: string, app: string, user: string]} Row
 * @typedef {{ block: string | undefined, name: string, body: string }} Method
 */

const FIELDS = ['HTTP Method', 'Endpoint', 'Rate Limit Group', 'App Permission', 'User Permission'];

/** The package's scripts that may hold operations, with their paths below `dist/paths`. */
export async function readOperationSources() {
  const folder = join(import.meta.dirname, OPERATIONS_PACKAGE, 'dist/paths');
  const files = (await readdir(folder, { recursive: true })).filter(file => file.endsWith('.mjs')).sort();
  /** @type {Map<string, string>} */
  const sources = new Map();
  for (const file of files)
    sources.set(file.replaceAll('\\', '/'), await readFile(join(folder, file), 'utf8'));
  return sources;
}

/**
 * The operations of the package in an order of their own. Throws when the package has another shape than the one that
 * this script knows, naming file and method.
 * @param {ReadonlyMap<string, string>} sources
 * @param {number} fewest
 * @returns {Row[]}
 */
export function readOperations(sources, fewest = FEWEST_OPERATIONS) {
  const rows = [...sources].flatMap(([file, text]) => operationsOfFile(file, text));
  if (rows.length < fewest)
    stop(OPERATIONS_PACKAGE, `${rows.length} operations found, at least ${fewest} expected`);
  rows.sort((one, other) => compare(one[1], other[1]) || rankOf(one) - rankOf(other));
  rows.forEach(([method, path], index) => {
    const next = rows[index + 1];
    if (next?.[0] === method && next[1] === path)
      stop(OPERATIONS_PACKAGE, `${method} ${path} is there twice`);
  });
  return rows;
}

/**
 * The text of the table's module.
 * @param {readonly Row[]} rows
 * @param {string} version
 */
export function operationTableOf(rows, version) {
  return `// RingCentral's operations. Written by operations.js from @rc-ex/core ${version} (MIT): change nothing here.
import type { OperationMethod, RateLimitGroup } from './operation.ts';

/** The permissions are expressions as RingCentral writes them; empty where it names none. */
export type OperationRow = readonly [
  method: OperationMethod,
  path: string,
  group: RateLimitGroup,
  summary: string,
  appPermission: string,
  userPermission: string,
];

// prettier-ignore
export const OPERATION_ROWS: readonly OperationRow[] = [
${rows.map(row => `  [${row.map(cell => JSON.stringify(cell)).join(', ')}],\n`).join('')}];
`;
}

/** The table's module as the package in `node_modules` makes it. */
export async function generateOperationTable() {
  const manifest = await readFile(join(import.meta.dirname, OPERATIONS_PACKAGE, 'package.json'), 'utf8');
  /** @type {unknown} */
  const read = JSON.parse(manifest);
  const { version } = /** @type {{ version: string }} */ (read);
  return operationTableOf(readOperations(await readOperationSources()), version);
}

/** Throws unless the checked-in table is the one that the package makes. */
export async function checkOperationTable() {
  const [fresh, checkedIn] = await Promise.all([
    generateOperationTable(),
    readFile(join(import.meta.dirname, OPERATION_TABLE), 'utf8'),
  ]);
  if (fresh !== checkedIn)
    stop(OPERATION_TABLE, `it is not what ${OPERATIONS_PACKAGE} says now: run node operations.js`);
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {Row[]}
 */
function operationsOfFile(file, text) {
  const methods = methodsOf(text);
  const requests = [...text.matchAll(/\brc\.\w+\(/g)].length;
  const documented = [...text.matchAll(/\bHTTP Method:/g)].length;
  if (requests !== methods.length || documented > methods.length)
    stop(file, `${requests} requests and ${documented} doc blocks for ${methods.length} methods`);
  return methods.map(method => operationOf(file, text, method));
}

/**
 * The methods that send something: the package writes them, and no others, with `async`.
 * @param {string} text
 * @returns {Method[]}
 */
function methodsOf(text) {
  const heads = [...text.matchAll(/(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?\basync (\w+)\(/g)];
  return heads.map((head, index) => ({
    block: head[1],
    name: head[2] ?? '',
    body: text.slice(head.index + head[0].length, heads[index + 1]?.index),
  }));
}

/**
 * @param {string} file
 * @param {string} text
 * @param {Method} method
 * @returns {Row}
 */
function operationOf(file, text, { block, name, body }) {
  const where = `${file}, ${name}()`;
  if (block === undefined) return stop(where, 'it has no doc block');
  const { summary, fields } = readBlock(where, block);
  const method = fields.get('HTTP Method')?.toUpperCase() ?? '';
  const group = fields.get('Rate Limit Group') ?? '';
  const endpoint = fields.get('Endpoint') ?? '';
  const app = fields.get('App Permission') ?? '';
  const user = fields.get('User Permission') ?? '';
  if (summary === '') stop(where, 'it does not say what it does');
  if (!OPERATION_METHODS.some(known => known === method)) stop(where, `unknown HTTP method "${method}"`);
  if (!RATE_LIMIT_GROUPS.some(known => known === group)) stop(where, `unknown rate limit group "${group}"`);
  if (!body.includes(`rc.${method.toLowerCase()}(`))
    stop(where, `it does not send the ${method} of its doc block`);
  for (const permission of [app, user]) {
    if (permission !== '' && !parsePermissionExpression(permission).ok)
      stop(where, `"${permission}" is no permission expression`);
  }
  return [method, pathOf(where, endpoint, text), group, summary, app, user];
}

/**
 * @param {string} where
 * @param {string} block
 */
function readBlock(where, block) {
  const lines = block.split('\n').map(line => line.replace(/^\s*\*?\s*/, '').trimEnd());
  const begin = lines.findIndex(line => line.startsWith(`${FIELDS[0]}:`));
  if (begin < 0) stop(where, `its doc block has no "${FIELDS[0]}"`);
  /** @type {Map<string, string>} */
  const fields = new Map();
  for (const line of lines.slice(begin).filter(line => line !== '')) {
    const [, name = '', value = ''] = /^([^:]+): (.+)$/.exec(line) ?? [];
    if (!FIELDS.includes(name)) stop(where, `unknown field in its doc block: "${line}"`);
    if (fields.has(name)) stop(where, `"${name}" is there twice`);
    fields.set(name, value);
  }
  return { summary: summaryOf(lines.slice(0, begin)), fields };
}

/**
 * The first sentence, without Markdown and full stop.
 * @param {readonly string[]} lines
 */
function summaryOf(lines) {
  const [paragraph = ''] = lines.join('\n').trim().split('\n\n');
  const plain = paragraph
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ');
  return (/^.*?(?=\.(?: (?![a-z])|$))/.exec(plain)?.[0] ?? plain).trim();
}

/**
 * The documented endpoint, if it is the one that the method calls; with the version in it.
 * @param {string} where
 * @param {string} endpoint
 * @param {string} text
 */
function pathOf(where, endpoint, text) {
  const path = MISWRITTEN.get(endpoint) ?? endpoint;
  if (!/^(?:\/(?:[\w.-]+|\{\w+\}))+$/.test(path)) stop(where, `"${endpoint}" is no endpoint`);
  const called = /\bpath\([^)]*\) \{([^]*?)\n\s*\}/.exec(text)?.[1] ?? '';
  const literal = path.split('/').findLast(segment => !segment.startsWith('{'));
  if (!called.split(/[/"'`$]/).includes(literal ?? ''))
    stop(where, `it does not call its endpoint "${endpoint}"`);
  return path.replace(/\{\w*version\w*\}/gi, version => {
    return VERSIONS.get(version) ?? stop(where, `unknown version "${version}"`);
  });
}

/** @param {Row} row */
function rankOf([method]) {
  return OPERATION_METHODS.findIndex(known => known === method);
}

/**
 * By code unit, the same in every locale.
 * @param {string} one
 * @param {string} other
 */
function compare(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/**
 * @param {string} where
 * @param {string} problem
 * @returns {never}
 */
function stop(where, problem) {
  throw new Error(`The operations of ${OPERATIONS_PACKAGE}: ${where}: ${problem}`);
}

if (import.meta.main)
  await writeFile(join(import.meta.dirname, OPERATION_TABLE), await generateOperationTable());
