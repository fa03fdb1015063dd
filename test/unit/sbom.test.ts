// The bill of materials beside the package: all that is bundled and nothing else, and nothing of the machine that made it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';

const ROOT = join(import.meta.dirname, '../..');

const Component = v.object({
  'bom-ref': v.string(),
  type: v.string(),
  name: v.string(),
  version: v.string(),
  purl: v.pipe(v.string(), v.startsWith('pkg:npm/')),
  scope: v.literal('required'),
  licenses: v.pipe(v.array(v.unknown()), v.minLength(1)),
});
const Bill = v.object({
  bomFormat: v.literal('CycloneDX'),
  metadata: v.object({ component: v.object({ ...Component.entries, name: v.literal('ringcentral-jwt') }) }),
  components: v.array(Component),
  dependencies: v.array(v.object({ ref: v.string(), dependsOn: v.array(v.string()) })),
});
const Metafile = v.object({
  outputs: v.record(
    v.string(),
    v.object({ inputs: v.record(v.string(), v.object({ bytesInOutput: v.number() })) }),
  ),
});
const Manifest = v.object({ name: v.string(), version: v.string() });

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

/** The whole name of the package that a file of the bundle belongs to, by the package.json that is nearest to it. */
function packageOf(input: string): string[] {
  const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
  if (folder === undefined) return [];
  const { name, version } = v.parse(Manifest, readJson(join(folder, 'package.json')));
  return [`${name}@${version}`];
}

describe('the bill of materials', () => {
  let text = '';
  let again = '';
  let files: string[] = [];
  before(() => {
    execFileSync(process.execPath, ['esbuild.js', '--production'], { cwd: ROOT });
    const folder = mkdtempSync(join(tmpdir(), 'sbom-'));
    const make = (): string => {
      execFileSync(process.execPath, ['sbom.js', folder], { cwd: ROOT, stdio: 'pipe' });
      files = readdirSync(folder);
      return readFileSync(join(folder, files[0] ?? ''), 'utf8');
    };
    text = make();
    again = make();
    rmSync(folder, { recursive: true });
  });
  const bill = (): v.InferOutput<typeof Bill> => v.parse(Bill, JSON.parse(text));

  it('is one file, named after the package and its version', () => {
    const { version } = v.parse(Manifest, readJson('package.json'));
    assert.deepEqual(files, [`ringcentral-jwt-${version}.sbom.cdx.json`]);
    assert.equal(bill().metadata.component.version, version);
  });

  it('lists what esbuild put into the bundle, with version and licence, and the package that the operations are from', () => {
    const { outputs } = v.parse(Metafile, readJson('dist/metafile.json'));
    const inputs = Object.values(outputs).flatMap(output =>
      Object.entries(output.inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
    );
    assert.ok(inputs.some(input => input.endsWith('node_modules/jose/dist/webapi/util/decode_jwt.js')));
    const operations = packageOf('node_modules/@rc-ex/core/package.json');
    const bundled = new Set([...inputs.flatMap(packageOf), ...operations]);
    assert.deepEqual(
      bill()
        .components.map(component => component['bom-ref'])
        .sort(),
      [...bundled].sort(),
    );
  });

  it('lists the packages whose licences go with the package', () => {
    const notices = readFileSync(join(ROOT, 'dist/THIRD_PARTY_NOTICES.txt'), 'utf8');
    const named = [...notices.matchAll(/^(\S+) (\d\S*) \(\S+\)$/gm)].map(
      ([, name, version]) => `${name ?? ''}@${version ?? ''}`,
    );
    assert.deepEqual(
      named.sort(),
      bill()
        .components.map(component => component['bom-ref'])
        .sort(),
    );
  });

  it('names no dependency that it does not list', () => {
    const { components, dependencies, metadata } = bill();
    const listed = new Set([...components, metadata.component].map(component => component['bom-ref']));
    assert.deepEqual(
      dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter(ref => !listed.has(ref)),
      [],
    );
  });

  it('names no folder of this machine, and no host but those of the project and of the form', () => {
    for (const folder of [ROOT, homedir(), tmpdir(), 'node_modules'])
      assert.ok(!text.includes(folder), folder);
    const hosts = [...text.matchAll(/\bhttps?:\/\/([^/"]+)/g)].map(([, host]) => host);
    assert.deepEqual([...new Set(hosts)].sort(), ['cyclonedx.org', 'github.com']);
  });

  it('is the same one on each run', () => {
    assert.equal(again, text);
  });
}).timeout(60_000);
