// Puts an answer on the wire: as it is, or spoiled by a fault.
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import type { Answer } from './answers.ts';
import { falseAnswer } from './falseAnswers.ts';
import type { Fault } from './faults.ts';

/** Waits so many milliseconds. */
export type Wait = (milliseconds: number) => Promise<unknown>;

const MEBIBYTE = 1024 * 1024;

/** Sends an answer as it is. */
export function deliver(reply: FastifyReply, answer: Answer): void {
  // As bytes, so that the content type goes out just as the answer has it.
  const body = answer.body === '' ? undefined : Buffer.from(answer.body);
  void reply.code(answer.status).headers(answer.headers).send(body);
}

/** Shows a fault. `answer` carries out the request and is called only by faults that come after that. */
export async function deliverFault(
  reply: FastifyReply,
  fault: Fault,
  answer: () => Promise<Answer>,
  wait: Wait,
): Promise<void> {
  switch (fault.kind) {
    case 'hang':
      reply.hijack();
      return;
    case 'reset':
      reply.hijack();
      reply.raw.socket?.resetAndDestroy();
      return;
    case 'huge':
      deliverHuge(reply, (fault.mebibytes ?? 8) * MEBIBYTE, fault.declared ?? true);
      return;
    case 'delay':
      await wait(fault.milliseconds);
      deliver(reply, await answer());
      return;
    case 'reset after headers':
      deliverHalf(reply, await answer(), () => reply.raw.socket?.resetAndDestroy());
      return;
    case 'truncated':
      deliverHalf(reply, await answer(), () => reply.raw.socket?.end());
      return;
    case 'json as text': {
      const { headers, ...rest } = await answer();
      deliver(reply, { ...rest, headers: { ...headers, 'content-type': 'text/plain;charset=utf-8' } });
      return;
    }
    case 'edited':
      deliver(reply, edit(await answer(), fault.remove ?? [], fault.set ?? {}));
      return;
    case 'portal':
    case 'unavailable':
    case 'redirect':
    case 'text as json':
    case 'empty':
    case 'invalid json':
    case 'reply':
      deliver(reply, falseAnswer(fault));
  }
}

function edit(answer: Answer, remove: readonly string[], set: Readonly<Record<string, unknown>>): Answer {
  const parsed: unknown = answer.body === '' ? {} : JSON.parse(answer.body);
  const kept = Object.entries(parsed ?? {}).filter(([name]) => !remove.includes(name));
  return { ...answer, body: JSON.stringify({ ...Object.fromEntries<unknown>(kept), ...set }) };
}

/** Promises more than the whole body, sends half of it, and lets `end` end the connection once that half is out. */
function deliverHalf(reply: FastifyReply, answer: Answer, end: () => void): void {
  reply.hijack();
  const body = Buffer.from(answer.body);
  reply.raw.writeHead(answer.status, {
    rcrequestid: reply.request.id,
    ...answer.headers,
    'content-length': body.length + 1,
  });
  reply.raw.flushHeaders();
  reply.raw.write(body.subarray(0, Math.floor(body.length / 2)), end);
}

/** Sends JSON, valid to its end, with one string that fills the given number of bytes. */
function deliverHuge(reply: FastifyReply, bytes: number, declared: boolean): void {
  const head = '{"access_token":"';
  const tail = '"}';
  const filler = Buffer.alloc(MEBIBYTE, 'x');
  function* body(): Generator<Buffer> {
    yield Buffer.from(head);
    for (let sent = 0; sent < bytes; sent += MEBIBYTE) {
      yield filler;
    }
    yield Buffer.from(tail);
  }
  if (declared) {
    void reply.header('content-length', head.length + bytes + tail.length);
  }
  void reply.type('application/json').send(Readable.from(body()));
}
