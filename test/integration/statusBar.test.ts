// The status bar item over the life of a token, in VS Code's own types (product, section 7).
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { MarkdownString } from 'vscode';
import { FailureNames } from '../../src/workbench/failureNames.ts';
import { StatusBar } from '../../src/workbench/statusBar.ts';
import { claimsOf, jwtOf, profileOf } from '../support/samples.ts';
import { FakeStatusBarItem, TestWindow } from './window.ts';

const MINUTE = 60_000;

describe('the status bar item', () => {
  let window: TestWindow;
  let item: FakeStatusBarItem;
  let bar: StatusBar;
  beforeEach(() => {
    window = new TestWindow();
    item = new FakeStatusBarItem();
    bar = new StatusBar(window, item);
  });
  afterEach(() => {
    bar.dispose();
  });

  async function addActive(life?: number): Promise<void> {
    await window.active.choose(await window.add('Acme', life));
  }

  it('is hidden while there is no profile', () => {
    assert.ok(!item.isShown);
  });

  it('asks to select a profile while there are profiles but none is active', async () => {
    await window.add('Acme');
    assert.ok(item.isShown);
    assert.equal(item.text, '$(key) Select profile');
    assert.equal(item.command, 'ringcentralJwt.selectProfile');
  });

  it('goes through the life of a token: minutes, few minutes, seconds, expired', async () => {
    await addActive(42 * MINUTE + 30_000);
    assert.equal(item.text, '$(verified) Acme · production · 42m');
    assert.equal(item.backgroundColor, undefined);
    window.clock.advance(37 * MINUTE + 30_001);
    assert.equal(item.text, '$(clock) Acme · production · 4m');
    assert.partialDeepStrictEqual(item.backgroundColor, { id: 'statusBarItem.warningBackground' });
    window.clock.advance(4 * MINUTE);
    assert.equal(item.text, '$(clock) Acme · production · 59s');
    window.clock.advance(30_000);
    assert.equal(item.text, '$(clock) Acme · production · 29s');
    window.clock.advance(30_000);
    assert.equal(item.text, '$(history) Acme · production · expired');
    assert.equal(item.backgroundColor, undefined);
    assert.equal(window.clock.timers, 0, 'nothing is left to count');
  });

  it('writes its text only when it changes: once a minute, and each second in the last one', async () => {
    await addActive(3 * MINUTE);
    const before = item.texts.length;
    window.clock.advance(2 * MINUTE);
    assert.deepEqual(item.texts.slice(before), [
      '$(clock) Acme · production · 2m',
      '$(clock) Acme · production · 1m',
    ]);
    window.clock.advance(MINUTE);
    assert.equal(new Set(item.texts).size, item.texts.length);
    assert.equal(item.texts.length - before, 2 + 60 + 1);
  });

  it('counts no seconds while the window has no focus, and begins when it gets it', async () => {
    window.setFocus(false);
    await addActive(MINUTE);
    window.clock.advance(10_000);
    assert.equal(item.text, '$(clock) Acme · production · 0m');
    const before = item.texts.length;
    window.clock.advance(10_000);
    assert.equal(item.texts.length, before);
    window.setFocus(true);
    assert.equal(item.text, '$(clock) Acme · production · 40s');
  });

  it('judges by the clock when the machine slept, or the clock was set', async () => {
    await addActive(42 * MINUTE);
    window.clock.set(window.clock.now() + 50 * MINUTE);
    window.clock.advance(MINUTE);
    assert.equal(item.text, '$(history) Acme · production · expired');
    window.clock.set(window.clock.now() - 45 * MINUTE);
    window.setFocus(false);
    assert.equal(item.text, '$(verified) Acme · production · 36m');
  });

  it('shows a failure on the error background, and says in the tooltip what happened', async () => {
    await addActive();
    window.secrets.failure = undefined;
    const { id } = window.roster.rows()[0] ?? assert.fail();
    const unreachable = { ...window.roster.row(id), server: 'http://127.0.0.1:9' };
    const entry = JSON.stringify({ version: 1, ...unreachable, clientSecret: 's', jwt: jwtOf(claimsOf()) });
    window.secrets.entries.set(`profile:${id}`, entry);
    const running: string[] = [];
    window.activities.onDidChange(() => running.push(item.text));
    const { activities, roster, servers, owners, clock, log } = window;
    const names = new FailureNames({ activities, roster, servers, owners, clock, log });
    const named = new Promise(resolve =>
      window.activities.onDidChange(() => {
        if (window.activities.of(id).words !== undefined) resolve(undefined);
      }),
    );
    await window.tokens.obtain(id);
    await named;
    names.dispose();
    assert.ok(running.includes('$(sync~spin) Acme · production · getting token…'));
    assert.equal(item.text, '$(error) Acme · production · failed');
    assert.partialDeepStrictEqual(item.backgroundColor, { id: 'statusBarItem.errorBackground' });
    assert.ok(item.tooltip instanceof MarkdownString);
    assert.match(item.tooltip.value, /127\\?\.0\\?\.0\\?\.1/);
    assert.partialDeepStrictEqual(item.command, {
      command: 'ringcentralJwt.explainLastFailure',
      arguments: [id],
    });
  });

  it('counts a penalty down, in seconds only with the focus, and says in the tooltip until when', async () => {
    await addActive();
    const acme = { server: 'https://platform.ringcentral.com', clientId: profileOf().clientId };
    const { clock, penalties } = window;
    penalties.note(acme, { at: clock.now(), up: clock.uptime(), lasts: 90_000 });
    assert.equal(item.text, '$(key) Acme · production · no token · wait 1 min');
    assert.ok(item.tooltip instanceof MarkdownString);
    assert.match(
      item.tooltip.value,
      /Rate limit: nothing&nbsp;is&nbsp;sent&nbsp;to&nbsp;RingCentral&nbsp;until/,
    );
    clock.advance(30_001);
    assert.equal(item.text, '$(key) Acme · production · no token · wait 60 s');
    clock.advance(15_000);
    assert.equal(item.text, '$(key) Acme · production · no token · wait 45 s');
    window.setFocus(false);
    assert.equal(item.text, '$(key) Acme · production · no token · wait');
    clock.advance(44_999);
    assert.equal(item.text, '$(key) Acme · production · no token');
    assert.equal(clock.timers, 0, 'nothing is left to count');
  });

  it('shows no penalty beside a token that needs no request, but for the tooltip', async () => {
    await addActive(42 * MINUTE);
    const acme = { server: 'https://platform.ringcentral.com', clientId: profileOf().clientId };
    window.penalties.note(acme, { at: window.clock.now(), up: window.clock.uptime(), lasts: 90_000 });
    assert.equal(item.text, '$(verified) Acme · production · 42m');
    assert.ok(item.tooltip instanceof MarkdownString);
    assert.match(item.tooltip.value, /Rate limit/);
  });

  it('makes neither icons, markup nor links of a profile’s name', async () => {
    const name = '$(zap) [x](command:evil) **b** http://evil.example';
    await window.active.choose(await window.add(name));
    assert.ok(item.text.startsWith('$(key) \\$(zap) [x]'));
    assert.ok(item.tooltip instanceof MarkdownString);
    assert.doesNotMatch(item.tooltip.value, /\$\(zap\)(?<!\\\$\(zap\))|\]\(command:evil|http:\/\/evil/);
  });

  it('holds no secret', async () => {
    await addActive(MINUTE * 10);
    const { jwt, clientSecret } = JSON.parse(window.secrets.entries.get('profile:id-Acme') ?? '') as Record<
      string,
      string
    >;
    const drawn = JSON.stringify([item, item.tooltip instanceof MarkdownString ? item.tooltip.value : '']);
    for (const secret of [jwt, clientSecret, 'access token of']) assert.ok(!drawn.includes(secret ?? ''));
  });
});
