// The inner rooms of one window with storage in memory and a clock moved by hand, for tests of what is drawn from them.
import * as vscode from 'vscode';
import { ActiveProfile } from '../../src/profiles/activeProfile.ts';
import { Emitter } from '../../src/profiles/events.ts';
import { ProfileStore } from '../../src/profiles/profileStore.ts';
import { Roster } from '../../src/profiles/roster.ts';
import { RequestBudget } from '../../src/tokens/requestBudget.ts';
import { TokenService } from '../../src/tokens/tokenService.ts';
import { TokenStore } from '../../src/tokens/tokenStore.ts';
import { ServerPolicy } from '../../src/workbench/serverPolicy.ts';
import { Settings } from '../../src/workbench/settings.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { MemoryMemento, MemorySecrets } from '../support/memoryStorage.ts';
import { NOW, profileOf } from '../support/samples.ts';

/** A window in which nothing is stored yet. */
export class TestWindow {
  readonly secrets = new MemorySecrets();
  readonly globalState = new MemoryMemento();
  readonly clock = new FakeClock(NOW);
  readonly settings = new Settings();
  readonly servers = new ServerPolicy(this.settings, this.globalState);
  readonly roster = new Roster(this.globalState);
  readonly profiles = new ProfileStore(this.secrets, this.roster);
  readonly tokenStore = new TokenStore(this.secrets, this.roster);
  readonly active = new ActiveProfile(new MemoryMemento(), this.globalState, this.roster);
  readonly logged: string[] = [];
  readonly log = {
    info: (line: string): number => this.logged.push(line),
    warn: (line: string): number => this.logged.push(line),
  };
  readonly tokens: TokenService;
  isFocused = true;
  readonly #focusChanged = new Emitter<undefined>();
  readonly focus = { isFocused: (): boolean => this.isFocused, onDidChange: this.#focusChanged.event };

  constructor() {
    this.tokens = new TokenService({
      profiles: this.profiles,
      tokens: this.tokenStore,
      budget: new RequestBudget(() => this.clock.now()),
      log: this.log,
      policy: {
        serverFor: async profile => this.servers.serverFor(profile),
        ttlSeconds: () => 3600,
        httpOptions: () => ({ timeoutMs: 5000, userAgent: 'Test/1.0', now: () => this.clock.now() }),
      },
    });
  }

  setFocus(isFocused: boolean): void {
    this.isFocused = isFocused;
    this.#focusChanged.fire(undefined);
  }

  /** Adds a profile, with a token that lives so long (in ms) where a life is given. */
  async add(name: string, life?: number): Promise<string> {
    const profile = profileOf({ id: `id-${name}`, name });
    await this.profiles.add(profile);
    if (life !== undefined) {
      await this.tokenStore.write(profile.id, {
        accessToken: `access token of ${name}`,
        obtainedAt: this.clock.now(),
        expiresAt: this.clock.now() + life,
        server: 'https://platform.ringcentral.com',
        clientId: profile.clientId,
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
  readonly #changed = new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>();
  readonly onDidChangeVisibility = this.#changed.event;

  setVisible(visible: boolean): void {
    this.visible = visible;
    this.#changed.fire({ visible });
  }
}
