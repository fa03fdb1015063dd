// Whatever a server or a person writes stays text: no link, no command, no markup, no icon, no hidden direction (product, section 9).
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { eventually } from './eventually.ts';
import { useVsCode } from './fixture.ts';
import { addProfile, simulatorSettings } from './profileSteps.ts';

const COMMAND = 'RingCentral JWT: ';

/** Each part would do or show something where it is taken for more than text. */
const EVIL =
  '$(zap) [x](command:ringcentralJwt.removeAllData) [y](https://evil.example/) https://evil.example/ ' +
  '<img src="evil.png" onerror="window.evil=1"> <b>bold</b> **bold** \u202Eesrever\u202C \u0007\u001B[31mred';
/** Short enough for a name. */
const NAME = '$(zap) [x](command:evil) <b>b</b> **c**\u202Ed';
const SHOWN_NAME = /^\$\(zap\) \[x\]/;

/** Runs in a page: what of the hostile texts became more than text. */
const FINDINGS = `(() => {
  const all = selector => [...document.querySelectorAll(selector)].map(found => found.outerHTML.slice(0, 200));
  return [
    ...all('img[src*="evil"], .codicon-zap, a[href*="evil"], a[href*="removeAllData"]'),
    ...all('[data-href*="evil"], [data-href*="removeAllData"], [onerror]'),
    ...(window.evil === undefined ? [] : ['a script ran']),
    ...(/[\\u202A-\\u202E\\u2066-\\u2069\\u0007\\u001B]/.test(document.body.innerText) ? ['a hidden character is shown'] : []),
  ];
})()`;

describe('hostile texts', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator();
  });
  after(() => simulator.close());
  const code = useVsCode(() => ({ settings: simulatorSettings(simulator) }));

  before(async () => {
    const [sample] = simulator.sampleProfiles;
    assert.ok(sample);
    const told = '$(zap) [x] (command:evil) <b>b</b> **c**';
    await addProfile(code.workbench, sample, NAME, `${told} d`);
    await code.workbench.tree.open();
  });

  afterEach(async () => {
    simulator.production.reset();
    await assertOnlyText();
    await code.workbench.notifications.clear();
  });

  /** Looks at the whole page as it is now, an open tooltip, notification or list included. */
  async function assertOnlyText(): Promise<void> {
    assert.deepEqual(await code.workbench.page.evaluate<string[]>(FINDINGS), []);
  }

  async function assertPanelOnlyText(): Promise<void> {
    assert.deepEqual(await code.workbench.panel.evaluate<string[]>(FINDINGS), []);
  }

  function refuse(body: unknown, headers: Record<string, string> = {}): void {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type = { 'content-type': 'application/json', ...headers };
    simulator.production.faults.once('token', { kind: 'reply', status: 400, headers: type, body: text });
  }

  it('of a person stay text in row, tooltip, status bar and lists', async () => {
    const { workbench } = code;
    const row = await workbench.tree.expect('Production', SHOWN_NAME);
    assert.equal(row.label, NAME.replace('\u202E', ' '));
    await workbench.runCommand(`${COMMAND}Select Active Profile…`);
    await workbench.quickInput.expect({ placeholder: 'Select the active profile' });
    await workbench.quickInput.rows();
    await assertOnlyText();
    await workbench.quickInput.escape();
    await workbench.runCommand(`${COMMAND}Show Token Actions`);
    await workbench.quickInput.expect({ placeholder: 'no token' });
    await workbench.quickInput.rows();
    await assertOnlyText();
    await workbench.quickInput.escape();
    await workbench.tree.tooltip('Production', SHOWN_NAME);
    await assertOnlyText();
    await workbench.statusBar.expect(/^\$\(key\) \$\(zap\) \[x\]/);
    await workbench.statusBar.tooltip();
    await assertOnlyText();
  });

  it('of a server stay text in notification, row, tooltips, menu, panel, report and log', async () => {
    const { workbench, vsCode } = code;
    refuse(
      {
        error: EVIL,
        error_description: EVIL,
        message: EVIL,
        errors: [
          {
            errorCode: EVIL,
            message: EVIL,
            permissionName: EVIL,
            parameters: [{ parameterName: EVIL, parameterValue: EVIL }],
          },
        ],
      },
      { rcrequestid: '[x](command:evil)$(zap)', 'x-rate-limit-group': '<img src="evil.png">' },
    );
    await workbench.runCommand(`${COMMAND}Get Access Token`);
    await workbench.notifications.expect(/^\$\(zap\) \[x\]/);
    await assertOnlyText();
    await workbench.screenshot('hostile notification');
    await workbench.notifications.clear();
    await workbench.tree.expectDescription(/^✓ failed: /, 'Production', SHOWN_NAME);
    await workbench.runCommand(`${COMMAND}Show Token Actions`);
    await workbench.quickInput.rows();
    await assertOnlyText();
    await workbench.quickInput.escape();
    await workbench.runCommand(`${COMMAND}Explain Last Failure`);
    await eventually(async () => {
      assert.match(
        (await workbench.panel.state())?.text ?? '',
        /evil\.example/,
        'the evidence shows it, as text',
      );
    });
    await assertPanelOnlyText();
    await workbench.screenshot('hostile panel');
    await workbench.panel.press('Copy Report');
    await workbench.notifications.expect(/^Copied the report/);
    const report = await workbench.readClipboard();
    assert.match(report, /evil\.example/);
    // In a fenced block nothing is more than text, and no line of it can end the fence.
    const [marked = '', fenced = ''] = report.split('```text');
    assert.doesNotMatch(marked, /(?<!\\)\[[xy]\\?\]\((command|https)|(?<!\\)<(img|b)/);
    assert.equal(fenced.indexOf('\n```'), fenced.length - '\n```\n'.length);
    assert.doesNotMatch(report, /[\u202A-\u202E\u0007\u001B]/);
    await workbench.tree.tooltip('Production', SHOWN_NAME);
    await assertOnlyText();
    await workbench.statusBar.tooltip();
    const logs = await vsCode.host.logs();
    const own = logs.slice(logs.indexOf('RingCentral JWT.log'));
    assert.doesNotMatch(own, /[\u202A-\u202E\u0007\u001B]/);
  });

  for (const [what, body] of [
    [
      'a name of the language’s own',
      '{"__proto__":{"polluted":1},"errors":[{"__proto__":{"errorCode":"OAU-251"}}]}',
    ],
    ['deep JSON', `{"errors":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['half a megabyte in one line', JSON.stringify({ error_description: `${EVIL} `.repeat(3000) })],
    ['a page of HTML', `<html><body onload="window.evil=1">${EVIL}</body></html>`],
  ] as const) {
    it(`of a server do no harm: ${what}`, async () => {
      const { workbench, vsCode } = code;
      await vsCode.forgetRequests();
      await workbench.tree.open();
      refuse(body);
      await workbench.runCommand(`${COMMAND}Get Access Token`);
      await workbench.notifications.expect(/^\$\(zap\) \[x\]/);
      await assertOnlyText();
      await workbench.runCommand(`${COMMAND}Explain Last Failure`);
      await eventually(async () => {
        assert.equal((await workbench.panel.state())?.gates.length, 8);
      });
      await assertPanelOnlyText();
    });
  }

  it('in a granted scope are left out', async () => {
    const { workbench, vsCode } = code;
    await vsCode.forgetRequests();
    await workbench.tree.open();
    const scope =
      'ReadAccounts $(zap) <img/src="evil.png"/onerror="window.evil=1"> [x](command:evil) \u202Ex';
    simulator.production.faults.once('token', { kind: 'edited', set: { scope } });
    await workbench.runCommand(`${COMMAND}Get Access Token`);
    await workbench.notifications.expect(/has a token until/);
    await workbench.tree.expectDescription(/min left$/, 'Production', SHOWN_NAME);
    await workbench.tree.expand('Production', SHOWN_NAME);
    await workbench.tree.expand('Production', SHOWN_NAME, /^Access token/);
    // What can be no permission's name is none.
    await workbench.tree.expect('Production', SHOWN_NAME, /^Access token/, 'ReadAccounts');
    const rows = await workbench.tree.rows();
    assert.deepEqual(
      rows.filter(({ label }) => /zap|img|evil/.test(label)).map(({ label }) => label),
      [rows[1]?.label],
    );
    await assertOnlyText();
    await workbench.statusBar.tooltip();
    await assertOnlyText();
    await workbench.screenshot('hostile scope');
  });
});
