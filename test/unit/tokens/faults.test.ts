// Every fault of a server at every request that a command sends: how it ends, what is sent, and what works afterwards.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { knownProfileOf } from '../../support/cases.ts';
import { explain, problemOf } from '../../../src/explanations/explain.ts';
import type { Explanation } from '../../../src/explanations/explanation.ts';
import type { Profile } from '../../../src/profiles/profile.ts';
import { OPERATIONS } from '../../../src/ringcentral/operations.ts';
import type { AccessToken } from '../../../src/tokens/accessToken.ts';
import type { LeftSession, RevokeOutcome } from '../../../src/tokens/sessionEnder.ts';
import type { TokenFailure } from '../../../src/tokens/tokenFailure.ts';
import { TokenProbe } from '../../../src/tokens/tokenProbe.ts';
import { PermissionChecker } from '../../../src/workbench/permissionChecker.ts';
import type { Services } from '../../../src/workbench/services.ts';
import { ManualClock } from '../../simulator/clock.ts';
import { faultSchema, type Fault } from '../../simulator/faults.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { FAULT_TABLE, SHORT_LIMIT_MS, type Ending, type FaultRow } from '../../support/faultTable.ts';
import { MemorySecrets } from '../../support/memoryStorage.ts';
import { Rooms } from '../../support/rooms.ts';
import { CREDENTIAL_ID } from '../../support/samples.ts';

const [CALL_LOG = assert.fail()] = OPERATIONS.filter(
  ({ method, path }) => method === 'GET' && path.endsWith('/extension/{extensionId}/call-log'),
);
const ROWS: readonly FaultRow[] = Object.values(FAULT_TABLE).flat();

describe('every fault of a server', () => {
  let simulator: Simulator;
  let rooms: Rooms<MemorySecrets>;
  let probe: TokenProbe;
  let profile: Profile;
  let left: LeftSession[];
  let shown: Explanation[];
  let limitMs = 5000;
  const clock = new ManualClock();
  const unhandled: unknown[] = [];
  const note = (reason: unknown): number => unhandled.push(reason);
  const { signal } = new AbortController();

  before(async () => {
    simulator = await startSimulator({ clock });
    process.on('unhandledRejection', note);
  });
  after(async () => {
    process.off('unhandledRejection', note);
    await simulator.close();
  });

  /** A window with one profile, on a server that has forgotten everything. */
  async function begin(): Promise<void> {
    simulator.production.reset();
    limitMs = 5000;
    const [sample] = simulator.sampleProfiles;
    assert.ok(sample);
    profile = { id: 'p1', credentialId: CREDENTIAL_ID, server: null, ...sample };
    const now = (): number => clock.now();
    rooms = new Rooms({
      secrets: new MemorySecrets(),
      now,
      timeoutMs: () => limitMs,
      serverFor: async () => Promise.resolve(simulator.production.url),
    });
    const policy = {
      serverFor: async () => Promise.resolve(undefined),
      ttlSeconds: () => 3600,
      httpOptions: () => ({ timeoutMs: limitMs, userAgent: 'Test/1.0', now }),
    };
    probe = new TokenProbe({
      policy,
      calls: async () => import('../../../src/ringcentral/restCall.ts'),
      log: rooms.log,
    });
    left = [];
    shown = [];
    rooms.sessions.onDidLeaveSession(session => left.push(session));
    await rooms.profiles.write(profile);
  }

  /** A token that the window has; what it took does not count. */
  async function withToken(): Promise<AccessToken> {
    const got = await rooms.tokens.obtain('p1');
    assert.ok(got.ok, JSON.stringify(got));
    simulator.production.requests.length = 0;
    return got.value;
  }

  /** The next request but so many to an endpoint meets the fault. */
  function arm(on: 'token' | 'revoke' | 'api', fault: Fault, before = 0): void {
    for (let other = 0; other < before; other += 1) {
      simulator.production.faults.once(on, { kind: 'delay', milliseconds: 0 });
    }
    simulator.production.faults.once(on, fault);
    limitMs = fault.kind === 'hang' || fault.kind === 'delay' ? SHORT_LIMIT_MS : 5000;
  }

  const sent = (): string[] =>
    simulator.production.requests.map(({ path }) => path.replace(/^\/restapi\/oauth\//, ''));

  /** Waits for what goes on beside a command. */
  async function until(condition: () => boolean): Promise<void> {
    for (let turn = 0; turn < 2000 && !condition(); turn += 1) await wait(1);
    assert.ok(condition());
  }

  function endingOf(failure: TokenFailure): Ending {
    const problem = problemOf(failure, clock.now());
    const { rule, closedBy } = explain({ problem, profile: knownProfile(), now: clock.now() });
    return [failure.kind, rule, closedBy];
  }

  const knownProfile = (): ReturnType<typeof knownProfileOf> =>
    knownProfileOf({ ...profile, address: simulator.production.url });

  function endingOfRevoke(outcome: RevokeOutcome): Ending {
    if (outcome.kind === 'not-revoked') return endingOf(outcome.failure);
    assert.equal(outcome.kind, 'revoked');
    return 'taken';
  }

  const isPenalty = ({ fault }: FaultRow): boolean => fault.kind === 'reply' && fault.status === 429;

  /** Inside a penalty nothing is sent; afterwards, and after any other fault at once, a token can be got. */
  async function assertGoesOn(row: FaultRow): Promise<void> {
    simulator.production.faults.clear();
    limitMs = 5000;
    if (isPenalty(row) && !sent().at(-1)?.startsWith('/restapi/v1.0')) {
      const before = sent().length;
      const held = await rooms.tokens.renew('p1', undefined, { tryAnyway: true });
      assert.ok(!held.ok && held.failure.kind === 'penalty');
      assert.equal(sent().length, before, 'nothing inside a penalty');
      clock.advance(130);
    }
    const isReplaced = rooms.secrets.entries.has('token:p1');
    const before = sent().length;
    assert.ok((await rooms.tokens.renew('p1', undefined, { tryAnyway: true })).ok, 'the next token');
    await until(() => sent().length === before + (isReplaced ? 2 : 1));
  }

  /** One test for each command and request, over all faults; so that one failing fault hides no other. */
  function each(title: string, run: (row: FaultRow) => Promise<void>): void {
    it(title, async () => {
      const problems: string[] = [];
      for (const row of ROWS) {
        try {
          await begin();
          await run(row);
          assert.deepEqual(unhandled, []);
        } catch (error) {
          const { message } = error instanceof Error ? error : new Error(String(error));
          problems.push(`${JSON.stringify(row.fault)}: ${message}`);
        }
      }
      assert.equal(problems.length, 0, `\n${problems.join('\n')}`);
    });
  }

  it('has a row for each kind, and each row the kind of its place', () => {
    const kinds = faultSchema.options.map(({ entries }) => entries.kind.literal);
    assert.deepEqual(Object.keys(FAULT_TABLE).sort(), [...kinds].sort());
    for (const [kind, rows] of Object.entries(FAULT_TABLE)) {
      assert.ok(rows.length > 0 && rows.every(({ fault }) => fault.kind === kind), kind);
    }
  });

  each('ends getting a token in its own way, after one request', async row => {
    arm('token', row.fault);
    const got = await rooms.tokens.obtain('p1');
    assert.deepEqual(got.ok ? 'taken' : endingOf(got.failure), row.token);
    assert.deepEqual(sent(), ['token']);
    assert.equal(rooms.secrets.entries.has('token:p1'), got.ok);
    await assertGoesOn(row);
  });

  each('ends renewing a token in its own way, and leaves the one that is there', async row => {
    const old = await withToken();
    arm('token', row.fault);
    const got = await rooms.tokens.renew('p1');
    assert.deepEqual(got.ok ? 'taken' : endingOf(got.failure), row.token);
    if (got.ok) await until(() => sent().length === 2);
    assert.deepEqual(sent(), got.ok ? ['token', 'revoke'] : ['token']);
    if (!got.ok) assert.equal((await rooms.tokenStore.read('p1'))?.accessToken, old.accessToken);
    await assertGoesOn(row);
  });

  each('at the revoke of a replaced token is told, and never repeated', async row => {
    await withToken();
    arm('revoke', row.fault);
    const got = await rooms.tokens.renew('p1');
    assert.ok(got.ok);
    if (row.revoke !== 'taken') await until(() => left.length > 0);
    else await until(() => sent().length === 2);
    assert.deepEqual(
      left.map(({ failure }) => endingOf(failure)),
      row.revoke === 'taken' ? [] : [row.revoke],
    );
    assert.deepEqual(sent(), ['token', 'revoke']);
    await assertGoesOn(row);
  });

  each('at a revoke is told, and the token forgotten', async row => {
    await withToken();
    arm('revoke', row.fault);
    assert.deepEqual(endingOfRevoke(await rooms.tokens.revoke('p1')), row.revoke);
    assert.deepEqual(sent(), ['revoke']);
    assert.ok(!rooms.secrets.entries.has('token:p1'));
    assert.deepEqual(await rooms.tokens.revoke('p1'), { kind: 'no-token' });
    await assertGoesOn(row);
  });

  each('at the revoke of an edit is told, and the edit is made', async row => {
    await withToken();
    arm('revoke', row.fault);
    const edited = await rooms.changes.edit('p1', { environment: 'sandbox' });
    assert.ok(edited.kind === 'changed');
    assert.deepEqual(endingOfRevoke(edited.revoked), row.revoke);
    assert.deepEqual(sent(), ['revoke']);
    const read = await rooms.profiles.read('p1');
    assert.equal(read.ok && read.value.environment, 'sandbox');
    await assertGoesOn(row);
  });

  each('at the revoke of a deletion is told, and the profile is gone', async row => {
    await withToken();
    arm('revoke', row.fault);
    assert.deepEqual(endingOfRevoke(await rooms.changes.delete('p1')), row.revoke);
    assert.deepEqual(sent(), ['revoke']);
    assert.deepEqual([...rooms.secrets.entries.keys()], ['deleted:p1']);
  });

  each('at the revoke of a removal is told, and everything is gone', async row => {
    await withToken();
    arm('revoke', row.fault);
    const open = await rooms.removeEverything();
    assert.equal(open.length, row.revoke === 'taken' ? 0 : 1);
    assert.deepEqual(sent(), ['revoke']);
    assert.equal(rooms.secrets.entries.size, 0);
  });

  each('ends the proof of a token in its own way, after one call', async row => {
    const token = await withToken();
    arm('api', row.fault);
    const probed = await probe.probe(token, signal);
    assert.deepEqual(probed.ok ? 'taken' : endingOf(probed.failure), row.api);
    assert.equal(sent().length, 1);
    await assertGoesOn(row);
  });

  /** As the command does it, down to what the panel shows. */
  async function check(token: AccessToken, tryCall: boolean): Promise<void> {
    const explainer = {
      knownProfile,
      explainFailure: (failure: TokenFailure, _: unknown, { findings = {} } = {}) =>
        explain(
          { problem: problemOf(failure, clock.now()), profile: knownProfile(), now: clock.now() },
          findings,
        ),
      show: (explanation: Explanation) => shown.push(explanation),
    };
    const services = {
      work: async () => Promise.resolve({ probe }),
      explainer: async () => Promise.resolve(explainer),
      roster: rooms.roster,
      owners: { note: () => undefined },
      clock,
    } as unknown as Services;
    const checker = new PermissionChecker(services, 'p1', token, signal);
    await (tryCall
      ? checker.call(CALL_LOG)
      : checker.permissions({ operation: CALL_LOG, targetExtensionId: undefined }));
  }

  const shownEndings = (): string[] => shown.map(({ rule, closedBy }) => `${rule} ${closedBy}`);

  each('ends a tried call in its own way, after one call', async row => {
    const token = await withToken();
    arm('api', row.fault);
    await check(token, true);
    const ending = row.call ?? row.api;
    assert.deepEqual(shownEndings(), [ending === 'taken' ? 'call.answered none' : ending.slice(1).join(' ')]);
    await assertGoesOn(row);
  });

  for (const [question, at] of [
    ['first question', 0],
    ['name', 1],
    ['owner', 2],
  ] as const) {
    each(`at a permission check’s ${question} shows something once, and repeats nothing`, async row => {
      const token = await withToken();
      arm('api', row.fault, at);
      await check(token, false);
      const ending = at === 0 ? (row.check ?? row.api) : 'taken';
      const rest = ending === 'taken' ? 'permission-check.fine none' : ending.slice(1).join(' ');
      assert.deepEqual(shownEndings(), [rest]);
      // After a failed question nothing is asked that would not be answered, and inside a penalty nothing at all.
      const isOver = ending !== 'taken' || isPenalty(row);
      const paths = sent();
      assert.equal(paths.length, isOver ? at + 1 : 3);
      assert.equal(new Set(paths).size, paths.length, paths.join());
      await assertGoesOn(row);
    });
  }
}).timeout(60_000);
