import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isLoopback, isRingCentralHost, parseServerUrl } from '../../../src/ringcentral/serverUrl.ts';

describe('parseServerUrl', () => {
  for (const [text, server] of [
    ['https://platform.ringcentral.com', 'https://platform.ringcentral.com'],
    ['  https://platform.ringcentral.com/ ', 'https://platform.ringcentral.com'],
    ['https://PLATFORM.ringcentral.com:443', 'https://platform.ringcentral.com'],
    ['https://platform.ringcentral.com/restapi/oauth/token', 'https://platform.ringcentral.com'],
    ['https://proxy.example.com/rc/', 'https://proxy.example.com/rc'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://127.0.0.1:1', 'http://127.0.0.1:1'],
    ['http://127.9.9.9', 'http://127.9.9.9'],
    ['http://[::1]:9', 'http://[::1]:9'],
  ]) {
    it(`takes ${String(text)}`, () => {
      assert.deepEqual(parseServerUrl(text ?? ''), { ok: true, value: server });
    });
  }

  for (const [text, defect] of [
    ['', 'empty'],
    ['   ', 'empty'],
    ['platform.ringcentral.com', 'not-a-url'],
    ['https://a b', 'not-a-url'],
    ['javascript:alert(1)', 'not-https'],
    ['data:text/html,x', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['ftp://platform.ringcentral.com', 'not-https'],
    ['http://platform.ringcentral.com', 'http-not-loopback'],
    ['http://localhost.example.com', 'http-not-loopback'],
    ['http://127.0.0.1.example.com', 'http-not-loopback'],
    ['http://[::2]', 'http-not-loopback'],
    ['https://me:secret@platform.ringcentral.com', 'has-credentials'],
    ['https://me@platform.ringcentral.com', 'has-credentials'],
    ['https://platform.ringcentral.com?x=1', 'has-query'],
    ['https://platform.ringcentral.com/#x', 'has-query'],
    [`https://platform.ringcentral.com/${'x'.repeat(3000)}`, 'too-long'],
  ]) {
    it(`refuses ${String(text).slice(0, 60)} as ${String(defect)}`, () => {
      assert.deepEqual(parseServerUrl(text ?? ''), { ok: false, failure: defect });
    });
  }

  it('hands out only https, or http on this machine, and reads its own result again the same', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string()),
        text => {
          const server = parseServerUrl(text);
          if (!server.ok) return;
          assert.ok(server.value.startsWith('https://') || isLoopback(server.value));
          assert.deepEqual(parseServerUrl(server.value), server);
        },
      ),
    );
  });
});

describe('isRingCentralHost', () => {
  for (const [server, expected] of [
    ['https://ringcentral.com', true],
    ['https://platform.devtest.ringcentral.com', true],
    ['https://platform.ringcentral.biz', true],
    ['https://evilringcentral.com', false],
    ['https://ringcentral.com.example.org', false],
    ['https://ringcentral.co', false],
  ] as const) {
    it(`says ${String(expected)} of ${server}`, () => {
      assert.equal(isRingCentralHost(server), expected);
    });
  }
});
