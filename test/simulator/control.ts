// Lets whoever runs the simulator by hand provoke faults, over HTTP on each server (which listens on loopback only):
//
//   GET    /simulator/faults            the faults in force
//   PUT    /simulator/faults            {"on": "token", "fault": {"kind": "hang"}, "once": true}
//   DELETE /simulator/faults?on=token   clears those of one target; without `on`, all
//
// `on` is "token", "revoke", "api" or "any"; without `once` a fault stays until it is cleared. The kinds of fault and
// their fields stand in faults.ts. These requests are neither recorded nor limited, and no fault touches them.
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { FAULT_TARGETS, faultSchema } from './faults.ts';
import type { FaultSwitchboard } from './faults.ts';

const armedFaultSchema = v.object({
  on: v.picklist(FAULT_TARGETS),
  fault: faultSchema,
  once: v.optional(v.boolean(), false),
});

const clearSchema = v.object({ on: v.exactOptional(v.picklist(FAULT_TARGETS)) });

/** Adds the routes. A body that the schema does not know is answered with 400 and what is wrong with it. */
export function addControl(server: FastifyInstance, faults: FaultSwitchboard): void {
  server.get('/simulator/faults', () => faults.list());

  server.put('/simulator/faults', (request, reply) => {
    const wanted = v.safeParse(armedFaultSchema, request.body);
    if (!wanted.success) {
      return reply.code(400).send({ problems: wanted.issues.map(issue => issue.message) });
    }
    const { on, fault, once } = wanted.output;
    if (once) {
      faults.once(on, fault);
    } else {
      faults.always(on, fault);
    }
    return reply.send(faults.list());
  });

  server.delete('/simulator/faults', (request, reply) => {
    const wanted = v.safeParse(clearSchema, request.query);
    if (!wanted.success) {
      return reply.code(400).send({ problems: wanted.issues.map(issue => issue.message) });
    }
    faults.clear(wanted.output.on);
    return reply.send(faults.list());
  });
}
