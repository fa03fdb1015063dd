// `npm run simulator`: serves the simulator until it is interrupted.
//
//   npm run simulator -- --production-port 4010 --sandbox-port 4011
//
// The first line of its output is JSON:
//   {"servers":{"production":"http://127.0.0.1:…","sandbox":"…"},
//    "profiles":[{"name","environment","clientId","clientSecret","jwt"}],
//    "refusals":[{…,"expect":"OAU-251","at":"token"}]}
//
// How to provoke faults while it runs stands in control.ts.
import { parseArgs } from 'node:util';
import { startSimulator } from './simulator.ts';

const { values } = parseArgs({
  options: {
    'production-port': { type: 'string', default: '0' },
    'sandbox-port': { type: 'string', default: '0' },
  },
});

const simulator = await startSimulator({
  ports: { production: Number(values['production-port']), sandbox: Number(values['sandbox-port']) },
});

console.log(
  JSON.stringify({
    servers: { production: simulator.production.url, sandbox: simulator.sandbox.url },
    profiles: simulator.sampleProfiles,
    refusals: simulator.sampleRefusals,
  }),
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void simulator.close());
}
