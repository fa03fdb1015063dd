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
  interruptedView,
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
  /** Whether a profile is still there: of one that was deleted nothing is shown again. */
  readonly isKnown: (profileId: string) => boolean;
}

/** What is shown for whom. */
export interface Shown extends ViewOptions {
  readonly explanation: Explanation;
}

/** Whose turn it is in the panel: who has shown something else meanwhile holds another one. */
export type Ticket = symbol;

/** Shows explanations, one at a time, and does what the buttons say. */
export class ExplanationPanel extends Disposable {
  readonly #parts: PanelParts;
  #panel: vscode.WebviewPanel | undefined;
  #view: PanelView | undefined;
  #ticket: Ticket = Symbol('empty');

  constructor(parts: PanelParts) {
    super();
    this.#parts = parts;
    this.register({
      dispose: () => {
        this.close();
      },
    });
  }

  /** What is being shown; undefined while the panel is closed. */
  get view(): PanelView | undefined {
    return this.#panel === undefined ? undefined : this.#view;
  }

  /** Shows an explanation in place of the one before it, and brings the panel into sight. */
  show(shown: Shown): Ticket {
    this.#ticket = Symbol('shown');
    this.#present(shown, this.#panel ?? this.#adopt(this.#create())).reveal(undefined, false);
    return this.#ticket;
  }

  /**
   * Shows how what was shown goes on, where it is.
   * @returns whether that is still being shown: the panel may have been closed, or show something else
   */
  update(ticket: Ticket, shown: Shown): boolean {
    if (this.#panel === undefined || ticket !== this.#ticket) return false;
    this.#present(shown, this.#panel);
    return true;
  }

  /** Closes the panel; with a ticket, only if that is what it shows. */
  close(ticket: Ticket = this.#ticket): void {
    if (ticket === this.#ticket) this.#panel?.dispose();
  }

  /**
   * Takes over a panel of the window before a reload.
   * @param state what its page had kept; anything else than a view of what is still there closes the panel
   */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const parsed = v.safeParse(PanelViewSchema, state);
    const view = parsed.success ? parsed.output : undefined;
    const isGone = view?.profileId !== undefined && !this.#parts.isKnown(view.profileId);
    if (view === undefined || isGone || this.#panel !== undefined) {
      panel.dispose();
      return;
    }
    // What was still being tried is not being tried any more.
    this.#view = view.phase === 'running' ? interruptedView(view) : view;
    this.#ticket = Symbol('restored');
    this.#adopt(panel);
    panel.title = titleOf(this.#view);
  }

  #present({ explanation, ...options }: Shown, panel: vscode.WebviewPanel): vscode.WebviewPanel {
    this.#view = toPanelView(explanation, options);
    panel.title = titleOf(this.#view);
    this.#post();
    return panel;
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
      this.#view = undefined;
    });
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const parsed = v.safeParse(PageMessageSchema, message);
      if (parsed.success) this.#receive(parsed.output).then(undefined, tellUndone);
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
    if (message.type === 'ready') {
      this.#post();
      return;
    }
    // A button of what was shown before does nothing to what is shown now.
    if (message.view !== view.id) return;
    const { now } = this.#parts;
    switch (message.type) {
      case 'action': {
        const action = view.buttons[message.index]?.action;
        if (action !== undefined) await runPanelAction(action, view, now);
        return;
      }
      case 'open': {
        const page = view.steps[message.step]?.page;
        if (page !== undefined) await runPanelAction({ kind: 'open-page', page }, {}, now);
        return;
      }
      case 'copy-report':
        await vscode.env.clipboard.writeText(reportOf(toExplanation(view)));
        notify('info', t('Copied the report as Markdown. It holds no secret.'));
    }
  }
}

function tellUndone(): void {
  notify('error', t('That could not be done. Try again.'));
}

function titleOf({ subject, short }: PanelView): string {
  return subject === undefined ? t('RingCentral: {0}', short) : t('{0}: {1}', subject, short);
}
