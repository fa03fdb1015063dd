// Reads what the host and the tests need from an extension's package.json.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

const Manifest = v.object({
  name: v.string(),
  publisher: v.string(),
  version: v.string(),
  contributes: v.optional(
    v.object({
      commands: v.optional(
        v.array(v.object({ command: v.string(), title: v.string(), category: v.optional(v.string()) })),
        [],
      ),
    }),
  ),
});

export interface ExtensionManifest {
  /** `publisher.name` */
  readonly id: string;
  readonly version: string;
  readonly commands: readonly { readonly command: string; readonly title: string }[];
}

/** Reads the package.json in an extension's folder. */
export async function readManifest(folder: string): Promise<ExtensionManifest> {
  const manifest = v.parse(Manifest, JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  const commands = manifest.contributes?.commands ?? [];
  return {
    id: `${manifest.publisher}.${manifest.name}`,
    version: manifest.version,
    commands: commands.map(({ command, title, category }) => ({
      command,
      title: category === undefined ? title : `${category}: ${title}`,
    })),
  };
}
