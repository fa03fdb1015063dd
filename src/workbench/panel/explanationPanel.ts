// The panel Explanation: one webview in the editor area, reused, and restored after a reload (product, section 6).
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { PANEL_TYPE } from '../../ids.ts';
import type { Explanation } from '../../explanations/explanation.ts';
import { reportOf } from '../../explanations/report.ts';
import { Disposable } from '../disposable.ts';
import { notify } from '../notify.ts';
import { panelHtml } from './panelPage.ts';
import { PageMessageSchema, type PageMessage } from './panelMessages.ts';
import {
  PanelViewSchema,
  toExplanation,
  toPanelView,
  type PanelView,
  type ViewOptions,
} from './panelView.ts';
import { runPanelAction } from './panelActions.ts';

interface PanelParts {
  readonly extensionUri: vscode.Uri;
  /** In ms. */
  readonly now: () => number;
}

/** What is shown for whom. */
export interface Shown extends ViewOptions {
  readonly explanation: Explanation;
}

/** Shows explanations, one at a time, and does what the buttons say. */
export class ExplanationPanel extends Disposable {
  readonly #parts: PanelParts;
  #panel: vscode.WebviewPanel | undefined;
  #view: PanelView | undefined;

  constructor(parts: PanelParts) {
    super();
    this.#parts = parts;
    this.register({
      dispose: () => {
        this.close();
      },
    });
  }

  /** Whether the panel is there, seen or not. */
  get isOpen(): boolean {
    return this.#panel !== undefined;
  }

  /** The profile whose failure is being shown; undefined while none is. */
  get failedProfile(): string | undefined {
    const view = this.isOpen ? this.#view : undefined;
    return view === undefined || view.closedBy === 'none' ? undefined : view.profileId;
  }

  /** Shows an explanation in place of the one before it, and brings the panel into sight unless it is only updated. */
  show({ explanation, ...options }: Shown, isUpdate = false): void {
    this.#view = toPanelView(explanation, options);
    const panel = this.#panel ?? this.#adopt(this.#create());
    panel.title = titleOf(this.#view);
    this.#post();
    if (!isUpdate) panel.reveal(undefined, false);
  }

  /**
   * Takes over a panel of the window before a reload.
   * @param state what its page had kept; anything else than a view closes the panel
   */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const view = v.safeParse(PanelViewSchema, state);
    if (!view.success || this.#panel !== undefined) {
      panel.dispose();
      return;
    }
    // What was still being tried is not being tried any more.
    this.#view = { ...view.output, phase: 'done' };
    this.#adopt(panel);
    panel.title = titleOf(this.#view);
  }

  /** Closes the panel; the next explanation opens it again. */
  close(): void {
    this.#panel?.dispose();
  }

  #create(): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(
      PANEL_TYPE,
      t('Explanation'),
      { viewColumn: vscode.ViewColumn.Active },
      { enableFindWidget: true },
    );
  }

  #adopt(panel: vscode.WebviewPanel): vscode.WebviewPanel {
    const { extensionUri } = this.#parts;
    this.#panel = panel;
    const uri = (...path: string[]): vscode.Uri => vscode.Uri.joinPath(extensionUri, ...path);
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [uri('dist', 'panel'), uri('media')],
    };
    panel.iconPath = { light: uri('media', 'panel-light.svg'), dark: uri('media', 'panel-dark.svg') };
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const parsed = v.safeParse(PageMessageSchema, message);
      if (parsed.success) void this.#receive(parsed.output);
    });
    const inPage = (...path: string[]): string => panel.webview.asWebviewUri(uri(...path)).toString();
    panel.webview.html = panelHtml({
      nonce: crypto.randomUUID().replaceAll('-', ''),
      cspSource: panel.webview.cspSource,
      styleUri: inPage('media', 'panel.css'),
      scriptUri: inPage('dist', 'panel', 'panel.js'),
      title: t('Explanation'),
      language: vscode.env.language,
    });
    return panel;
  }

  #post(): void {
    if (this.#view !== undefined) void this.#panel?.webview.postMessage({ type: 'show', view: this.#view });
  }

  async #receive(message: PageMessage): Promise<void> {
    const view = this.#view;
    if (view === undefined) return;
    switch (message.type) {
      case 'ready':
        this.#post();
        return;
      case 'action': {
        const action = view.buttons[message.index]?.action;
        if (action !== undefined) await runPanelAction(action, view, this.#parts.now);
        return;
      }
      case 'open': {
        const page = view.steps[message.step]?.page;
        if (page !== undefined) await runPanelAction({ kind: 'open-page', page }, {}, this.#parts.now);
        return;
      }
      case 'copy-report':
        await vscode.env.clipboard.writeText(reportOf(toExplanation(view)));
        notify('info', t('Copied the report as Markdown. It holds no secret.'));
    }
  }
}

function titleOf({ subject, short }: PanelView): string {
  return subject === undefined ? t('RingCentral: {0}', short) : t('{0}: {1}', subject, short);
}
