// Lets the user pick one of RingCentral's operations: by path, method, words, or a pasted URL.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { operationTitle } from '../explanations/permissionFindings.ts';
import type { Operation } from '../ringcentral/operation.ts';
import { forIconLabel } from './plainLabels.ts';
import { untilOver } from './quickInput.ts';

/** What was picked, with the extension that a pasted URL names, where that is not the token's own. */
export interface PickedOperation {
  readonly operation: Operation;
  readonly targetExtensionId: string | undefined;
}

interface OperationItem extends vscode.QuickPickItem {
  readonly found: PickedOperation;
}

/** Undefined when the user left. All operations are loaded with the first question. */
export async function pickOperation(): Promise<PickedOperation | undefined> {
  const { searchOperations } = await import('../ringcentral/operationSearch.ts');
  const input = vscode.window.createQuickPick<OperationItem>();
  input.title = t('Check API Permission');
  input.placeholder = t('A path, a method, words, or a pasted URL: GET call-log');
  input.ignoreFocusOut = true;
  // In the search's own order: VS Code would sort the rows by what was typed. The types do not know the property yet.
  Object.assign(input, { sortByLabel: false });
  const find = (query: string): void => {
    const { operations, targetExtensionId } = searchOperations(query);
    input.items = operations.map(operation => ({
      label: operationTitle(operation),
      description: forIconLabel(operation.summary),
      // Whatever was typed: VS Code would look for the letters again.
      alwaysShow: true,
      found: { operation, targetExtensionId },
    }));
  };
  find('');
  return untilOver<PickedOperation | undefined>(input, undefined, end => [
    input.onDidChangeValue(find),
    input.onDidAccept(() => {
      // Without a row there is nothing to accept, and the list stays open.
      const [chosen] = input.selectedItems;
      if (chosen !== undefined) end(chosen.found);
    }),
  ]);
}
