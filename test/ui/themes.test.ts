// How tree, status bar and wizard look in each kind of theme; the pictures are for people to look at.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { eventually } from './eventually.ts';
import { useVsCode } from './fixture.ts';
import { keepForReadme } from './readmePictures.ts';
import { addProfile, simulatorSettings } from './profileSteps.ts';

describe('in every kind of theme', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator();
  });
  after(() => simulator.close());
  const code = useVsCode(() => ({
    settings: simulatorSettings(simulator),
    files: {
      'calls.http':
        'GET https://platform.ringcentral.com/restapi/v1.0/account/~/extension/~/call-log\nAuthorization: \n',
    },
  }));

  before(async () => {
    const { workbench } = code;
    const [live, , publicApp] = simulator.sampleProfiles;
    const sandbox = simulator.sampleProfiles.find(({ environment }) => environment === 'sandbox');
    const refused = simulator.sampleRefusals.find(({ expect }) => expect === 'OAU-251');
    assert.ok(live && publicApp && sandbox && refused);
    await addProfile(workbench, live, 'Call reports');
    await addProfile(workbench, publicApp, 'Reminders');
    await addProfile(workbench, sandbox, 'Call reports');
    await addProfile(workbench, refused, 'Door phone');
    await workbench.notifications.clear();
    await workbench.runCommand('RingCentral JWT: Get Access Token');
    await workbench.statusBar.expect(/^\$\(verified\) Call reports · production · \d+m$/);
    await workbench.tree.open();
    await workbench.tree.clickAction('Get Access Token', 'Production', 'Door phone');
    await workbench.tree.expectDescription('failed: JWT flow is off', 'Production', 'Door phone');
    await workbench.tree.expand('Production', 'Call reports');
    await workbench.tree.expand('Production', 'Call reports', 'JWT');
    await workbench.tree.expand('Production', 'Call reports', 'Access token');
  });

  for (const [theme, kind] of [
    ['Dark Modern', 'vs-dark'],
    ['Light Modern', 'vs'],
    ['Default High Contrast', 'hc-black'],
  ] as const) {
    it(`tree, status bar, notification and wizard are drawn in ${theme}`, async () => {
      const { workbench, vsCode } = code;
      await vsCode.writeSettings({ 'workbench.colorTheme': theme });
      await eventually(async () => {
        const classes = await workbench.page.locator('.monaco-workbench').first().getAttribute('class');
        assert.ok(classes?.split(' ').includes(kind), String(classes));
      });
      await workbench.editor.open('calls.http');
      await workbench.tree.expect('Production', 'Call reports', 'Access token', 'ReadCallLog');
      await workbench.notifications.clear();
      await workbench.page.mouse.move(700, 500);
      const picture = await workbench.screenshot(`main job in ${theme}`);
      if (kind === 'vs-dark') await keepForReadme(picture, 'workbench.png');
      await workbench.runCommand('RingCentral JWT: Add Credential Profile…');
      await workbench.quickInput.expect({ step: '1/5' });
      await workbench.quickInput.fill('not a JWT');
      await workbench.quickInput.expectValidation(/not a JWT/);
      await workbench.screenshot(`wizard in ${theme}`);
      await workbench.quickInput.escape();
    });
  }
});
