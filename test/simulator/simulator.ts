// Starts the simulator: a RingCentral for tests, with a production and a sandbox server that know nothing of each other.
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { CredentialIssuer } from './credentials.ts';
import { Directory } from './directory.ts';
import type { Wait } from './delivery.ts';
import type { Environment } from './environments.ts';
import { rememberSecret } from './knownSecrets.ts';
import type { RateLimitSettings } from './rateLimits.ts';
import { seed } from './samples.ts';
import type { SampleProfile, SampleRefusal } from './samples.ts';
import { SimulatedServer } from './server.ts';

export interface SimulatorOptions {
  /** The computer's clock when absent. */
  readonly clock?: Clock;
  /** How a delay passes; really, when absent. */
  readonly wait?: Wait;
  /** RingCentral's limits when absent. */
  readonly limits?: Partial<RateLimitSettings>;
  /** Free ports when absent. */
  readonly ports?: Partial<Record<Environment, number>>;
}

export interface Simulator {
  readonly production: SimulatedServer;
  readonly sandbox: SimulatedServer;
  /** Profiles that sign in, those of production first. */
  readonly sampleProfiles: readonly SampleProfile[];
  /** Profiles that are refused, each with the code to expect. */
  readonly sampleRefusals: readonly SampleRefusal[];
  /** Stops both servers at once, also in the middle of an answer. */
  close(): Promise<void>;
}

/** Starts both servers on loopback, each with the sample organization. Rejects when a wished port is in use. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = options.clock ?? systemClock;
  const issuer = await CredentialIssuer.create();
  const createServer = (environment: Environment): SimulatedServer =>
    new SimulatedServer({
      directory: new Directory(environment, issuer, clock),
      clock,
      // A delay that still runs when the servers close does not keep the process alive.
      wait: options.wait ?? (milliseconds => wait(milliseconds, undefined, { ref: false })),
      limits: options.limits ?? {},
    });
  const production = createServer('production');
  const sandbox = createServer('sandbox');
  const close = async (): Promise<void> => {
    await Promise.all([production.close(), sandbox.close()]);
  };
  const samples = await seed(production.directory, sandbox.directory, clock);
  for (const { jwt, clientSecret } of [...samples.profiles, ...samples.refusals]) {
    rememberSecret('JWT', jwt);
    rememberSecret('client secret', clientSecret);
  }
  try {
    await production.listen(options.ports?.production ?? 0);
    await sandbox.listen(options.ports?.sandbox ?? 0);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    production,
    sandbox,
    sampleProfiles: samples.profiles,
    sampleRefusals: samples.refusals,
    close,
  };
}
