// Check API Permission as a user tries it: the app lacks, the user lacks, both lack, own extension only, feature off, fine.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { SampleProfile } from '../simulator/samples.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { eventually } from './eventually.ts';
import type { PanelState } from './explanationPanel.ts';
import { useVsCode } from './fixture.ts';
import { addProfile, selectProfile, simulatorSettings } from './profileSteps.ts';

const CHECK = 'RingCentral JWT: Check API Permission…';
const REPORTS = 'Call reports';
const SYNC = 'Contact sync';

describe('Check API Permission', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator();
  });
  after(() => simulator.close());
  const code = useVsCode(() => ({ settings: simulatorSettings(simulator) }));
  const requests = (): string[] =>
    simulator.production.requests.map(({ method, path }) => `${method} ${path}`);
  const sample = (index: number): SampleProfile => simulator.sampleProfiles[index] ?? assert.fail();

  afterEach(async () => {
    await code.workbench.notifications.clear();
  });

  async function check(query: string, label: string | RegExp, rule: string | RegExp): Promise<PanelState> {
    const { workbench } = code;
    await workbench.runCommand(CHECK);
    await workbench.quickInput.expect({ title: 'Check API Permission' });
    await workbench.quickInput.fill(query);
    await workbench.quickInput.pick(label);
    return workbench.panel.expect(rule);
  }

  const states = ({ gates }: PanelState): string[] => gates.slice(4).map(({ state }) => state);

  it('says what an operation needs without any profile, and sends nothing', async () => {
    const state = await check('business address put', /^PUT .*business-address/, 'permission-check.needs');
    assert.equal(state.closedBy, 'none');
    assert.match(state.text, /EditAccounts/);
    assert.match(state.text, /EditCompanyInfo/);
    assert.deepEqual(requests(), []);
  });

  it('lists the operations in the order of the search: GET first, and that row is the one that Enter takes', async () => {
    const { workbench } = code;
    await workbench.runCommand(CHECK);
    await workbench.quickInput.fill('zzzzzz');
    await workbench.quickInput.accept();
    await workbench.quickInput.expect({ title: 'Check API Permission' });
    await workbench.quickInput.fill('/restapi/v1.0/account/~/extension/~/call-log');
    await eventually(async () => {
      const [first] = await workbench.quickInput.rows();
      assert.equal(first?.label, 'GET /restapi/v1.0/account/~/extension/~/call-log');
    });
    await workbench.quickInput.accept();
    const state = await workbench.panel.expect('permission-check.needs');
    assert.match(state.text, /GET \/restapi\/v1\.0\/account\/~\/extension\/~\/call-log: /);
  });

  it('finds nothing missing where app and user have it, and lets the call be tried', async () => {
    const { workbench } = code;
    await addProfile(workbench, sample(0), REPORTS);
    await workbench.notifications.clear();
    const state = await check(
      'call-log',
      'GET /restapi/v1.0/account/~/extension/~/call-log',
      'permission-check.fine',
    );
    assert.equal(state.closedBy, 'none');
    assert.deepEqual(states(state), ['passed', 'passed', 'passed', 'unknown']);
    assert.match(state.text, /“View Call Log” \(ReadCallLog\)/);
    assert.match(state.text, /Heavy/);
    assert.match(state.text, /The token acts for Integration Service, extension \d+, User/);
    await workbench.screenshot('permissions fine');
    const before = requests().length;
    await workbench.panel.press('Try This Call');
    const answered = await workbench.panel.expect('call.answered');
    assert.match(answered.text, /SIMaaaaaaaaaaaa/);
    assert.deepEqual(requests().slice(before), ['GET /restapi/v1.0/account/~/extension/~/call-log']);
    assert.ok(answered.gates.every(({ state: gate }) => gate === 'passed'));
    await workbench.screenshot('call answered');
  });

  it('tells whose permission is missing where the app lacks it', async () => {
    const state = await check('presence get', /^GET .*\/extension\/~\/presence$/, 'permission-check.app');
    assert.equal(state.closedBy, 'app-permission');
    assert.match(state.headline, /The app lacks the permission ReadPresence/);
    assert.deepEqual(states(state), ['passed', 'failed', 'passed', 'unknown']);
    assert.match(state.text, /Settings.*Security/);
    assert.match(state.text, /No new JWT is needed/);
  });

  it('shows both gates closed where both are missing', async () => {
    const state = await check('business address put', /^PUT .*business-address/, 'permission-check.both');
    assert.equal(state.closedBy, 'app-permission');
    assert.deepEqual(states(state), ['passed', 'failed', 'failed', 'unknown']);
    assert.match(state.text, /Edit Company Information/);
    await code.workbench.screenshot('both permissions missing');
  });

  it('tells whose permission is missing where the user lacks it', async () => {
    const { workbench } = code;
    const lacking = simulator.sampleRefusals.find(({ name }) => name === 'User without ReadExtensions');
    assert.ok(lacking);
    await addProfile(workbench, lacking, 'Narrow role');
    await workbench.notifications.clear();
    await selectProfile(workbench, 'Narrow role');
    const state = await check(
      '/restapi/v1.0/account/~/extension/~',
      'GET /restapi/v1.0/account/~/extension/~',
      'permission-check.user',
    );
    assert.equal(state.closedBy, 'user-permission');
    assert.match(state.headline, /The user lacks the permission “View User Details” \(ReadExtensions\)/);
    assert.deepEqual(states(state), ['passed', 'passed', 'failed', 'unknown']);
    assert.match(state.text, /Users.*Roles/);
    await workbench.panel.press('Try This Call');
    const refused = await workbench.panel.expect('CMN-408.api');
    assert.equal(refused.closedBy, 'user-permission');
    assert.deepEqual(states(refused), ['passed', 'passed', 'failed', 'not-reached']);
    assert.match(refused.text, /CMN-408\. RingCentral says that the owner does not have “View User Details”/);
    await selectProfile(workbench, REPORTS);
  });

  it('asks about the extension that a pasted URL names', async () => {
    const other = '62014500999';
    const target = simulator.production.directory.users.find(({ name }) => name === 'Ingrid Solheim');
    const url = `https://platform.ringcentral.com/restapi/v1.0/account/123/extension/${target?.id ?? other}/call-log?dateFrom=2026`;
    const state = await check(
      url,
      'GET /restapi/v1.0/account/~/extension/~/call-log',
      'permission-check.user',
    );
    assert.equal(state.closedBy, 'user-permission');
    assert.match(state.headline, /for the extension/);
    assert.match(state.text, /put ~ for the extension ID/);
    assert.ok(requests().some(request => request.includes('/authz-profile/check')));
  });

  it('takes the owner’s own extension in a URL for no other, and tells what is needed when the check breaks off', async () => {
    const { workbench } = code;
    const own = simulator.production.directory.users.find(({ name }) => name === 'Integration Service');
    const url = `https://platform.ringcentral.com/restapi/v1.0/account/1/extension/${own?.id ?? ''}/call-log`;
    const row = 'GET /restapi/v1.0/account/~/extension/~/call-log';
    const fine = await check(url, row, 'permission-check.fine');
    assert.doesNotMatch(fine.text, /Other extension/);
    simulator.production.faults.always('api', { kind: 'reset' });
    const broken = await check('call-log', row, /^network\./);
    assert.equal(broken.closedBy, 'network');
    assert.match(broken.text, /It needs of the app: ReadCallLog/);
    assert.equal(broken.gates[5]?.state, 'passed', 'the scope is known without the network');
    simulator.production.faults.clear();
    await workbench.panel.press('Check Again');
    await workbench.panel.expect('permission-check.fine');
    // Where there is nothing to ask about the user, a proxy's refusal is no proof of anything.
    simulator.production.faults.always('api', { kind: 'reply', status: 407, headers: {}, body: '' });
    const blocked = await check('GET /restapi/v1.0/dictionary/country', /^GET .*country$/, /^network\./);
    assert.equal(blocked.gates[4]?.state, 'unknown');
    simulator.production.faults.clear();
  });

  it('explains a tried call that a feature stops', async () => {
    const { workbench } = code;
    await addProfile(workbench, sample(1), SYNC);
    await workbench.notifications.clear();
    await selectProfile(workbench, SYNC);
    await check('presence get', /^GET .*\/extension\/~\/presence$/, 'permission-check.fine');
    await workbench.panel.press('Try This Call');
    const state = await workbench.panel.expect(/^CMN-/);
    assert.equal(state.closedBy, 'feature');
    assert.deepEqual(states(state).slice(0, 3), ['passed', 'passed', 'passed']);
  });

  it('still says what an operation needs when RingCentral can’t be reached', async () => {
    const { workbench } = code;
    await workbench.runCommand('RingCentral JWT: Revoke Access Token');
    await workbench.notifications.expect(/^Revoked/);
    simulator.production.faults.always('token', { kind: 'reset' });
    const state = await check('presence get', /^GET .*\/extension\/~\/presence$/, 'permission-check.needs');
    assert.match(state.text, /ReadPresence/);
    await workbench.notifications.expect(new RegExp(`^${SYNC}: The connection`));
    simulator.production.faults.clear();
  });
});
