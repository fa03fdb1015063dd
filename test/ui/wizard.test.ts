import assert from 'node:assert/strict';
import { SignJWT } from 'jose';
import { after, before, describe, it } from 'mocha';
import type { SampleProfile } from '../simulator/samples.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { eventually } from './eventually.ts';
import { useVsCode } from './fixture.ts';
import { addProfile, fillStep, simulatorSettings, WIZARD } from './profileSteps.ts';

describe('the wizard that adds a profile', () => {
  let simulator: Simulator;
  let production: SampleProfile;
  before(async () => {
    simulator = await startSimulator();
    const [first] = simulator.sampleProfiles;
    assert.ok(first);
    production = first;
  });
  after(() => simulator.close());
  const code = useVsCode(() => ({ settings: simulatorSettings(simulator) }));

  /** Opens the wizard at a step, with good values before it. */
  async function openAt(step: '1/5' | '2/5' | '3/5' | '4/5' | '5/5'): Promise<void> {
    const { workbench } = code;
    await workbench.runCommand('RingCentral JWT: Add Credential Profile…');
    if (step === '1/5') return;
    await fillStep(workbench, '1/5', production.jwt);
    if (step === '2/5') return;
    await workbench.quickInput.expect({ step: '2/5' });
    await workbench.quickInput.pick('Production');
    if (step === '3/5') return;
    await fillStep(workbench, '3/5', production.clientId);
    if (step === '4/5') return;
    await fillStep(workbench, '4/5', production.clientSecret);
  }

  /** A JWT with a chosen payload, signed by nobody that counts. */
  async function jwtWith(payload: Record<string, string | number>): Promise<string> {
    return new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32));
  }

  it('refuses each wrong text in place of the JWT while it is typed, in words of its own', async () => {
    const { quickInput } = code.workbench;
    await openAt('1/5');
    const first = await quickInput.expect({ title: WIZARD, step: '1/5' });
    assert.ok(first.isPassword);
    assert.deepEqual(first.buttons, []);
    const opaque = Buffer.from(`SIM01T01JWS01|${'x'.repeat(60)}`).toString('base64url');
    const expired = await jwtWith({ exp: Date.UTC(2024, 5, 30, 23, 59, 59) / 1000 });
    for (const [text, words] of [
      ['abc', /three Base64url parts/],
      ['eyJhbGciOiJSUzI1NiJ9.eyJ', /three Base64url parts/],
      ['abc.def.ghi', /no JSON inside/],
      [opaque, /access token/],
      [production.clientSecret, /client secret/],
      [expired, /expired on 2024-06-30 \(UTC\)/],
      ['x'.repeat(20_000), /too long/],
    ] as const) {
      await quickInput.fill(text);
      await quickInput.expectValidation(words);
      await quickInput.accept();
      await quickInput.expectValidation(words);
      assert.equal((await quickInput.expect()).step, '1/5');
    }
    await quickInput.fill('  ');
    await quickInput.expectValidation(undefined);
    await quickInput.accept();
    await quickInput.expectValidation(/Paste the JWT credential/);
    await code.workbench.screenshot('wizard refuses');
    await quickInput.escape();
  });

  it('says what it recognized, and cleans what was pasted', async () => {
    const { quickInput } = code.workbench;
    await openAt('1/5');
    await quickInput.expect({ step: '1/5' });
    await quickInput.fill(`Bearer "${production.jwt}" `);
    await quickInput.expectValidation(undefined);
    await eventually(async () => {
      const { message } = await quickInput.expect();
      assert.match(message, /^JWT recognized: Production, owner \d+, no expiry set/);
    });
    await quickInput.accept();
    const rows = await (await quickInput.expect({ step: '2/5' }), quickInput.rows());
    assert.deepEqual(
      rows.map(({ label, description }) => [label, description]),
      [
        ['Production', 'detected from the JWT'],
        ['Sandbox', ''],
        ['Custom server…', ''],
      ],
    );
    assert.match(rows[1]?.detail ?? '', /legacy/i);
    await quickInput.escape();
  });

  it('puts the sandbox first for a JWT of the sandbox', async () => {
    const { quickInput } = code.workbench;
    const sandbox = simulator.sampleProfiles.find(({ environment }) => environment === 'sandbox');
    assert.ok(sandbox);
    await openAt('1/5');
    await fillStep(code.workbench, '1/5', sandbox.jwt);
    await quickInput.expect({ step: '2/5' });
    const [first] = await quickInput.rows();
    assert.partialDeepStrictEqual(first, {
      label: 'Sandbox',
      description: 'detected from the JWT',
      focused: true,
    });
    await quickInput.escape();
  });

  it('claims no environment for a JWT of an unknown host', async () => {
    const { quickInput } = code.workbench;
    await openAt('1/5');
    await fillStep(code.workbench, '1/5', await jwtWith({ aud: 'https://example.com', sub: '7' }));
    await quickInput.expect({ step: '2/5' });
    const rows = await quickInput.rows();
    assert.deepEqual(
      rows.map(({ description }) => description),
      ['', '', ''],
    );
    await quickInput.pick('Custom server…');
    await quickInput.expect({ placeholder: 'https://platform.ringcentral.biz' });
    await quickInput.fill('https://platform.ringcentral.biz');
    await quickInput.accept();
    await quickInput.expect({ placeholder: /belong to/ });
    const ofServer = await quickInput.rows();
    assert.ok(ofServer.every(({ description }) => description === ''));
    await quickInput.press('Back');
    await quickInput.expect({ placeholder: 'https://platform.ringcentral.biz' });
    await quickInput.press('Back');
    await quickInput.expect({ placeholder: /Which environment was the JWT created for/ });
    await quickInput.pick('Sandbox');
    await quickInput.expect({ step: '3/5' });
    await quickInput.escape();
  });

  it('warns of an environment that contradicts the JWT, and lets the user use the detected one or keep the choice', async () => {
    const { quickInput } = code.workbench;
    await openAt('2/5');
    await quickInput.expect({ step: '2/5' });
    await quickInput.pick('Sandbox');
    await quickInput.expect({ placeholder: /created for Production.*binds a JWT to one environment/ });
    await code.workbench.screenshot('wizard warns of a mismatch');
    await quickInput.press('Back');
    await quickInput.expect({ placeholder: /Which environment was the JWT created for/ });
    await quickInput.pick('Sandbox');
    await quickInput.expect({ placeholder: /created for Production/ });
    await quickInput.pick('Keep Sandbox');
    await quickInput.expect({ step: '3/5' });
    await quickInput.press('Back');
    await quickInput.expect({ step: '2/5' });
    await quickInput.pick('Sandbox');
    await quickInput.expect({ placeholder: /created for Production/ });
    await quickInput.pick('Use Production');
    await quickInput.expect({ step: '3/5' });
    await quickInput.escape();
  });

  it('takes a server of one’s own, after refusing what is none', async () => {
    const { workbench } = code;
    const { quickInput } = workbench;
    await openAt('2/5');
    await quickInput.expect({ step: '2/5' });
    await quickInput.pick('Custom server…');
    await quickInput.expect({ placeholder: 'https://platform.ringcentral.biz' });
    for (const [text, words] of [
      ['platform.ringcentral.com', /not a URL/],
      ['http://platform.ringcentral.com', /Only https/],
      ['javascript:alert(1)', /begins with https/],
      ['https://me:pw@platform.ringcentral.com', /user name and password/],
      ['https://platform.ringcentral.com/?a=1', /from \? or # on/],
    ] as const) {
      await quickInput.fill(text);
      await quickInput.expectValidation(words);
    }
    await quickInput.fill('');
    await quickInput.accept();
    await quickInput.expectValidation(/Enter the server’s URL/);
    await quickInput.fill(`${simulator.production.url}/`);
    await quickInput.expectValidation(undefined);
    await quickInput.accept();
    await quickInput.expect({ placeholder: /Which environment does 127\.0\.0\.1:\d+ belong to\?/ });
    await quickInput.press('Back');
    await quickInput.expect({ placeholder: 'https://platform.ringcentral.biz' });
    assert.equal(await quickInput.value(), `${simulator.production.url}/`);
    await quickInput.accept();
    await quickInput.expect({ placeholder: /belong to/ });
    await quickInput.pick('Production');
    await fillStep(workbench, '3/5', production.clientId);
    await fillStep(workbench, '4/5', production.clientSecret);
    await fillStep(workbench, '5/5', 'Own server');
    await workbench.notifications.expect(/^Own server was added to Production/);
    await workbench.tree.open();
    await workbench.tree.expand('Own server');
    const server = await workbench.tree.expect('Own server', 'Server');
    assert.equal(server.description, simulator.production.url);
  });

  it('refuses a client ID and a client secret with a blank inside, and an empty client ID', async () => {
    const { quickInput } = code.workbench;
    await openAt('3/5');
    await quickInput.expect({ step: '3/5' });
    await quickInput.accept();
    await quickInput.expectValidation(/Enter the client ID/);
    await quickInput.fill('two words');
    await quickInput.expectValidation(/no blank inside/);
    await quickInput.fill(production.jwt);
    await quickInput.expectValidation(/This is a JWT/);
    await quickInput.fill('y'.repeat(2000));
    await quickInput.expectValidation(/too long/);
    await quickInput.fill(` ${production.clientId} `);
    await quickInput.expectValidation(undefined);
    await quickInput.accept();
    const secret = await quickInput.expect({ step: '4/5' });
    assert.ok(secret.isPassword);
    await quickInput.fill('two words');
    await quickInput.expectValidation(/no blank inside/);
    await quickInput.escape();
  });

  it('goes back through all steps and finds what was entered', async () => {
    const { quickInput } = code.workbench;
    await openAt('5/5');
    assert.equal(
      await (await quickInput.expect({ step: '5/5' }), quickInput.value()),
      `App ${production.clientId.slice(0, 8)}`,
    );
    await quickInput.press('Back');
    await quickInput.expect({ step: '4/5' });
    assert.equal(await quickInput.value(), production.clientSecret);
    await quickInput.press('Back');
    await quickInput.expect({ step: '3/5' });
    assert.equal(await quickInput.value(), production.clientId);
    await quickInput.press('Back');
    await quickInput.expect({ step: '2/5' });
    await quickInput.press('Back');
    await quickInput.expect({ step: '1/5' });
    assert.equal(await quickInput.value(), production.jwt);
    await quickInput.escape();
  });

  it('refuses a name in use, an empty and a long one', async () => {
    const { quickInput } = code.workbench;
    await addProfile(code.workbench, production, 'Taken');
    await openAt('5/5');
    await quickInput.expect({ step: '5/5' });
    await quickInput.fill('taken');
    await quickInput.expectValidation(/in use in Production/);
    await quickInput.fill('z'.repeat(65));
    await quickInput.expectValidation(/at most 64 characters/);
    await quickInput.fill(' ');
    await quickInput.accept();
    await quickInput.expectValidation(/Enter a name/);
    await quickInput.escape();
  });

  it('stays open when the focus leaves it, and stores nothing when it is left with Escape', async () => {
    const { workbench } = code;
    await workbench.tree.open();
    const before = (await workbench.tree.rows()).length;
    for (const step of ['1/5', '2/5', '3/5', '4/5', '5/5'] as const) {
      await openAt(step);
      await workbench.quickInput.expect({ step });
      await workbench.page.locator('.part.statusbar').click({ position: { x: 300, y: 10 } });
      await workbench.quickInput.expect({ step });
      await workbench.page.locator('.quick-input-box input').click();
      await workbench.quickInput.escape();
    }
    assert.equal((await workbench.tree.rows()).length, before);
  });
});
