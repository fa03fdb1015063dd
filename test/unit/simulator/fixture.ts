// What the simulator's tests share: a running simulator with a standing clock, and the requests they send to it.
import { after, before, beforeEach } from 'mocha';
import assert from 'node:assert/strict';
import { ManualClock } from '../../simulator/clock.ts';
import type { App, Credential, NewApp, NewCredential, NewUser } from '../../simulator/directory.ts';
import type { SimulatedServer } from '../../simulator/server.ts';
import { startSimulator } from '../../simulator/simulator.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { JWT_BEARER } from '../../simulator/tokenEndpoint.ts';

export const EXTENSION_PATH = '/restapi/v1.0/account/~/extension/~';

/** A simulator for all tests of a block, with a clock that only they move. */
export class SimulatorFixture {
  readonly clock = new ManualClock();
  #running: Simulator | undefined;

  /** Starts before the first test of the block, forgets before each, stops after the last. */
  constructor() {
    const start = async (): Promise<void> => {
      this.#running = await startSimulator({ clock: this.clock });
    };
    before(function () {
      // A key takes its time on a busy machine.
      this.timeout(20_000);
      return start();
    });
    beforeEach(() => {
      this.production.reset();
      this.sandbox.reset();
    });
    after(() => this.simulator.close());
  }

  get simulator(): Simulator {
    assert(this.#running, 'The simulator has not been started.');
    return this.#running;
  }

  get production(): SimulatedServer {
    return this.simulator.production;
  }

  get sandbox(): SimulatedServer {
    return this.simulator.sandbox;
  }
}

/** An app and a credential that it may present. */
export interface Pair {
  readonly app: App;
  readonly credential: Credential;
}

/** Adds an app, a user and the user's credential, healthy unless something else is said. */
export async function addPair(
  { directory }: SimulatedServer,
  app: Partial<NewApp> = {},
  user: Partial<NewUser> = {},
  credential: Partial<NewCredential> = {},
): Promise<Pair> {
  const addedApp = directory.addApp({ name: 'Test app', ...app });
  const owner = directory.addUser({ name: 'Test User', ...user });
  return { app: addedApp, credential: await directory.addCredential({ owner, ...credential }) };
}

/** An answer as it came: status, headers, and the body parsed where it is JSON. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

/** Sends a request; follows no redirect. */
export async function send(server: SimulatedServer, path: string, sending: Sending = {}): Promise<Received> {
  const { form, json, headers } = sending;
  const response = await fetch(server.url + path, {
    method: sending.method ?? 'GET',
    redirect: 'manual',
    headers: { ...(json !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(form && { body: new URLSearchParams(form) }),
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  const body: unknown = isJson ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body };
}

/** The Basic header of an app; `{}` for a public one. */
export function basic(app: App): Record<string, string> {
  return app.clientSecret === null ? {} : basicHeader(app.clientId, app.clientSecret);
}

/** A Basic header with the two parts joined as they are. */
export function basicHeader(clientId: string, clientSecret: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` };
}

/** Presents the JWT of a pair, with further fields. */
export async function signIn(
  server: SimulatedServer,
  { app, credential }: Pair,
  fields: Readonly<Record<string, string>> = {},
): Promise<Received> {
  const client = app.clientSecret === null ? { client_id: app.clientId } : {};
  return postForm(server, '/restapi/oauth/token', app, {
    grant_type: JWT_BEARER,
    assertion: credential.jwt,
    ...client,
    ...fields,
  });
}

/** Signs in, expects success and returns the answer's fields. */
export async function tokens(
  server: SimulatedServer,
  pair: Pair,
  fields: Readonly<Record<string, string>> = {},
): Promise<TokenFields> {
  return tokenFields(await signIn(server, pair, fields));
}

/** Renews with a refresh token. */
export async function refresh(server: SimulatedServer, app: App, refreshToken: string): Promise<Received> {
  return postForm(server, '/restapi/oauth/token', app, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
  });
}

/** Revokes a token. */
export async function revoke(server: SimulatedServer, app: App, token: string): Promise<Received> {
  return postForm(server, '/restapi/oauth/revoke', app, { token });
}

/** Calls the API with an access token. */
export async function call(
  server: SimulatedServer,
  token: string,
  path: string,
  method = 'GET',
): Promise<Received> {
  return send(server, path, { method, headers: { authorization: `Bearer ${token}` } });
}

export interface TokenFields {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly sessionId: string;
}

/** The fields of a successful token answer; the refresh token is empty where there is none. */
export function tokenFields({ status, body }: Received): TokenFields {
  assert.equal(status, 200, JSON.stringify(body));
  return {
    accessToken: member(body, 'access_token'),
    refreshToken: member(body, 'refresh_token'),
    sessionId: member(body, 'session_id'),
  };
}

/** The code in `errors[0]` of a refusal, or its OAuth error where it has none. */
export function codeOf({ body }: Received): string {
  const errors: unknown = Object.entries(body ?? {}).find(([name]) => name === 'errors')?.[1];
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return member(first, 'errorCode') || member(body, 'error');
}

function member(body: unknown, name: string): string {
  const value: unknown = Object.entries(body ?? {}).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : '';
}

async function postForm(
  server: SimulatedServer,
  path: string,
  app: App,
  form: Readonly<Record<string, string>>,
): Promise<Received> {
  return send(server, path, { method: 'POST', headers: basic(app), form });
}
