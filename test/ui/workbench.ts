// A window of a real VS Code, driven as a person would: the page object that holds all others.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { newPage } from '../host/browser.ts';
import { projectRoot } from '../host/browserHost.ts';
import type { Settings } from '../host/hostFiles.ts';
import { Dialog } from './dialog.ts';
import { Editor } from './editor.ts';
import { ExplanationPanel } from './explanationPanel.ts';
import { eventually, waitFor } from './eventually.ts';
import { Notifications } from './notifications.ts';
import { ProfilesTree, type ViewNames } from './profilesTree.ts';
import { QuickInput } from './quickInput.ts';
import { StatusBarItem } from './statusBarItem.ts';

/** VS Code needs this long on a busy machine. */
const OPEN_LIMIT_MS = 120_000;

/** A palette opened before the extension host is up never learns the new commands: it is opened again after this. */
const LISTED_WITHIN_MS = 5_000;

/** What looks like a secret is covered in screenshots. */
const SECRET = /[\w-]{20,}\.[\w-]{20,}\.[\w-]{20,}|Bearer \S{20,}|[\w-]{40,}/;

/** The smallest elements that hold such texts. */
const LINES = '.view-line, .notification-list-item-message, .label-name, .label-description, .monaco-hover';

export interface WindowOptions {
  /** The workspace folder. */
  readonly folder: string;
  /** A view other than Credential Profiles. */
  readonly view?: ViewNames | undefined;
}

export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;
  readonly tree: ProfilesTree;
  readonly editor: Editor;
  readonly dialog: Dialog;
  readonly panel: ExplanationPanel;
  /** The extension's item, `ringcentralJwt.token`. */
  readonly statusBar: StatusBarItem;
  readonly #console: string[] = [];

  private constructor(page: Page, options: WindowOptions) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
    this.tree = new ProfilesTree(page, options.view);
    this.editor = new Editor(page, this.quickInput, options.folder);
    this.dialog = new Dialog(page);
    this.panel = new ExplanationPanel(page);
    this.statusBar = this.statusBarItem('rc-jwt-tools.ringcentral-jwt.ringcentralJwt.token');
    page.on('console', message => {
      this.#console.push(message.text());
    });
  }

  /** Opens a window; the workbench is drawn then, the extension host may still be starting. */
  static async open(context: BrowserContext, url: string, options: WindowOptions): Promise<Workbench> {
    const page = await newPage(context);
    const workbench = new Workbench(page, options);
    await workbench.notifications.record();
    await page.goto(url);
    await workbench.#waitUntilDrawn();
    return workbench;
  }

  /** A status bar item by the extension's id and its own: `publisher.name.item`. */
  statusBarItem(id: string): StatusBarItem {
    return new StatusBarItem(this.page, id);
  }

  /** Opens the window again: a fresh extension host, the same storage. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.#waitUntilDrawn();
  }

  /**
   * Runs a command from the palette.
   * @param title with its category: `RingCentral JWT: Get Access Token`
   */
  async runCommand(title: string): Promise<void> {
    await waitFor(
      `command "${title}" in the palette`,
      async () => {
        await this.#openPalette(title);
        const picked = await waitFor(
          title,
          async () => ((await this.quickInput.pickIfListed(title)) ? true : undefined),
          LISTED_WITHIN_MS,
        ).catch(() => undefined);
        if (picked === undefined) {
          await this.quickInput.escape();
        }
        return picked;
      },
      OPEN_LIMIT_MS,
    );
  }

  /** Replaces the user settings in the settings editor, as a person would; they are in force at once. */
  async writeSettings(settings: Settings): Promise<void> {
    await this.runCommand('Preferences: Open User Settings (JSON)');
    await this.editor.expectOpen('settings.json');
    const text = JSON.stringify(settings);
    if ((await this.editor.text()) !== text) {
      await this.editor.replaceAll(text);
      await this.editor.save();
    }
    await this.runCommand('View: Close Editor');
  }

  async readClipboard(): Promise<string> {
    return this.page.evaluate<string>('navigator.clipboard.readText()');
  }

  async writeClipboard(text: string): Promise<void> {
    await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  }

  /** What was written to the browser's console since the window was opened; VS Code passes on the extension host's. */
  get console(): readonly string[] {
    return this.#console;
  }

  /** Everything that the page holds, texts and attributes of all its elements, to search it for what must not be there. */
  async dom(): Promise<string> {
    return this.page.content();
  }

  /** Keeps a picture in out/screenshots; what looks like a secret is covered. */
  async screenshot(name: string): Promise<string> {
    const folder = join(projectRoot, 'out/screenshots');
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${name.replace(/[^\w.-]+/g, '-')}.png`);
    await this.page.screenshot({
      path,
      mask: [this.page.locator(LINES).filter({ hasText: SECRET })],
      maskColor: '#808080',
    });
    return path;
  }

  async #openPalette(text: string): Promise<void> {
    await eventually(async () => {
      await this.page.keyboard.press('F1');
      await this.quickInput.expect({ placeholder: /Type the name of a command to run/ });
      await this.quickInput.fill(`>${text}`);
    });
  }

  async #waitUntilDrawn(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: OPEN_LIMIT_MS });
  }
}
