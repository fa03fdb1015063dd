// Notifications: plain text, with buttons, and nobody waits until the user has looked at one.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { CommandId } from '../ids.ts';
import { forNotification } from './plainLabels.ts';

/** A button of a notification. */
export interface Action {
  readonly title: string;
  run(): PromiseLike<unknown>;
}

const SHOW = {
  info: vscode.window.showInformationMessage,
  warning: vscode.window.showWarningMessage,
  error: vscode.window.showErrorMessage,
} as const;

/** Shows a notification and returns at once; its button runs when it is pressed. */
export function notify(level: keyof typeof SHOW, message: string, ...actions: readonly Action[]): void {
  const titles = actions.map(({ title }) => title);
  void SHOW[level](forNotification(message), ...titles).then(async pressed => {
    const action = actions.find(({ title }) => title === pressed);
    // A page that can't be opened, for example; VS Code itself has told of it then.
    await action?.run().then(undefined, () => undefined);
  });
}

/** A button that runs one of the extension's commands, which tells of its own failures. */
export function commandAction(title: string, command: CommandId, ...args: readonly unknown[]): Action {
  return { title, run: () => vscode.commands.executeCommand(command, ...args) };
}

/** The button that opens the log. */
export function showLogAction(): Action {
  return commandAction(t('Show Log'), CommandId.showLog);
}
