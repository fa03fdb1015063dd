// The inner rooms of one window with storage in memory and a clock moved by hand, for tests of what is drawn from them.
import * as vscode from 'vscode';
import { Emitter } from '../../src/profiles/events.ts';
import { Owners } from '../../src/workbench/owners.ts';
import { ServerPolicy } from '../../src/workbench/serverPolicy.ts';
import { Settings } from '../../src/workbench/settings.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { MemoryMemento, MemorySecrets } from '../support/memoryStorage.ts';
import { Rooms } from '../support/rooms.ts';
import { NOW, profileOf } from '../support/samples.ts';

/** A window in which nothing is stored yet. */
export class TestWindow extends Rooms<MemorySecrets> {
  readonly clock: FakeClock;
  readonly settings: Settings;
  readonly owners = new Owners(row => this.servers.addressOf(row));
  readonly servers: ServerPolicy;
  isFocused = true;
  readonly #focusChanged = new Emitter<undefined>();
  readonly focus = { isFocused: (): boolean => this.isFocused, onDidChange: this.#focusChanged.event };

  constructor() {
    const globalState = new MemoryMemento();
    const clock = new FakeClock(NOW);
    const settings = new Settings();
    const servers = new ServerPolicy(settings, globalState);
    super({
      secrets: new MemorySecrets(),
      globalState,
      now: () => clock.now(),
      uptime: () => clock.uptime(),
      serverFor: async profile => servers.serverFor(profile),
    });
    this.clock = clock;
    this.settings = settings;
    this.servers = servers;
  }

  setFocus(isFocused: boolean): void {
    this.isFocused = isFocused;
    this.#focusChanged.fire(undefined);
  }

  /** Adds a profile, with a token that lives so long (in ms) where a life is given. */
  async add(name: string, life?: number): Promise<string> {
    const profile = profileOf({ id: `id-${name}`, name });
    await this.profiles.write(profile);
    if (life !== undefined) {
      await this.tokenStore.write(profile.id, {
        accessToken: `access token of ${name}`,
        obtainedAt: this.clock.now(),
        expiresAt: this.clock.now() + life,
        server: 'https://platform.ringcentral.com',
        clientId: profile.clientId,
        clientSecret: profile.clientSecret,
        credential: profile.credentialId,
        scopes: ['ReadAccounts'],
        ownerId: undefined,
      });
    }
    return profile.id;
  }
}

/** What of a VS Code item the status bar writes, with a count of how often it writes its text. */
export class FakeStatusBarItem {
  name: string | undefined = undefined;
  tooltip: string | vscode.MarkdownString | undefined = undefined;
  accessibilityInformation: vscode.AccessibilityInformation | undefined = undefined;
  backgroundColor: vscode.ThemeColor | undefined = undefined;
  command: string | vscode.Command | undefined = undefined;
  isShown = false;
  texts: string[] = [];

  get text(): string {
    return this.texts.at(-1) ?? '';
  }

  set text(text: string) {
    this.texts.push(text);
  }

  show(): void {
    this.isShown = true;
  }

  hide(): void {
    this.isShown = false;
  }

  dispose(): void {
    this.hide();
  }
}

/** A view whose visibility a test decides. */
export class FakeView {
  visible = false;
  message = '';
  readonly #changed = new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>();
  readonly onDidChangeVisibility = this.#changed.event;

  setVisible(visible: boolean): void {
    this.visible = visible;
    this.#changed.fire({ visible });
  }
}
