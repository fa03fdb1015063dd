// The extension's main job, done unattended in a real VS Code: what `npm start -- --headless` runs and reports.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Simulator } from '../simulator/simulator.ts';
import { waitFor } from '../ui/eventually.ts';
import { addProfile } from '../ui/profileSteps.ts';
import type { VsCode } from '../ui/vsCode.ts';
import type { Workbench } from '../ui/workbench.ts';

const REQUESTS = 'requests.http';

/** Receives a line: what was done, and what was to be seen then. Never a secret. */
export type Report = (what: string, seen: string) => void;

/**
 * Adds a profile, gets a token, copies it, inserts it into a request, sends the request, and meets a refusal.
 * @throws when something is not to be seen that should be
 */
export async function doMainJob(vsCode: VsCode, simulator: Simulator, report: Report): Promise<void> {
  const workbench = await vsCode.openWindow();
  const profile = existing(simulator.sampleProfiles[0], 'a sample profile');
  await workbench.tree.open();
  await addProfile(workbench, profile, profile.name);
  const row = await workbench.tree.expect('Production', profile.name);
  report('Added a profile', `${row.label} (${row.description}) in ${row.path[0] ?? ''}`);

  await workbench.runCommand('RingCentral JWT: Get Access Token');
  const item = await workbench.statusBar.expect(/^\$\(verified\)/);
  report('Got a token', item.text);

  await workbench.runCommand('RingCentral JWT: Copy Bearer Token');
  const copied = await workbench.notifications.expect(/^Copied the Bearer token/);
  const bearer = await workbench.readClipboard();
  report('Copied it', `${covered(bearer)}: ${copied.text}`);

  await insertBearerToken(workbench);
  const inserted = await insertedToken(vsCode.folder);
  report('Inserted it', `${REQUESTS}: Authorization: ${covered(inserted)}`);
  if (inserted !== bearer) {
    throw new Error('What was inserted is not what was copied.');
  }

  const answer = await fetch(`${simulator.production.url}/restapi/v1.0/account/~/extension/~`, {
    headers: { Authorization: inserted },
  });
  report('Sent the request', `HTTP ${answer.status}`);
  if (!answer.ok) {
    throw new Error('RingCentral did not take the token.');
  }

  const refusal = existing(
    simulator.sampleRefusals.find(({ expect, at }) => expect === 'OAU-251' && at === 'token'),
    'a profile that is refused with OAU-251',
  );
  await addProfile(workbench, refusal, refusal.name);
  const group = refusal.environment === 'production' ? 'Production' : 'Sandbox';
  await workbench.tree.clickAction('Get Access Token', group, refusal.name);
  const failed = await workbench.tree.expectDescription(/failed/, group, refusal.name);
  const notification = await waitFor('a notification of the failure', async () =>
    (await workbench.notifications.shown()).find(({ severity }) => severity === 'error'),
  );
  report('Met a refusal', `${refusal.name} (${failed.description})`);
  report('It was explained', `${notification.text} [${notification.buttons.join('] [')}]`);
}

/** Puts the token behind `Authorization:`, agrees that it is a production token and a file, and saves. */
async function insertBearerToken(workbench: Workbench): Promise<void> {
  const { editor, dialog } = workbench;
  await editor.open(REQUESTS);
  await editor.goTo(
    (await editor.text()).split('\n').findIndex(line => line.startsWith('Authorization:')) + 1,
  );
  await editor.goToEndOfLine();
  await workbench.runCommand('RingCentral JWT: Insert Bearer Token');
  await dialog.expect(`Insert a production token into ${REQUESTS}?`);
  await dialog.click('Insert');
  await workbench.notifications.expect(/^Inserted the Bearer token/);
  await editor.save();
}

async function insertedToken(folder: string): Promise<string> {
  const text = await readFile(join(folder, REQUESTS), 'utf8');
  return existing(/^Authorization: (Bearer \S+)$/m.exec(text)?.[1], 'the token in the file');
}

/** Says that there is a token, without saying it. */
function covered(bearer: string): string {
  if (!/^Bearer \S{20,}$/.test(bearer)) {
    throw new Error('This is not a Bearer token.');
  }
  return `Bearer … (${bearer.length} characters)`;
}

function existing<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new Error(`There is not ${what}.`);
  }
  return value;
}
