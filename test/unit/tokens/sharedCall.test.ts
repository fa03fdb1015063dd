import assert from 'node:assert/strict';
import { SharedCalls } from '../../../src/tokens/sharedCall.ts';

describe('SharedCalls', () => {
  it('starts one call for all who ask while it is under way, and another afterwards', async () => {
    const calls = new SharedCalls<number>();
    const { promise, resolve } = Promise.withResolvers<number>();
    let started = 0;
    const join = (): Promise<number | undefined> =>
      calls.join('key', undefined, async () => {
        started += 1;
        return promise;
      });
    const all = Array.from({ length: 100 }, join);
    resolve(7);
    assert.deepEqual(new Set(await Promise.all(all)), new Set([7]));
    assert.equal(started, 1);
    await join();
    assert.equal(started, 2);
  });

  it('gives up for one caller without disturbing the others', async () => {
    const calls = new SharedCalls<string>();
    const { promise, resolve } = Promise.withResolvers<string>();
    const impatient = new AbortController();
    let shared: AbortSignal | undefined;
    const start = async (signal: AbortSignal): Promise<string> => {
      shared = signal;
      return promise;
    };
    const first = calls.join('key', impatient.signal, start);
    const second = calls.join('key', new AbortController().signal, start);
    impatient.abort();
    assert.equal(await first, undefined);
    assert.equal(shared?.aborted, false);
    resolve('done');
    assert.equal(await second, 'done');
  });

  it('aborts the call when all have given up, and nobody joins it any more', async () => {
    const calls = new SharedCalls<string>();
    const controllers = [new AbortController(), new AbortController()];
    const signals: AbortSignal[] = [];
    const start = async (signal: AbortSignal): Promise<string> => {
      signals.push(signal);
      return new Promise(() => undefined);
    };
    const all = controllers.map(async ({ signal }) => calls.join('key', signal, start));
    for (const controller of controllers) controller.abort();
    assert.deepEqual(await Promise.all(all), [undefined, undefined]);
    assert.equal(signals[0]?.aborted, true);
    void calls.join('key', undefined, start);
    assert.equal(signals.length, 2);
  });

  it('hands a failed call’s error to all, and starts anew afterwards', async () => {
    const calls = new SharedCalls<string>();
    const fail = async (): Promise<string> => Promise.reject(new Error('broken'));
    await assert.rejects(calls.join('key', undefined, fail), /broken/);
    assert.equal(await calls.join('key', undefined, async () => Promise.resolve('fine')), 'fine');
  });

  it('does not start for a caller who has given up already', async () => {
    const calls = new SharedCalls<string>();
    const start = (): Promise<string> => assert.fail('started');
    assert.equal(await calls.join('key', AbortSignal.abort(), start), undefined);
  });
});
