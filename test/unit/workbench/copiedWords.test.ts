import assert from 'node:assert/strict';
import { copiedWords } from '../../../src/workbench/copiedWords.ts';
import { localTime } from '../../../src/workbench/dates.ts';
import { NOW } from '../../support/samples.ts';

describe('copiedWords', () => {
  const copied = `Copied the Bearer token of Acme, valid until ${localTime(NOW)}.`;

  it('say what was copied, of which profile, until when it is valid, and when it goes', () => {
    assert.equal(
      copiedWords('the Bearer token', 'Acme', NOW, 60),
      `${copied} The clipboard is cleared in 60 s.`,
    );
  });

  it('promise no clearing where there is none', () => {
    assert.equal(copiedWords('the Bearer token', 'Acme', NOW, 0), copied);
  });
});
