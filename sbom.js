// Writes the software bill of materials of the last build, in the form of CycloneDX, to a folder or beside package.json:
//
//   node sbom.js [folder]
//
// npm says what it knows of each package by the lock file; what the bundle does not hold is left out, and so is what would
// differ from one run to the next. `npm run package` writes it beside the VSIX.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OPERATION_TABLE, OPERATIONS_PACKAGE } from './operations.js';

/** Where the build notes what went into it. */
export const METAFILE = 'dist/metafile.json';

/**
 * @typedef {{ outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }> }} Metafile
 * @typedef {{ 'bom-ref': string, name: string, version: string, scope?: string, properties: unknown[] }} Component
 * @typedef {{ ref: string, dependsOn: string[] }} Dependency
 * @typedef {{ bomFormat: string, serialNumber?: string, metadata: { timestamp?: string, component: Component },
 *   components: Component[], dependencies: Dependency[] }} Bill
 */

/**
 * The folders of the packages that went into a bundle, and of the one whose words the table of operations holds.
 * @param {Metafile} metafile
 */
export function bundledPackages({ outputs }) {
  const files = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const folders = files.flatMap(file =>
    file === OPERATION_TABLE
      ? [OPERATIONS_PACKAGE]
      : (/^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  return [...new Set(folders)].sort();
}

/** The bill of the last build. */
export async function billOfMaterials() {
  const metafile = /** @type {Metafile} */ (await readJson(METAFILE));
  const manifest = /** @type {Component} */ (await readJson('package.json'));
  const used = new Map(
    await Promise.all(
      bundledPackages(metafile).map(async folder => {
        const { name, version } = /** @type {Component} */ (await readJson(`${folder}/package.json`));
        return /** @type {const} */ ([`${name}@${version}`, folder]);
      }),
    ),
  );
  const bill = await askNpm();
  const root = bill.metadata.component;
  const components = bill.components.filter(({ name, version }) => used.has(`${name}@${version}`));
  if (components.length !== used.size)
    throw new Error('The bundle holds a package that the lock file lacks.');
  delete bill.serialNumber;
  delete bill.metadata.timestamp;
  // npm takes the name of the folder, whatever it is called.
  bill.metadata.component = { ...root, name: manifest.name, ...{ type: 'application' } };
  bill.components = components.map(component => ({
    ...component,
    scope: 'required', // npm calls optional what is a development dependency; here it is in the bundle.
    properties: used.get(`${component.name}@${component.version}`) === OPERATIONS_PACKAGE ? WORDS_ONLY : [],
  }));
  const kept = new Set([root['bom-ref'], ...components.map(component => component['bom-ref'])]);
  bill.dependencies = bill.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(other => kept.has(other)) }));
  return bill;
}

const WORDS_ONLY = [
  { name: 'ringcentral-jwt:use', value: 'its documentation, in the table of operations; no code' },
];

/** @returns {Promise<Bill>} npm's bill of all that the lock file names, on the npm that runs this script if one does */
async function askNpm() {
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--include=dev'];
  const cli = process.env['npm_execpath'];
  const options = { cwd: import.meta.dirname, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = cli?.endsWith('npm-cli.js')
    ? await promisify(execFile)(process.env['npm_node_execpath'] ?? process.execPath, [cli, ...args], options)
    : await promisify(execFile)('npm', args, { ...options, shell: process.platform === 'win32' });
  /** @type {unknown} */
  const bill = JSON.parse(stdout);
  return /** @type {Bill} */ (bill);
}

/**
 * @param {string} path below this folder
 * @returns {Promise<unknown>}
 */
async function readJson(path) {
  /** @type {unknown} */
  const value = JSON.parse(await readFile(join(import.meta.dirname, path), 'utf8'));
  return value;
}

if (import.meta.main) {
  const { name, version } = /** @type {Component} */ (await readJson('package.json'));
  const file = `${name}-${version}.sbom.cdx.json`;
  const bill = await billOfMaterials();
  await writeFile(
    join(process.argv[2] ?? import.meta.dirname, file),
    `${JSON.stringify(bill, undefined, 2)}\n`,
  );
  console.log(`Bill of materials: ${file} (${bill.components.length} packages)`);
}
