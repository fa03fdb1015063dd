// Consent to hosts that are not RingCentral's. A test host refuses dialogs; what is answered is a UI test.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { TestWindow } from './window.ts';
import { rowOf } from '../support/samples.ts';

describe('the consent to a host', () => {
  it('is remembered by scheme, host and port', async () => {
    const { servers, globalState } = new TestWindow();
    await globalState.update('confirmedHosts', ['https://rc.example.com']);
    assert.equal(
      await servers.serverFor(rowOf({ server: 'https://rc.example.com/base' })),
      'https://rc.example.com/base',
    );
    for (const server of ['https://rc.example.com:8443', 'https://other.example.com']) {
      await assert.rejects(async () => servers.serverFor(rowOf({ server })), /refused to show dialog/);
    }
    assert.deepEqual(globalState.get('confirmedHosts'), ['https://rc.example.com']);
  });

  it('is not needed for RingCentral’s hosts and for this machine', async () => {
    const { servers, globalState } = new TestWindow();
    for (const server of ['https://platform.ringcentral.biz', 'http://127.0.0.1:8080', null]) {
      assert.ok(await servers.serverFor(rowOf({ server })));
    }
    assert.equal(globalState.get('confirmedHosts'), undefined);
  });

  it('does not help a stored server that is no server', async () => {
    const { servers } = new TestWindow();
    for (const server of ['http://rc.example.com', 'javascript:alert(1)', '']) {
      assert.equal(await servers.serverFor(rowOf({ server })), undefined);
    }
  });
});
