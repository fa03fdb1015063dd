// What the extension keeps outside the secret storage, to be forgotten whole.
import * as vscode from 'vscode';

/** Empties the states of the extension and removes its folder, as far as there is one. */
export async function forgetStoredState({
  globalState,
  workspaceState,
  globalStorageUri,
}: Pick<vscode.ExtensionContext, 'globalState' | 'workspaceState' | 'globalStorageUri'>): Promise<void> {
  for (const state of [globalState, workspaceState]) {
    for (const key of state.keys()) await state.update(key, undefined);
  }
  await vscode.workspace.fs.delete(globalStorageUri, { recursive: true }).then(undefined, () => undefined);
}
