// The workspace of `npm start`: a copy of the template, with the simulator's address and credentials filled in.
import { cp, mkdtemp, readFile, readdir, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SampleProfile, SampleRefusal } from '../simulator/samples.ts';
import type { Simulator } from '../simulator/simulator.ts';

const template = fileURLToPath(new URL('sample-workspace', import.meta.url));

/** Makes the workspace in a temporary folder, and returns its path. */
export async function createSampleWorkspace(simulator: Simulator): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'ringcentral-sample-')));
  await cp(template, folder, { recursive: true });
  const marks: Readonly<Record<string, string>> = {
    '<!-- profiles -->': simulator.sampleProfiles.map(profile => describeProfile(profile)).join('\n'),
    '<!-- refusals -->': simulator.sampleRefusals.map(describeRefusal).join('\n'),
    '<!-- production -->': simulator.production.url,
    '<!-- token -->': '', // A place for it; an editor would cut the blank before it from the template.
  };
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    let text = await readFile(path, 'utf8');
    for (const [mark, content] of Object.entries(marks)) {
      text = text.replaceAll(mark, () => content);
    }
    await writeFile(path, text);
  }
  return folder;
}

function describeRefusal(profile: SampleRefusal): string {
  const where = profile.at === 'token' ? 'when a token is asked for' : 'when the token is used';
  return describeProfile(profile, `Refused with ${profile.expect} ${where}.`);
}

function describeProfile(profile: SampleProfile, note = ''): string {
  const environment = profile.environment === 'production' ? 'Production' : 'Sandbox';
  return [
    `### ${profile.name} (${environment})\n`,
    ...(note === '' ? [] : [`${note}\n`]),
    `JWT:\n\n\`\`\`text\n${profile.jwt}\n\`\`\`\n`,
    `Client ID: \`${profile.clientId}\`\n`,
    profile.clientSecret === '' ? 'Client secret: none\n' : `Client secret: \`${profile.clientSecret}\`\n`,
  ].join('\n');
}
