// What the user reads when RingCentral says no: each refusal of a sign-in, provoked in the simulator, in the panel.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { SampleRefusal } from '../simulator/samples.ts';
import type { Environment } from '../simulator/environments.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { useVsCode } from './fixture.ts';
import { addProfile, simulatorSettings } from './profileSteps.ts';

const GET = 'Get Access Token';

/** Each with its rule, the gate that is closed, the gates before it, the headline, and something of its steps. */
const REFUSALS: readonly (readonly [
  name: string,
  rule: string,
  closedBy: string,
  before: string,
  headline: RegExp,
  step: RegExp,
])[] = [
  [
    'Mistyped client ID',
    'OAU-153.token',
    'application',
    'passed passed',
    /does not know this client ID/,
    /Credentials/,
  ],
  ['Old client secret', 'OAU-146.token', 'application', 'passed passed', /client secret/, /client secret/i],
  [
    'Client secret left out',
    'OAU-123.token',
    'application',
    'passed passed',
    /client secret/,
    /client secret/i,
  ],
  [
    'Before the JWT flow was enabled',
    'OAU-251.token',
    'application',
    'passed passed',
    /JWT auth flow/,
    /JWT auth flow/,
  ],
  ['JWT for other apps only', 'OAU-473.token', 'application', 'passed passed', /not permitted/, /Add app/],
  ['Made by a partner', 'OAU-473.token', 'application', 'passed passed', /not permitted/, /Add app/],
  ['Signed by ourselves', 'OAU-347.token', 'credential', '', /JWT/, /Create JWT/],
  ['Owner disabled', 'OAU-141.token', 'owner', 'passed passed unknown', /disabled/, /Users/],
  ['Account suspended', 'OAU-142.token', 'owner', 'passed passed unknown', /suspended/, /account/],
  ['Owner deleted', 'OAU-232.token', 'owner', 'passed passed unknown', /no longer exists/, /Create JWT/],
  ['Role without third-party apps', 'CMN-408.token', 'owner', 'passed passed unknown', /app/i, /Roles/],
  ['Deleted JWT', 'jwt-not-accepted.token', 'credential', '', /did not accept the JWT/, /Credentials/],
  [
    'Damaged signature',
    'jwt-not-accepted.token',
    'credential',
    '',
    /did not accept the JWT/,
    /lost or changed in copying/,
  ],
];

describe('when RingCentral says no', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator();
  });
  after(() => simulator.close());
  const code = useVsCode(() => ({ settings: simulatorSettings(simulator) }));
  const requests = (): number => simulator.production.requests.length;

  function refusalOf(name: string, environment: Environment = 'production'): SampleRefusal {
    const refusal = simulator.sampleRefusals.find(
      sample => sample.name === name && sample.environment === environment,
    );
    assert.ok(refusal, name);
    return refusal;
  }

  afterEach(async () => {
    simulator.production.reset();
    await code.workbench.notifications.clear();
  });

  it('names the other environment where the client ID is unknown in the sandbox', async () => {
    const { workbench } = code;
    await addProfile(workbench, refusalOf('Mistyped client ID', 'sandbox'), 'Elsewhere');
    await workbench.notifications.clear();
    await workbench.tree.open();
    await workbench.tree.clickAction(GET, 'Sandbox', 'Elsewhere');
    await workbench.notifications.click(/^Elsewhere: /, 'Explain');
    const state = await workbench.panel.expect('OAU-153.token');
    assert.equal(state.closedBy, 'application');
    assert.match(state.text, /Production/);
    simulator.sandbox.reset();
  });

  describe('to a sign-in', () => {
    for (const [name, rule, closedBy, gatesBefore, headline, step] of REFUSALS) {
      it(`explains “${name}” as ${rule}, closed by ${closedBy}`, async () => {
        const { workbench } = code;
        await addProfile(workbench, refusalOf(name), name);
        await workbench.notifications.clear();
        await workbench.tree.open();
        await workbench.tree.clickAction(GET, 'Production', name);
        await workbench.notifications.expect(new RegExp(`^${name}: `));
        await workbench.notifications.click(new RegExp(`^${name}: `), 'Explain');
        const state = await workbench.panel.expect(rule);
        assert.equal(state.closedBy, closedBy);
        assert.match(state.headline, headline);
        assert.match(state.text, step);
        const closed = state.gates.findIndex(gate => gate.state === 'failed');
        assert.equal(state.gates[closed]?.id, closedBy);
        assert.equal(
          state.gates
            .slice(0, closed)
            .map(gate => gate.state)
            .join(' '),
          gatesBefore,
        );
        assert.ok(state.gates.slice(closed + 1).every(gate => gate.state === 'not-reached'));
        await workbench.screenshot(`explained ${rule} ${name}`);
        const [request] = simulator.production.requests;
        assert.ok(request);
        assert.equal(requests(), 1);
        const { jwt, clientSecret } = refusalOf(name);
        const page = await workbench.panel.html();
        assert.ok(!page.includes(jwt) && (clientSecret === '' || !page.includes(clientSecret)));
      });
    }
  });
});
