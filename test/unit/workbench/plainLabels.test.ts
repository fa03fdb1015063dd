import assert from 'node:assert/strict';
import { forIconLabel, forNotification, withoutAutolinks } from '../../../src/workbench/plainLabels.ts';

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

describe('withoutAutolinks', () => {
  it('breaks what Markdown would link by itself, invisibly', () => {
    assert.equal(withoutAutolinks('http://a.b WWW.c me@d'), 'http:\u2060//a.b W\u2060WW.c me@\u2060d');
  });
});
