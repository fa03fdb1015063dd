import assert from 'node:assert/strict';
import { forIconLabel, forNotification } from '../../../src/workbench/plainLabels.ts';

describe('forNotification', () => {
  it('breaks what would be a link', () => {
    assert.equal(forNotification('[x](command:evil)'), '[x] (command:evil)');
  });
});

describe('forIconLabel', () => {
  it('escapes what would be an icon', () => {
    assert.equal(forIconLabel('a $(zap) $(sync~spin)'), 'a \\$(zap) \\$(sync~spin)');
  });
});
