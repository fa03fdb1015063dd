// Quick inputs in several steps: a step counter, a Back button, checks while typing; Escape ends it all.
import * as vscode from 'vscode';
import { forPrompt } from '../plainLabels.ts';
import { untilOver } from '../quickInput.ts';

/** What a step ends with beside a value: the user went back, or left. */
export const BACK = Symbol('back');
export const LEFT = Symbol('left');
export type StepOutcome<Value> = Value | typeof BACK | typeof LEFT;

/** Where in the wizard an input stands. */
export interface StepPlace {
  readonly title: string;
  /** Both are missing where there is one question only. */
  readonly step?: number;
  readonly totalSteps?: number;
  /** Whether there is something to go back to. */
  readonly canGoBack: boolean;
}

export interface TextStep {
  readonly place: StepPlace;
  readonly prompt: string;
  readonly placeholder: string;
  readonly value: string;
  readonly isSecret: boolean;
  /**
   * What is to be said about a value: an error keeps the user from going on, anything else replaces the prompt.
   * @param isFinal whether the user wants to go on with it, rather than being in the middle of typing
   */
  check(value: string, isFinal: boolean): StepMessage | undefined;
}

export interface StepMessage {
  readonly text: string;
  readonly isError: boolean;
}

export interface Choice<Value> extends vscode.QuickPickItem {
  readonly value: Value;
}

export interface ChoiceStep<Value> {
  readonly place: StepPlace;
  readonly placeholder: string;
  readonly choices: readonly Choice<Value>[];
}

/** Asks for a text. It stays open when the focus leaves it: people fetch the value from elsewhere. */
export async function askText(step: TextStep): Promise<StepOutcome<string>> {
  const input = vscode.window.createInputBox();
  prepare(input, step.place);
  input.prompt = forPrompt(step.prompt);
  input.placeholder = step.placeholder;
  input.password = step.isSecret;
  input.value = step.value;
  const show = (message: StepMessage | undefined): void => {
    const error = message?.isError === true ? message.text : undefined;
    input.validationMessage = error && {
      message: forPrompt(error),
      severity: vscode.InputBoxValidationSeverity.Error,
    };
    input.prompt = forPrompt(message?.isError === false ? message.text : step.prompt);
  };
  if (step.value !== '') show(step.check(step.value, false));
  return outcomeOf<string>(input, accept => [
    input.onDidChangeValue(value => {
      show(step.check(value, false));
    }),
    input.onDidAccept(() => {
      const message = step.check(input.value, true);
      show(message);
      if (message?.isError !== true) accept(input.value);
    }),
  ]);
}

/** Asks for one of several choices, the first of them preselected. */
export async function askChoice<Value>(step: ChoiceStep<Value>): Promise<StepOutcome<Value>> {
  const pick = vscode.window.createQuickPick<Choice<Value>>();
  prepare(pick, step.place);
  pick.placeholder = step.placeholder;
  pick.items = step.choices;
  return outcomeOf<Value>(pick, accept => [
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen !== undefined) accept(chosen.value);
    }),
  ]);
}

function prepare(
  input: vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[] },
  place: StepPlace,
): void {
  input.title = place.title;
  input.step = place.step;
  input.totalSteps = place.totalSteps;
  input.ignoreFocusOut = true;
  input.buttons = place.canGoBack ? [vscode.QuickInputButtons.Back] : [];
}

type Input = vscode.QuickInput & { readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton> };

async function outcomeOf<Value>(
  input: Input,
  listen: (accept: (value: Value) => void) => vscode.Disposable[],
): Promise<StepOutcome<Value>> {
  return untilOver<StepOutcome<Value>>(input, LEFT, end => [
    ...listen(end),
    input.onDidTriggerButton(() => {
      end(BACK);
    }),
  ]);
}
