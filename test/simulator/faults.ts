// Faults that a server can be told to show: what there are, and which request meets which.
import * as v from 'valibot';

const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600_000));
const status = v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599));

/**
 * One fault. Those of the first group come before the request has had any effect; those of the second spoil the true
 * answer of a request that has been carried out, so that a session may be open although its client never learns of it.
 */
export const faultSchema = v.variant('kind', [
  /** No answer, ever. */
  v.object({ kind: v.literal('hang') }),
  /** The connection is reset before any answer. */
  v.object({ kind: v.literal('reset') }),
  /** A body of so many mebibytes; with `declared: false` it comes in chunks, without a content-length. */
  v.object({
    kind: v.literal('huge'),
    mebibytes: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64))),
    declared: v.exactOptional(v.boolean()),
  }),
  /** The page of a captive portal: HTML with status 200. */
  v.object({ kind: v.literal('portal') }),
  /** A failing service, with RingCentral's body or a gateway's HTML. */
  v.object({
    kind: v.literal('unavailable'),
    status: v.picklist([500, 502, 503]),
    body: v.exactOptional(v.picklist(['ringcentral', 'html'])),
    retryAfterSeconds: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
  /** A 302 to another origin. */
  v.object({ kind: v.literal('redirect'), location: v.exactOptional(v.pipe(v.string(), v.url())) }),
  /** The content type of JSON on a text that is none. */
  v.object({ kind: v.literal('text as json') }),
  /** Status 200 and nothing else. */
  v.object({ kind: v.literal('empty') }),
  /** JSON that stops in the middle. */
  v.object({ kind: v.literal('invalid json') }),
  /** Any answer at all. */
  v.object({
    kind: v.literal('reply'),
    status,
    headers: v.exactOptional(v.record(v.string(), v.string())),
    body: v.string(),
  }),

  /** The true answer, late. */
  v.object({ kind: v.literal('delay'), milliseconds }),
  /** Headers and half of the body, then a reset connection. */
  v.object({ kind: v.literal('reset after headers') }),
  /** Half of the body that content-length promises, then an orderly end. */
  v.object({ kind: v.literal('truncated') }),
  /** The true answer as `text/plain`. */
  v.object({ kind: v.literal('json as text') }),
  /** The true JSON with some members removed or replaced, so that it breaks its schema. */
  v.object({
    kind: v.literal('edited'),
    remove: v.exactOptional(v.array(v.string())),
    set: v.exactOptional(v.record(v.string(), v.unknown())),
  }),
]);

export type Fault = v.InferOutput<typeof faultSchema>;

export const FAULT_TARGETS = ['token', 'revoke', 'api', 'any'] as const;

/** What a fault concerns: an endpoint, all others together, or everything. */
export type FaultTarget = (typeof FAULT_TARGETS)[number];

/** A fault in force. Without `once` it stays until it is cleared. */
export interface ArmedFault {
  readonly on: FaultTarget;
  readonly fault: Fault;
  readonly once: boolean;
}

/** The faults of one server. */
export class FaultSwitchboard {
  #armed: ArmedFault[] = [];

  /** The next request meets this fault; several form a queue. */
  once(on: FaultTarget, fault: Fault): void {
    this.#armed.push({ on, fault, once: true });
  }

  /** Every request meets this fault until it is cleared. */
  always(on: FaultTarget, fault: Fault): void {
    this.#armed.push({ on, fault, once: false });
  }

  /** Clears the faults of one target, or all. */
  clear(on?: FaultTarget): void {
    this.#armed = on === undefined ? [] : this.#armed.filter(armed => armed.on !== on);
  }

  /** The faults in force, in the order in which they will be met. */
  list(): readonly ArmedFault[] {
    return [...this.#armed];
  }

  /** The fault that a request to this endpoint meets. */
  take(endpoint: Exclude<FaultTarget, 'any'>): Fault | undefined {
    const armed = this.#armed.find(({ on }) => on === endpoint || on === 'any');
    if (armed?.once === true) {
      this.#armed = this.#armed.filter(other => other !== armed);
    }
    return armed?.fault;
  }
}
