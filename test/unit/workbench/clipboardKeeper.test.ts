// A copied secret leaves the clipboard in time, and nothing else ever does.
import assert from 'node:assert/strict';
import { setImmediate as settled } from 'node:timers/promises';
import { Emitter } from '../../../src/profiles/events.ts';
import { ClipboardKeeper } from '../../../src/workbench/clipboardKeeper.ts';
import { FakeClock } from '../../support/fakeClock.ts';

const MINUTE = 60_000;
const START = 1_000_000_000;

/** A window with a clipboard and a keeper, all of which a test moves by hand. */
class Desk {
  readonly clock = new FakeClock(START);
  readonly logged: string[] = [];
  seconds = 60;
  content = 'something older';
  isFocused = true;
  /** What reading and writing wait for, or fail with. */
  onRead: () => Promise<void> = () => Promise.resolve();
  onWrite: (text: string) => Promise<void> = () => Promise.resolve();
  reads = 0;
  readonly #focusChanged = new Emitter<unknown>();
  readonly #settingsChanged = new Emitter<undefined>();
  readonly keeper = new ClipboardKeeper({
    clock: this.clock,
    focus: { isFocused: () => this.isFocused, onDidChange: this.#focusChanged.event },
    settings: {
      clearClipboardAfterSeconds: () => this.seconds,
      onDidChange: this.#settingsChanged.event,
    },
    clipboard: {
      readText: async () => {
        this.reads += 1;
        const { content } = this;
        await this.onRead();
        return content;
      },
      writeText: async text => {
        await this.onWrite(text);
        this.content = text;
      },
    },
    log: { info: line => this.logged.push(line), warn: line => this.logged.push(line) },
  });

  async pass(milliseconds: number): Promise<void> {
    this.clock.advance(milliseconds);
    await settled();
  }

  async setFocus(isFocused: boolean): Promise<void> {
    this.isFocused = isFocused;
    this.#focusChanged.fire(undefined);
    await settled();
  }

  async setSeconds(seconds: number): Promise<void> {
    this.seconds = seconds;
    this.#settingsChanged.fire(undefined);
    await settled();
  }
}

const denied = (): Promise<never> => Promise.reject(new Error('NotAllowedError: secret'));

describe('ClipboardKeeper', () => {
  it('clears the clipboard after the setting’s seconds, and not before', async () => {
    const desk = new Desk();
    assert.equal(await desk.keeper.copySecret('secret'), 60);
    await desk.pass(MINUTE - 1);
    assert.equal(desk.content, 'secret');
    await desk.pass(1);
    assert.equal(desk.content, '');
    assert.equal(desk.clock.timers, 0);
  });

  it('leaves alone what else was copied since', async () => {
    const desk = new Desk();
    await desk.keeper.copySecret('secret');
    desk.content = 'secret and more';
    await desk.pass(MINUTE);
    assert.equal(desk.content, 'secret and more');
    desk.content = 'secret';
    await desk.setFocus(true);
    assert.equal(desk.content, 'secret', 'it was given up for good');
  });

  it('knows its secret with the line ends of another platform', async () => {
    const desk = new Desk();
    await desk.keeper.copySecret('a\nsecret\n');
    desk.content = 'a\r\nsecret\r\n';
    await desk.pass(MINUTE);
    assert.equal(desk.content, '');
  });

  it('keeps no secret and no timer when the setting is 0', async () => {
    const desk = new Desk();
    desk.seconds = 0;
    assert.equal(await desk.keeper.copySecret('secret'), 0);
    assert.equal(desk.clock.timers, 0);
    await desk.setSeconds(1);
    await desk.pass(MINUTE);
    assert.equal(desk.content, 'secret');
  });

  it('waits for the focus, and looks again then', async () => {
    const desk = new Desk();
    await desk.keeper.copySecret('secret');
    await desk.setFocus(false);
    await desk.pass(10 * MINUTE);
    assert.deepEqual([desk.content, desk.reads, desk.clock.timers], ['secret', 0, 0]);
    await desk.setFocus(true);
    assert.equal(desk.content, '');

    await desk.keeper.copySecret('secret');
    await desk.setFocus(false);
    await desk.pass(MINUTE);
    desk.content = 'from another window';
    await desk.setFocus(true);
    assert.equal(desk.content, 'from another window');
  });

  it('does not clear early because the focus comes back', async () => {
    const desk = new Desk();
    await desk.keeper.copySecret('secret');
    await desk.setFocus(false);
    await desk.setFocus(true);
    assert.deepEqual([desk.content, desk.clock.timers], ['secret', 1]);
    await desk.pass(MINUTE);
    assert.equal(desk.content, '');
  });

  it('counts anew for a newer secret, and forgets the earlier one', async () => {
    const desk = new Desk();
    await desk.keeper.copySecret('first');
    await desk.pass(40_000);
    await desk.keeper.copySecret('second');
    assert.equal(desk.clock.timers, 1);
    await desk.pass(20_000);
    assert.equal(desk.content, 'second');
    desk.content = 'first';
    await desk.pass(MINUTE);
    assert.equal(desk.content, 'first');
  });

  it('does not hit a newer secret with a clearing that is under way', async () => {
    const desk = new Desk();
    await desk.keeper.copySecret('first');
    const reading = Promise.withResolvers<undefined>();
    desk.onRead = async () => reading.promise;
    await desk.pass(MINUTE);
    await desk.keeper.copySecret('second');
    reading.resolve(undefined);
    await settled();
    assert.equal(desk.content, 'second');
    await desk.pass(MINUTE);
    assert.equal(desk.content, '');
  });

  it('does not let a clearing that is under way follow a copying that is, too', async () => {
    const desk = new Desk();
    await desk.keeper.copySecret('first');
    const reading = Promise.withResolvers<undefined>();
    desk.onRead = async () => reading.promise;
    await desk.pass(MINUTE);
    const written: string[] = [];
    desk.onWrite = async text => {
      written.push(text);
      await settled();
    };
    const copied = desk.keeper.copySecret('second');
    reading.resolve(undefined);
    await copied;
    assert.deepEqual(written, ['second']);
  });

  it('clears the last of two secrets whose copying ends in another order', async () => {
    const desk = new Desk();
    const writing = Promise.withResolvers<undefined>();
    desk.onWrite = async text => (text === 'first' ? writing.promise : undefined);
    const first = desk.keeper.copySecret('first');
    await desk.keeper.copySecret('second');
    writing.resolve(undefined);
    await first;
    desk.content = 'second';
    await desk.pass(MINUTE);
    assert.equal(desk.content, '');
  });

  it('tells when copying fails, and still clears the earlier secret in time', async () => {
    const desk = new Desk();
    await desk.keeper.copySecret('first');
    await desk.pass(30_000);
    desk.onWrite = denied;
    await assert.rejects(desk.keeper.copySecret('second'));
    desk.onWrite = () => Promise.resolve();
    await desk.pass(30_000);
    assert.equal(desk.content, '');
  });

  it('counts from the copying when the setting changes', async () => {
    const desk = new Desk();
    await desk.keeper.copySecret('secret');
    await desk.pass(30_000);
    await desk.setSeconds(90);
    await desk.pass(MINUTE - 1);
    assert.equal(desk.content, 'secret');
    await desk.pass(1);
    assert.equal(desk.content, '');
  });

  it('clears at once when the setting becomes shorter than what has passed', async () => {
    const desk = new Desk();
    await desk.keeper.copySecret('secret');
    await desk.pass(30_000);
    await desk.setSeconds(20);
    assert.deepEqual([desk.content, desk.clock.timers], ['', 0]);
  });

  it('gives up when the setting becomes 0, even in the middle of a clearing', async () => {
    const desk = new Desk();
    await desk.keeper.copySecret('secret');
    await desk.setSeconds(0);
    assert.equal(desk.clock.timers, 0);
    await desk.setSeconds(60);
    await desk.pass(MINUTE);
    assert.equal(desk.content, 'secret');

    await desk.keeper.copySecret('secret');
    const reading = Promise.withResolvers<undefined>();
    desk.onRead = async () => reading.promise;
    await desk.pass(MINUTE);
    await desk.setSeconds(0);
    reading.resolve(undefined);
    await settled();
    assert.equal(desk.content, 'secret');
  });

  it('clears at the next focus when the time passed in sleep', async () => {
    const desk = new Desk();
    await desk.keeper.copySecret('secret');
    desk.clock.set(START + 60 * MINUTE);
    await desk.setFocus(true);
    assert.deepEqual([desk.content, desk.clock.timers], ['', 0]);
  });

  it('waits the rest when its timer wakes early by the clock', async () => {
    const desk = new Desk();
    await desk.keeper.copySecret('secret');
    desk.clock.set(START - 20_000);
    await desk.pass(MINUTE);
    assert.equal(desk.content, 'secret');
    await desk.pass(20_000);
    assert.equal(desk.content, '');
  });

  it('waits no longer than the setting’s seconds again when the clock was set back far', async () => {
    const desk = new Desk();
    await desk.keeper.copySecret('secret');
    desk.clock.set(START - 600 * MINUTE);
    await desk.pass(MINUTE);
    await desk.pass(MINUTE);
    assert.equal(desk.content, '');
  });

  for (const step of ['onRead', 'onWrite'] as const) {
    it(`tries again at the next focus when ${step === 'onRead' ? 'reading' : 'writing'} fails`, async () => {
      const desk = new Desk();
      await desk.keeper.copySecret('secret');
      desk[step] = denied;
      await desk.pass(MINUTE);
      assert.deepEqual([desk.content, desk.clock.timers], ['secret', 0]);
      desk[step] = () => Promise.resolve();
      await desk.setFocus(false);
      assert.equal(desk.content, 'secret');
      await desk.setFocus(true);
      assert.equal(desk.content, '');
      assert.doesNotMatch(desk.logged.join('\n'), /secret/);
    });
  }

  it('leaves no timer and touches nothing after it was disposed', async () => {
    const desk = new Desk();
    await desk.keeper.copySecret('secret');
    desk.keeper.dispose();
    assert.equal(desk.clock.timers, 0);
    await desk.pass(MINUTE);
    await desk.setFocus(true);
    await desk.setSeconds(1);
    await desk.keeper.clearNow();
    assert.deepEqual([desk.content, desk.reads], ['secret', 0]);
  });

  it('stops in the middle of a copying or a clearing when it is disposed', async () => {
    const copying = new Desk();
    const copied = copying.keeper.copySecret('secret');
    copying.keeper.dispose();
    await copied;
    assert.equal(copying.clock.timers, 0);

    const clearing = new Desk();
    await clearing.keeper.copySecret('secret');
    const reading = Promise.withResolvers<undefined>();
    clearing.onRead = async () => reading.promise;
    await clearing.pass(MINUTE);
    clearing.keeper.dispose();
    reading.resolve(undefined);
    await settled();
    assert.equal(clearing.content, 'secret');
  });

  describe('clearNow', () => {
    it('clears at once, with no timer left', async () => {
      const desk = new Desk();
      await desk.keeper.copySecret('secret');
      await desk.keeper.clearNow();
      assert.deepEqual([desk.content, desk.clock.timers], ['', 0]);
    });

    it('leaves alone what is not the secret', async () => {
      const desk = new Desk();
      await desk.keeper.clearNow();
      assert.equal(desk.content, 'something older');
      await desk.keeper.copySecret('secret');
      desk.content = 'mine';
      await desk.keeper.clearNow();
      assert.equal(desk.content, 'mine');
    });

    it('tries again at the next focus when it fails, however much time is left', async () => {
      const desk = new Desk();
      await desk.keeper.copySecret('secret');
      desk.onRead = denied;
      await desk.keeper.clearNow();
      desk.onRead = () => Promise.resolve();
      await desk.setFocus(true);
      assert.equal(desk.content, '');
    });
  });
});
