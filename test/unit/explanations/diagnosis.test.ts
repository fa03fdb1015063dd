// What Diagnose says when every gate that it can try is open.
import assert from 'node:assert/strict';
import { openExplanation } from '../../../src/explanations/diagnosis.ts';
import { knownProfileOf } from '../../support/cases.ts';
import { NOW } from '../../support/samples.ts';

const answer = {
  phase: 'api',
  host: 'platform.ringcentral.com',
  at: NOW,
  answeredAt: NOW,
  status: 200,
  contentType: 'application/json',
  requestId: 'request-1',
  retryAfterSeconds: undefined,
  rateLimit: {},
} as const;

describe('A diagnosis that finds nothing closed', () => {
  const { closedBy, causes, steps, actions, gates, happened } = openExplanation(knownProfileOf(), answer);

  it('has nothing to mend, and says what to do when a call fails all the same', () => {
    assert.deepEqual([closedBy, causes, actions], ['none', [], [{ kind: 'copy-token' }]]);
    assert.match(steps.map(({ text }) => text).join(), /Explain Error Response…/);
  });

  it('claims nothing of the gates that depend on the call', () => {
    assert.deepEqual(
      gates.map(({ state }) => state),
      [...Array<string>(5).fill('passed'), 'unknown', 'unknown', 'unknown'],
    );
    assert.match(happened.join(' '), /needs no permission/);
  });
});
