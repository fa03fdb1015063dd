import assert from 'node:assert/strict';
import { StorageFailed } from '../../../src/profiles/storage.ts';
import { framesOf, nameOf } from '../../../src/workbench/errorLines.ts';

describe('what the log says of an error', () => {
  it('is its kind, not its message', () => {
    assert.equal(nameOf(new TypeError('a request with client_secret=x')), 'TypeError');
    assert.equal(nameOf('a request'), 'string');
    assert.match(nameOf(new StorageFailed('write', 'locked')), /could not write: locked/);
  });

  it('is where it came from, without a line of its message that looks like a frame', () => {
    const frames = framesOf(new Error('refused\n    at https://example.com/?client_secret=x\n'));
    assert.ok(frames.some(frame => frame.includes('errorLines.test')));
    assert.ok(frames.every(frame => !frame.includes('example.com')));
    assert.deepEqual(framesOf('no error'), []);
  });
});
