import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Failure } from '../../../src/ringcentral/failure.ts';
import { WINDOW_MS } from '../../../src/tokens/ledger.ts';
import { nameOf, Penalties } from '../../../src/tokens/penalties.ts';
import { RequestBudget } from '../../../src/tokens/requestBudget.ts';
import { NO_LOCK } from '../../../src/tokens/turns.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { MemoryLedgers } from '../../support/memoryLedgers.ts';

const acme = { server: 'https://platform.ringcentral.com', clientId: 'Acme' };
const START = 1_700_000_000_000;
const HOUR = 3_600_000;

function refusal(status: number, retryAfterSeconds?: number, answeredAt = START): Failure {
  return {
    kind: 'refused',
    phase: 'token',
    host: 'platform.ringcentral.com',
    at: answeredAt,
    answeredAt,
    status,
    contentType: undefined,
    requestId: undefined,
    retryAfterSeconds,
    rateLimit: {},
    errors: [],
  };
}

/** A machine with a clock and ledgers; its windows come and go. */
class Machine {
  readonly clock = new FakeClock(START);
  readonly ledgers = new MemoryLedgers();
  readonly alone: (string | undefined)[] = [];

  window(hasFiles = true): { readonly budget: RequestBudget; readonly penalties: Penalties } {
    const now = () => ({ at: this.clock.now(), up: this.clock.uptime() });
    const penalties = new Penalties(now);
    const budget = new RequestBudget({
      now,
      files: hasFiles ? this.ledgers : undefined,
      lock: NO_LOCK,
      penalties,
      onAlone: reason => this.alone.push(reason),
    });
    return { budget, penalties };
  }
}

async function claimTimes(budget: RequestBudget, times: number): Promise<void> {
  for (let request = 0; request < times; request += 1) {
    assert.equal(await budget.claim(acme), undefined);
  }
}

describe('RequestBudget (facts, section 4)', () => {
  for (const hasFiles of [true, false]) {
    describe(hasFiles ? 'with ledgers' : 'in a window on its own', () => {
      it('allows five requests a minute and says when the sixth may go', async () => {
        const { budget } = new Machine().window(hasFiles);
        await claimTimes(budget, 5);
        assert.deepEqual(await budget.claim(acme), { reason: 'budget', until: START + WINDOW_MS });
      });

      it('lets a request go when the first of five has left the minute', async () => {
        const machine = new Machine();
        const { budget } = machine.window(hasFiles);
        for (let request = 0; request < 5; request += 1) {
          assert.equal(await budget.claim(acme), undefined);
          machine.clock.advance(1000);
        }
        assert.deepEqual(await budget.claim(acme), { reason: 'budget', until: START + WINDOW_MS });
        machine.clock.advance(WINDOW_MS - 5000);
        assert.equal(await budget.claim(acme), undefined);
        assert.deepEqual(await budget.claim(acme), { reason: 'budget', until: START + WINDOW_MS + 1000 });
      });

      it('holds everything back while a penalty runs: Retry-After, else 60 s', async () => {
        const machine = new Machine();
        const { budget, penalties } = machine.window(hasFiles);
        await budget.noteFailure(acme, refusal(429, 30));
        assert.deepEqual(await budget.claim(acme), { reason: 'penalty', until: START + 30_000 });
        assert.equal(penalties.leftFor(acme), 30_000);
        machine.clock.advance(30_000);
        assert.equal(penalties.leftFor(acme), 0);
        assert.equal(await budget.claim(acme), undefined);
        await budget.noteFailure(acme, refusal(429, undefined, machine.clock.now()));
        assert.deepEqual(await budget.claim(acme), { reason: 'penalty', until: START + 90_000 });
      });

      it('does not shorten a penalty that runs by an answer that says less', async () => {
        const { budget, penalties } = new Machine().window(hasFiles);
        await budget.noteFailure(acme, refusal(429, 300));
        await budget.noteFailure(acme, refusal(429));
        assert.deepEqual(await budget.claim(acme), { reason: 'penalty', until: START + 300_000 });
        assert.equal(penalties.leftFor(acme), 300_000);
      });

      it('does not believe a Retry-After of nothing', async () => {
        const { budget } = new Machine().window(hasFiles);
        await budget.noteFailure(acme, refusal(429, 0));
        assert.deepEqual(await budget.claim(acme), { reason: 'penalty', until: START + 60_000 });
      });

      it('starts no penalty for another refusal', async () => {
        const { budget } = new Machine().window(hasFiles);
        await budget.noteFailure(acme, refusal(401));
        await budget.noteFailure(acme, refusal(503, 30));
        assert.equal(await budget.claim(acme), undefined);
      });

      it('counts a penalty from its answer, however long the body took', async () => {
        const machine = new Machine();
        const { budget } = machine.window(hasFiles);
        machine.clock.advance(10_000);
        await budget.noteFailure(acme, refusal(429, 60, START));
        assert.deepEqual(await budget.claim(acme), { reason: 'penalty', until: START + 60_000 });
      });

      it('waits no longer than the penalty when the clock is set back, and no shorter when it is set forward', async () => {
        for (const jump of [-24 * HOUR, 5 * HOUR]) {
          const machine = new Machine();
          const { budget } = machine.window(hasFiles);
          await budget.noteFailure(acme, refusal(429, 60));
          machine.clock.set(START + jump);
          assert.deepEqual(await budget.claim(acme), { reason: 'penalty', until: START + jump + 60_000 });
          machine.clock.advance(60_000);
          assert.equal(await budget.claim(acme), undefined);
        }
      });

      it('counts five a minute whatever the clock is set to', async () => {
        for (const jump of [-24 * HOUR, -30_000, -60, 60, 61_000, 5 * HOUR]) {
          const machine = new Machine();
          const { budget } = machine.window(hasFiles);
          await claimTimes(budget, 5);
          machine.clock.set(START + jump);
          const hold = await budget.claim(acme);
          assert.ok(hold?.reason === 'budget' && hold.until <= machine.clock.now() + WINDOW_MS, `${jump}`);
          // A correction of a little may be waited for.
          machine.clock.advance(WINDOW_MS + 60);
          assert.equal(await budget.claim(acme), undefined);
        }
      });

      it('counts the time that the machine slept', async () => {
        const machine = new Machine();
        const { budget } = machine.window(hasFiles);
        await budget.noteFailure(acme, refusal(429, 60));
        machine.clock.sleep(HOUR);
        assert.equal(await budget.claim(acme), undefined);
      });

      it('counts each server and client ID by itself', async () => {
        const { budget } = new Machine().window(hasFiles);
        await claimTimes(budget, 5);
        assert.ok(await budget.claim(acme));
        assert.equal(await budget.claim({ ...acme, clientId: 'Beta' }), undefined);
        const sandbox = { ...acme, server: 'https://platform.devtest.ringcentral.com' };
        assert.equal(await budget.claim(sandbox), undefined);
      });

      it('counts no request of a caller who has given up', async () => {
        const { budget } = new Machine().window(hasFiles);
        for (let request = 0; request < 9; request += 1) {
          assert.equal(await budget.claim(acme, AbortSignal.abort()), undefined);
        }
        await claimTimes(budget, 5);
      });

      it('never lets six requests into any minute, and never holds back for longer than one', async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(fc.nat(20_000), { maxLength: 60 }), async pauses => {
            const machine = new Machine();
            const { budget } = machine.window(hasFiles);
            const sent: number[] = [];
            for (const pause of pauses) {
              machine.clock.advance(pause);
              const now = machine.clock.now();
              const hold = await budget.claim(acme);
              if (hold === undefined) sent.push(now);
              else assert.ok(hold.until > now && hold.until <= now + WINDOW_MS);
            }
            for (const at of sent) {
              assert.ok(sent.filter(other => other >= at && other < at + 60_000).length <= 5);
            }
          }),
        );
      });
    });
  }

  it('counts the requests of all windows together, those of windows that are gone too', async () => {
    const machine = new Machine();
    for (let window = 0; window < 5; window += 1) await claimTimes(machine.window().budget, 1);
    assert.deepEqual(await machine.window().budget.claim(acme), {
      reason: 'budget',
      until: START + WINDOW_MS,
    });
  });

  it('knows another window’s penalty, and one from before a restart of the machine', async () => {
    const machine = new Machine();
    await machine.window().budget.noteFailure(acme, refusal(429, 300));
    const { budget, penalties } = machine.window();
    assert.deepEqual(await budget.claim(acme), { reason: 'penalty', until: START + 300_000 });
    assert.equal(penalties.leftFor(acme), 300_000);
    const restarted = new RequestBudget({
      now: () => ({ at: START + 100_000, up: 5000 }),
      files: machine.ledgers,
      lock: NO_LOCK,
      penalties,
      onAlone: () => undefined,
    });
    assert.deepEqual(await restarted.claim(acme), { reason: 'penalty', until: START + 300_000 });
  });

  it('lets five go of any number that ask at once, even without a lock', async () => {
    const machine = new Machine();
    const windows = Array.from({ length: 20 }, () => machine.window().budget);
    const holds = await Promise.all(windows.map(async budget => budget.claim(acme)));
    assert.equal(holds.filter(hold => hold === undefined).length, 5);
  });

  it('lets nobody wait for what was long before the machine was started again', async () => {
    const machine = new Machine();
    const { budget } = machine.window();
    await claimTimes(budget, 5);
    await budget.noteFailure(acme, refusal(429, 3600));
    // Up for as long as yesterday at the same time of day.
    machine.clock.set(START + 24 * HOUR);
    assert.equal(await machine.window().budget.claim(acme), undefined);
  });

  it('sees who came while the machine slept over its own line', async () => {
    const machine = new Machine();
    const sleeper = machine.window().budget;
    const other = machine.window().budget;
    const append = machine.ledgers.append.bind(machine.ledgers);
    machine.ledgers.append = async (name, text): Promise<void> => {
      machine.ledgers.append = append;
      machine.clock.sleep(600_000);
      await claimTimes(other, 5);
      await append(name, text);
    };
    assert.equal((await sleeper.claim(acme))?.reason, 'budget');
  });

  it('keeps a ledger short, and loses nothing by it that still counts', async () => {
    const machine = new Machine();
    const { budget } = machine.window();
    for (let minute = 0; minute < 40; minute += 1) {
      await claimTimes(budget, 5);
      assert.ok(await budget.claim(acme));
      assert.ok(await machine.window().budget.claim(acme));
      machine.clock.advance(WINDOW_MS);
    }
    assert.ok((machine.ledgers.texts.get(nameOf(acme)) ?? '').length < 6000);
  });

  it('holds nothing but times in a ledger', async () => {
    const machine = new Machine();
    const { budget } = machine.window();
    await claimTimes(budget, 1);
    await budget.noteFailure(acme, refusal(429, 30));
    const text = machine.ledgers.texts.get(nameOf(acme)) ?? '';
    assert.match(text, /^\nsent \d+ \d+ [0-9a-f]{8}\n\npenalty \d+ \d+ 30000\n$/);
  });

  it('reads a ledger whatever is in it', async () => {
    const machine = new Machine();
    const { budget } = machine.window();
    const garbage = '\0\nsent\nsent 1 2\npenalty 9 9 99999999999\nqueued 1 2 3\nsent 17';
    machine.ledgers.texts.set(nameOf(acme), garbage);
    await claimTimes(budget, 5);
    assert.ok(await machine.window().budget.claim(acme));
    assert.ok(machine.ledgers.texts.get(nameOf(acme))?.startsWith(garbage));
  });

  describe('where the ledger can’t be used', () => {
    it('counts on its own and tells why, on a full or read-only disk', async () => {
      const machine = new Machine();
      machine.ledgers.writeFailure = 'ENOSPC';
      const { budget } = machine.window();
      await claimTimes(budget, 5);
      assert.deepEqual(await budget.claim(acme), { reason: 'budget', until: START + WINDOW_MS });
      assert.deepEqual([...new Set(machine.alone)], ['ENOSPC']);
    });

    it('counts on its own and tells so, without a file system', async () => {
      const machine = new Machine();
      const { budget } = machine.window(false);
      await claimTimes(budget, 5);
      assert.ok(await budget.claim(acme));
      assert.deepEqual([...new Set(machine.alone)], [undefined]);
    });

    it('keeps to a penalty of its own, should the ledger be lost', async () => {
      const machine = new Machine();
      const { budget } = machine.window();
      await budget.noteFailure(acme, refusal(429));
      machine.ledgers.texts.clear();
      assert.equal((await budget.claim(acme))?.reason, 'penalty');
      machine.ledgers.readFailure = 'EACCES';
      assert.equal((await budget.claim(acme))?.reason, 'penalty');
      assert.deepEqual([...new Set(machine.alone)], ['EACCES']);
    });

    it('locks nobody out by a ledger that can be written and not read', async () => {
      const machine = new Machine();
      machine.ledgers.readFailure = 'EIO';
      const { budget } = machine.window();
      await claimTimes(budget, 5);
      assert.ok(await budget.claim(acme));
      machine.clock.advance(WINDOW_MS);
      await claimTimes(budget, 5);
    });

    it('still counts what another window has written, when it can only read', async () => {
      const machine = new Machine();
      await claimTimes(machine.window().budget, 4);
      machine.ledgers.writeFailure = 'EROFS';
      const { budget } = machine.window();
      await claimTimes(budget, 1);
      assert.ok(await budget.claim(acme));
    });
  });
});
