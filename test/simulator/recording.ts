// What a server remembers of each request, so that a test can say what was sent.
import type { FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Clock } from './clock.ts';

export interface RecordedRequest {
  /** The value of the answer's `RCRequestId` header. */
  readonly id: string;
  /** Milliseconds since 1970, by the simulator's clock. */
  readonly time: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The fields of a form body; empty for any other. */
  readonly form: Readonly<Record<string, string>>;
}

const fields = v.fallback(v.record(v.string(), v.string()), {});

/** Takes down a request whose body has been read. */
export function record(request: FastifyRequest, clock: Clock): RecordedRequest {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return {
    id: request.id,
    time: clock.now(),
    method: request.method,
    path: request.url.split('?', 1)[0] ?? '',
    query: v.parse(fields, request.query),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
    ),
    form: isForm ? v.parse(fields, request.body) : {},
  };
}
