// One environment's server: routes each request through its fault, its rate limit and its endpoint.
import formBody from '@fastify/formbody';
import fastify from 'fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { authenticateCall, refuseCall } from './apiAccess.ts';
import { invalidParameter, notFound } from './apiRefusals.ts';
import type { Answer } from './answers.ts';
import { authenticateClient, readClientClaim } from './clientAuthentication.ts';
import type { Clock } from './clock.ts';
import { addControl } from './control.ts';
import { deliver, deliverFault } from './delivery.ts';
import type { Wait } from './delivery.ts';
import type { App, Directory } from './directory.ts';
import type { Environment } from './environments.ts';
import { FaultSwitchboard } from './faults.ts';
import type { FaultTarget } from './faults.ts';
import { OPERATIONS } from './operations.ts';
import type { Operation } from './operations.ts';
import { RateLimiter } from './rateLimits.ts';
import type { RateLimitSettings } from './rateLimits.ts';
import { record } from './recording.ts';
import type { RecordedRequest } from './recording.ts';
import { answerRevokeRequest } from './revokeEndpoint.ts';
import { SessionStore } from './sessions.ts';
import { answerTokenRequest } from './tokenEndpoint.ts';

type Endpoint = Exclude<FaultTarget, 'any'>;

export interface ServerOptions {
  readonly directory: Directory;
  readonly clock: Clock;
  readonly wait: Wait;
  readonly limits: Partial<RateLimitSettings>;
}

const strings = v.fallback(v.record(v.string(), v.string()), {});

/** A simulated RingCentral server, and all that a test may look at or change in it. */
export class SimulatedServer {
  readonly directory: Directory;
  readonly sessions: SessionStore;
  readonly limits: RateLimiter;
  readonly faults = new FaultSwitchboard();
  /** Every request so far, the oldest first; those to `/simulator/` are left out. */
  readonly requests: RecordedRequest[] = [];
  readonly #clock: Clock;
  readonly #wait: Wait;
  readonly #http: FastifyInstance;
  #url = '';

  constructor({ directory, clock, wait, limits }: ServerOptions) {
    this.directory = directory;
    this.sessions = new SessionStore(directory.environment, clock);
    this.limits = new RateLimiter(clock, limits);
    this.#clock = clock;
    this.#wait = wait;
    this.#http = fastify({ forceCloseConnections: true, genReqId: () => randomUUID() });
    this.#addRoutes();
  }

  get environment(): Environment {
    return this.directory.environment;
  }

  /** The address without a slash at its end; empty before the server listens. */
  get url(): string {
    return this.#url;
  }

  /** Listens on loopback, on a free port for 0. */
  async listen(port: number): Promise<void> {
    this.#url = await this.#http.listen({ host: '127.0.0.1', port });
  }

  /** Stops at once, whatever is still open. */
  async close(): Promise<void> {
    await this.#http.close();
  }

  /** Forgets requests, faults, limits and penalties, and ends all sessions. The directory stays. */
  reset(): void {
    this.requests.length = 0;
    this.faults.clear();
    this.limits.reset();
    this.sessions.endAll();
  }

  #addRoutes(): void {
    const http = this.#http;
    void http.register(formBody);
    http.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
      done(null, body);
    });
    http.addHook('onRequest', (request, reply, done) => {
      void reply.header('RCRequestId', request.id);
      done();
    });
    addControl(http, this.faults);
    http.post('/restapi/oauth/token', (request, reply) =>
      this.#handle('token', request, reply, () => this.#answerOAuth(request, this.#answerToken)),
    );
    http.post('/restapi/oauth/revoke', (request, reply) =>
      this.#handle('revoke', request, reply, () => this.#answerOAuth(request, this.#answerRevoke)),
    );
    for (const operation of OPERATIONS) {
      const { method, path: url } = operation;
      http.route({
        method,
        url,
        handler: (request, reply) =>
          this.#handle('api', request, reply, () => Promise.resolve(this.#answerCall(operation, request))),
      });
    }
    http.setNotFoundHandler((request, reply) =>
      this.#handle('api', request, reply, () => Promise.resolve(notFound('path'))),
    );
    http.setErrorHandler((error: FastifyError, _request, reply) => {
      if (error.statusCode === undefined || error.statusCode >= 500) {
        throw error;
      }
      // What Fastify itself refuses, above all a body that is not the JSON it claims to be.
      deliver(reply, invalidParameter('body'));
    });
  }

  async #handle(
    endpoint: Endpoint,
    request: FastifyRequest,
    reply: FastifyReply,
    answer: () => Promise<Answer>,
  ): Promise<FastifyReply> {
    this.requests.push(record(request, this.#clock));
    const fault = this.faults.take(endpoint);
    if (fault === undefined) {
      deliver(reply, await answer());
    } else {
      await deliverFault(reply, fault, answer, this.#wait);
    }
    return reply;
  }

  /** Both OAuth endpoints count against the same limit, by the client ID that is claimed, proved or not. */
  async #answerOAuth(
    request: FastifyRequest,
    endpoint: (app: App, request: FastifyRequest) => Promise<Answer>,
  ): Promise<Answer> {
    const claim = readClientClaim(request.headers.authorization, v.parse(strings, request.body));
    const { headers, refusal } = this.limits.count('auth', 'clientId' in claim ? claim.clientId : '');
    if (refusal !== undefined) {
      return refusal;
    }
    const app = authenticateClient(this.directory, claim);
    return withHeaders('body' in app ? app : await endpoint(app, request), headers);
  }

  readonly #answerToken = (app: App, { body }: FastifyRequest): Promise<Answer> =>
    answerTokenRequest(
      { directory: this.directory, sessions: this.sessions, clock: this.#clock },
      app,
      v.parse(strings, body),
    );

  readonly #answerRevoke = (app: App, { body, query }: FastifyRequest): Promise<Answer> => {
    const { token = '' } = { ...v.parse(strings, query), ...v.parse(strings, body) };
    return Promise.resolve(answerRevokeRequest(this.sessions, app, token));
  };

  #answerCall(operation: Operation, request: FastifyRequest): Answer {
    const session = authenticateCall(this.directory, this.sessions, request.headers.authorization);
    if ('body' in session) {
      return session;
    }
    const caller = session.user;
    const { headers, refusal } = this.limits.count(operation.group, `${session.app.clientId} ${caller.id}`);
    if (refusal !== undefined) {
      return refusal;
    }
    const params = v.parse(strings, request.params);
    const { accountId = '~', extensionId = '~' } = params;
    const findUser = (id: string) =>
      this.directory.users.find(user => user.id === id && user.organization === caller.organization);
    const target = extensionId === '~' ? caller : findUser(extensionId);
    if (accountId !== '~' && accountId !== caller.organization.id) {
      return withHeaders(notFound('accountId'), headers);
    }
    if (target === undefined) {
      return withHeaders(notFound('extensionId'), headers);
    }
    const query = v.parse(strings, request.query);
    const call = { serverUrl: this.#url, caller, target, params, query, findUser };
    return withHeaders(refuseCall(session, operation, target) ?? operation.answer(call), headers);
  }
}

function withHeaders(answer: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
