// What many UI tests begin with: a VS Code whose servers are the simulator's, and a profile added by the wizard.
import type { Simulator } from '../simulator/simulator.ts';
import type { SampleProfile } from '../simulator/samples.ts';
import { escaped } from './eventually.ts';
import type { Workbench } from './workbench.ts';

/** The user settings that point both environments at a simulator. */
export function simulatorSettings(simulator: Simulator): Record<string, string> {
  return {
    'ringcentralJwt.servers.production': simulator.production.url,
    'ringcentralJwt.servers.sandbox': simulator.sandbox.url,
  };
}

/** The title of the wizard's steps. */
export const WIZARD = 'Add Credential Profile';

/** Fills in a step of the wizard and goes on. */
export async function fillStep({ quickInput }: Workbench, step: string, text: string): Promise<void> {
  await quickInput.expect({ title: WIZARD, step });
  await quickInput.fill(text);
  await quickInput.accept();
}

/**
 * Adds a profile as a user would, taking the detected environment.
 * @param shownAs how its name is told afterwards
 */
export async function addProfile(
  workbench: Workbench,
  sample: SampleProfile,
  name: string,
  shownAs = name,
): Promise<void> {
  const { quickInput, notifications } = workbench;
  await workbench.runCommand('RingCentral JWT: Add Credential Profile…');
  await fillStep(workbench, '1/5', sample.jwt);
  await quickInput.expect({ step: '2/5' });
  await quickInput.pick(sample.environment === 'production' ? 'Production' : 'Sandbox');
  await fillStep(workbench, '3/5', sample.clientId);
  await fillStep(workbench, '4/5', sample.clientSecret);
  await fillStep(workbench, '5/5', name);
  await notifications.expect(new RegExp(`^${escaped(shownAs)} was added to`));
}

/** Changes one field of the active profile, as far as the input of its new value. */
export async function editField(
  workbench: Workbench,
  name: string,
  field: string,
  value: string,
): Promise<void> {
  const { quickInput } = workbench;
  await workbench.runCommand('RingCentral JWT: Edit Credential Profile…');
  await quickInput.expect({
    title: `Edit Credential Profile: ${name}`,
    placeholder: 'Select what to change',
  });
  await quickInput.pick(field);
  await quickInput.expect({ title: `Edit Credential Profile: ${name}`, placeholder: /^(?!Select what)/ });
  await quickInput.fill(value);
  await quickInput.accept();
}

/** Makes a profile the active one. */
export async function selectProfile(workbench: Workbench, name: string): Promise<void> {
  await workbench.runCommand('RingCentral JWT: Select Active Profile…');
  await workbench.quickInput.pick(name);
  await workbench.statusBar.expect(new RegExp(` ${name} · `));
}
