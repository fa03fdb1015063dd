// The rules of the ladder that hold whatever the rule and whatever was found before (product, section 6).
import assert from 'node:assert/strict';
import { provedByToken } from '../../../src/explanations/diagnosis.ts';
import { CODE_RULES, explain } from '../../../src/explanations/explain.ts';
import { GATES, type Explanation } from '../../../src/explanations/explanation.ts';
import { refusedOf } from '../../support/cases.ts';

const PHASES = ['token', 'refresh', 'revoke', 'api'] as const;

/** What probes may have found of the permissions, whatever the call itself was refused for. */
const BOTH_MISSING = {
  'app-permission': { state: 'failed', reason: 'The scope lacks it.' },
  'user-permission': { state: 'failed', reason: 'The role lacks it.' },
} as const;

/** Every code in every phase, of a profile and pasted, with and without the proof of a token. */
function* all(): Generator<readonly [string, Explanation]> {
  for (const { code } of CODE_RULES) {
    for (const phase of PHASES) {
      for (const profile of [{}, null]) {
        for (const findings of [{}, provedByToken(), BOTH_MISSING]) {
          const about = refusedOf({ code, phase, profile });
          const name = `${code}.${phase}${profile === null ? ', pasted' : ''}${'owner' in findings ? ', proved' : ''}${'app-permission' in findings ? ', probed' : ''}`;
          yield [name, explain(about, findings)];
        }
      }
    }
  }
}

describe('whatever closes a gate', () => {
  it('is the first that has failed', () => {
    for (const [name, { closedBy, gates }] of all()) {
      const failed = gates.find(({ state }) => state === 'failed')?.id;
      assert.equal(
        failed,
        GATES.find(id => id === closedBy),
        name,
      );
    }
  });

  it('leaves no gate behind it passed, since nobody asked there', () => {
    for (const [name, { closedBy, gates }] of all()) {
      const closed = GATES.findIndex(id => id === closedBy);
      if (closed < 0) continue;
      const behind = gates.slice(closed + 1).map(({ state }) => state);
      // Of both permissions a probe may have answered by itself.
      if (name.includes('probed')) continue;
      assert.ok(
        behind.every(state => state === 'not-reached'),
        `${name}: ${behind.join(' ')}`,
      );
    }
  });

  it('offers a pasted answer something that can be done without a profile', () => {
    const possible = ['open-page', 'create-jwt', 'open-setting', 'show-log', 'get-token', 'check-permission'];
    for (const [name, { actions }] of all()) {
      if (!name.includes('pasted')) continue;
      assert.ok(actions.length > 0, `${name} offers nothing`);
      assert.ok(
        actions.every(({ kind }) => possible.includes(kind)),
        `${name}: ${actions.map(({ kind }) => kind).join(' ')}`,
      );
    }
  });
});
