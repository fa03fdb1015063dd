// Which packages run code when they are installed: those that SECURITY.md justifies, and no other.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const Lock = v.object({
  packages: v.record(
    v.string(),
    v.object({ hasInstallScript: v.optional(v.boolean()), dev: v.optional(v.boolean()) }),
  ),
});
const Manifest = v.object({ allowScripts: v.record(v.string(), v.boolean()) });

describe('packages with an install script', () => {
  const { packages } = v.parse(Lock, JSON.parse(read('package-lock.json')));
  const withScript = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
  const names = withScript.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 13)).sort();

  it('are listed in SECURITY.md, each with why it is there and whether its script is needed', () => {
    const [, section = ''] = read('SECURITY.md').split('### Install scripts');
    const rows = [...section.matchAll(/^\| `([^`]+)` +\|([^|]+)\|([^|]+)\|$/gm)];
    assert.deepEqual(rows.map(([, name]) => name).sort(), names);
    for (const [, name, why = '', needed = ''] of rows) {
      assert.notEqual(why.trim(), '', name);
      assert.match(needed, /^ (?:yes|no): \S/, name);
    }
  });

  it('are those that npm is allowed to run', () => {
    const { allowScripts } = v.parse(Manifest, JSON.parse(read('package.json')));
    assert.deepEqual(Object.keys(allowScripts).sort(), names);
  });

  it('are all for development', () => {
    assert.deepEqual(
      withScript.filter(([, { dev }]) => dev !== true),
      [],
    );
  });
});
