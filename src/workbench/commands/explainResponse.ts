// Explain Error Response: explains what somebody else's request was answered with, from a selection or pasted; offline.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { readPasted, type PastedAnswer } from '../../explanations/pastedAnswer.ts';
import { CommandId } from '../../ids.ts';
import { notify, commandAction } from '../notify.ts';
import { untilOver } from '../quickInput.ts';
import type { Services } from '../services.ts';

/** Explains the selection of the active editor, else what the user pastes. Nothing is sent anywhere. */
export async function explainResponse(services: Services): Promise<void> {
  const read = (text: string): PastedAnswer => readPasted(text, services.clock.now());
  const selected = selectedText();
  let pasted = selected === undefined ? undefined : read(selected);
  // A selection that holds no error was made for something else.
  if (pasted?.problem === undefined) {
    const text = await askForText();
    if (text === undefined) return;
    pasted = read(text);
  }
  if (pasted.problem === undefined) {
    notify(
      'warning',
      pasted.reason === 'empty'
        ? t('There is nothing to explain: select an error or paste one.')
        : t('No error of RingCentral’s was found in it. Paste the whole answer, with its body.'),
      commandAction(t('Try Again'), CommandId.explainResponse),
    );
    return;
  }
  const explainer = await services.explainer();
  explainer.show(explainer.explainProblem(pasted.problem));
  if (pasted.removedSecrets) {
    notify('info', t('There were secrets in it; they were taken out before it was read.'));
  }
}

function selectedText(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  const text = editor?.document.getText(editor.selection) ?? '';
  return text.trim() === '' ? undefined : text;
}

/** The clipboard is what people have the answer in; it is looked at when the user says so. */
async function askForText(): Promise<string | undefined> {
  const paste: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('clippy'),
    tooltip: t('Paste from the Clipboard'),
  };
  const input = vscode.window.createInputBox();
  input.title = t('Explain Error Response');
  input.prompt = t('The answer’s body, the whole answer with its headers, a log line, or an SDK’s error.');
  input.placeholder = t('Paste what RingCentral answered');
  input.ignoreFocusOut = true;
  input.buttons = [paste];
  return untilOver<string | undefined>(input, undefined, end => [
    input.onDidAccept(() => {
      end(input.value);
    }),
    input.onDidTriggerButton(() => {
      void vscode.env.clipboard.readText().then(end, () => undefined);
    }),
  ]);
}
