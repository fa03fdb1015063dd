// Bundles the extension into dist/: ES modules, split so that activating loads little and a request the rest.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { context } from 'esbuild';
import { checkOperationTable } from './operations.js';
import { bundledPackages, METAFILE } from './sbom.js';

const isProduction = process.argv.includes('--production');
const isWatching = process.argv.includes('--watch');

/** @type {import('esbuild').Plugin} Says when a build begins and ends, in the form that .vscode/tasks.json waits for. */
const announce = {
  name: 'announce',
  setup(build) {
    build.onStart(() => {
      console.log('[watch] build started');
    });
    build.onEnd(({ errors }) => {
      for (const { text, location } of errors) {
        console.error(`✘ [ERROR] ${text}`);
        if (location !== null) console.error(`    ${location.file}:${location.line}:${location.column}:`);
      }
      console.log('[watch] build finished');
    });
  },
};

/**
 * proper-lockfile is CommonJS and made for a process of its own. Here it becomes part of ES modules, which have no
 * `require` for Node's modules, and of a process that belongs to all extensions: graceful-fs would patch Node's streams
 * and signal-exit its `process`. The first is Node's own `fs` instead, the second nothing: a lock that is left behind
 * gets stale.
 * @type {import('esbuild').Plugin}
 */
const tameCommonJs = {
  name: 'tame-commonjs',
  setup(build) {
    build.onResolve({ filter: /^graceful-fs$/ }, () => ({ path: 'node:fs', namespace: 'built-in' }));
    build.onResolve({ filter: /^signal-exit$/ }, ({ path }) => ({ path, namespace: 'nothing' }));
    build.onResolve({ filter: /^/ }, ({ kind, path }) =>
      kind === 'require-call' && isBuiltin(path) ? { path, namespace: 'built-in' } : undefined,
    );
    build.onLoad({ filter: /^/, namespace: 'built-in' }, ({ path }) => ({
      contents: `export * from '${path}';`,
    }));
    build.onLoad({ filter: /^/, namespace: 'nothing' }, () => ({
      contents: 'module.exports = () => undefined;',
    }));
  },
};

await checkOperationTable();
await rm('dist', { recursive: true, force: true });
/** @satisfies {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  // Its main file reads bundles from disk with `require`, which an ES module does not have; VS Code hands them over.
  alias: { '@vscode/l10n': '@vscode/l10n/dist/browser.js' },
  minify: isProduction,
  sourcemap: !isProduction,
  legalComments: 'none',
  metafile: true,
  logLevel: isWatching ? 'silent' : 'warning',
};
const host = await context({
  ...common,
  entryPoints: { extension: 'src/extension.ts' },
  outdir: 'dist',
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  external: ['vscode'],
  chunkNames: 'chunks/[name]-[hash]',
  plugins: isWatching ? [tameCommonJs, announce] : [tameCommonJs],
});
// The script of the explanation panel's page, which runs in a browser.
const page = await context({
  ...common,
  entryPoints: { panel: 'src/workbench/panel/webview/main.ts' },
  outdir: 'dist/panel',
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
});
if (isWatching) await Promise.all([page.watch(), host.watch()]);
else {
  const built = await Promise.all([host.rebuild(), page.rebuild()]);
  const [ofHost, ofPage] = built.map(({ metafile }) => metafile);
  const metafile = {
    inputs: { ...ofHost?.inputs, ...ofPage?.inputs },
    outputs: { ...ofHost?.outputs, ...ofPage?.outputs },
  };
  await writeFile(METAFILE, JSON.stringify(metafile));
  await writeFile('dist/THIRD_PARTY_NOTICES.txt', await noticesOf(bundledPackages(metafile)));
  await Promise.all([host.dispose(), page.dispose()]);
}

/**
 * The licences of packages.
 * @param {readonly string[]} folders
 */
async function noticesOf(folders) {
  const notices = folders.map(async folder => {
    /** @type {unknown} */
    const manifest = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
    const { name, version, license, author } = /** @type {Record<string, string>} */ (manifest);
    const file = (await readdir(folder)).find(entry => /^licen[cs]e/i.test(entry));
    const text =
      file === undefined
        ? `${author}\n\n${await termsOf(license)}`
        : await readFile(`${folder}/${file}`, 'utf8');
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  return (await Promise.all(notices)).join(`\n${'-'.repeat(80)}\n\n`);
}

/**
 * The terms of a licence that a package names without bringing its text.
 * @param {string | undefined} license
 */
async function termsOf(license) {
  if (license !== 'MIT') throw new Error(`A package in the bundle brings no text of its licence, ${license}`);
  const text = await readFile('LICENSE', 'utf8'); // Ours, which is the same one.
  return text.slice(text.indexOf('Permission is hereby granted'));
}
