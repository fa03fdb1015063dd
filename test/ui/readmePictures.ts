// The README's pictures are the tests' own, of the real workbench.
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../host/browserHost.ts';

/** Replaces one of the README's pictures, with UPDATE_README_PICTURES set. */
export async function keepForReadme(picture: string, name: string): Promise<void> {
  if (!('UPDATE_README_PICTURES' in process.env)) return;
  const folder = join(projectRoot, 'media/readme');
  await mkdir(folder, { recursive: true });
  await copyFile(picture, join(folder, name));
}
