import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Failure } from '../../../src/ringcentral/failure.ts';
import { RequestBudget } from '../../../src/tokens/requestBudget.ts';

const acme = { server: 'https://platform.ringcentral.com', clientId: 'Acme' };

function refusal(status: number, retryAfterSeconds?: number, answeredAt = 0): Failure {
  return {
    kind: 'refused',
    phase: 'token',
    host: 'platform.ringcentral.com',
    at: 0,
    answeredAt,
    status,
    contentType: undefined,
    requestId: undefined,
    retryAfterSeconds,
    rateLimit: {},
    errors: [],
  };
}

describe('RequestBudget (facts, section 4)', () => {
  it('allows five requests a minute and says when the sixth may go', () => {
    let now = 1_000_000;
    const budget = new RequestBudget(() => now);
    for (let request = 0; request < 5; request += 1) {
      assert.equal(budget.holdOf(acme), undefined);
      budget.noteRequest(acme);
      now += 1000;
    }
    assert.deepEqual(budget.holdOf(acme), { reason: 'budget', until: 1_060_000 });
    now = 1_060_000;
    assert.equal(budget.holdOf(acme), undefined);
  });

  it('does not shorten a penalty that runs by an answer that says less', () => {
    const budget = new RequestBudget(() => 0);
    budget.noteFailure(acme, refusal(429, 300));
    budget.noteFailure(acme, refusal(429));
    assert.deepEqual(budget.holdOf(acme), { reason: 'penalty', until: 300_000 });
  });

  it('waits no longer than the penalty when the clock is set back', () => {
    const day = 24 * 3_600_000;
    let now = day;
    const budget = new RequestBudget(() => now);
    budget.noteFailure(acme, refusal(429, 60, day));
    now = 0;
    assert.deepEqual(budget.holdOf(acme), { reason: 'penalty', until: 60_000 });
    now = 60_000;
    assert.equal(budget.holdOf(acme), undefined);
  });

  it('counts a penalty from its answer, should the clock be set back just after it', () => {
    const hour = 3_600_000;
    let now = hour;
    const budget = new RequestBudget(() => now);
    now = 0;
    budget.noteFailure(acme, refusal(429, 60, hour));
    assert.deepEqual(budget.holdOf(acme), { reason: 'penalty', until: 60_000 });
  });

  it('counts each server and client ID by itself', () => {
    const budget = new RequestBudget(() => 5);
    for (let request = 0; request < 5; request += 1) budget.noteRequest(acme);
    assert.ok(budget.holdOf(acme));
    assert.equal(budget.holdOf({ ...acme, clientId: 'Beta' }), undefined);
    assert.equal(budget.holdOf({ ...acme, server: 'https://platform.devtest.ringcentral.com' }), undefined);
  });

  it('holds everything back while a penalty runs: Retry-After, else 60 s', () => {
    let now = 0;
    const budget = new RequestBudget(() => now);
    budget.noteFailure(acme, refusal(429, 30));
    assert.deepEqual(budget.holdOf(acme), { reason: 'penalty', until: 30_000 });
    now = 30_000;
    assert.equal(budget.holdOf(acme), undefined);
    budget.noteFailure(acme, refusal(429, undefined, now));
    assert.deepEqual(budget.holdOf(acme), { reason: 'penalty', until: 90_000 });
  });

  it('does not believe a Retry-After of nothing', () => {
    const budget = new RequestBudget(() => 0);
    budget.noteFailure(acme, refusal(429, 0));
    assert.deepEqual(budget.holdOf(acme), { reason: 'penalty', until: 60_000 });
  });

  it('starts no penalty for another refusal', () => {
    const budget = new RequestBudget(() => 0);
    budget.noteFailure(acme, refusal(401));
    budget.noteFailure(acme, refusal(503, 30));
    assert.equal(budget.holdOf(acme), undefined);
  });

  it('is not locked for long by a clock that was set back', () => {
    let now = 1_000_000_000;
    const budget = new RequestBudget(() => now);
    for (let request = 0; request < 5; request += 1) budget.noteRequest(acme);
    now = 1000;
    assert.equal(budget.holdOf(acme), undefined);
  });

  it('frees nobody when the clock is corrected by a little', () => {
    let now = 1_000_000_000;
    const budget = new RequestBudget(() => now);
    for (let request = 0; request < 5; request += 1) budget.noteRequest(acme);
    now -= 60;
    assert.deepEqual(budget.holdOf(acme), { reason: 'budget', until: now + 60_000 });
  });

  it('never lets six requests into any minute, and never holds back for longer than one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20_000), { maxLength: 60 }), pauses => {
        let now = 0;
        const budget = new RequestBudget(() => now);
        const sent: number[] = [];
        for (const pause of pauses) {
          now += pause;
          const hold = budget.holdOf(acme);
          if (hold !== undefined) assert.ok(hold.until > now && hold.until <= now + 60_000);
          else {
            budget.noteRequest(acme);
            sent.push(now);
          }
        }
        for (const at of sent) {
          assert.ok(sent.filter(other => other >= at && other < at + 60_000).length <= 5);
        }
      }),
    );
  });
});
