// Asking with one quick input: shown until the user accepts or leaves.
import type * as vscode from 'vscode';

/**
 * Shows an input, and lets go of it when it is over.
 * @param answer what there is once the user accepts
 * @param listen what else ends it, or changes it while it is shown
 * @returns undefined when the user left
 */
export async function askOnce<Answer>(
  input: vscode.QuickInput & { readonly onDidAccept: vscode.Event<void> },
  answer: () => Answer | undefined,
  listen: (end: (answer: Answer | undefined) => void) => readonly vscode.Disposable[] = () => [],
): Promise<Answer | undefined> {
  const { promise, resolve } = Promise.withResolvers<Answer | undefined>();
  const listeners = [
    ...listen(resolve),
    input.onDidAccept(() => {
      // Where there is nothing to accept, a list without rows for example, it stays open.
      const given = answer();
      if (given !== undefined) resolve(given);
    }),
    input.onDidHide(() => {
      resolve(undefined);
    }),
  ];
  input.show();
  try {
    return await promise;
  } finally {
    for (const listener of listeners) listener.dispose();
    input.dispose();
  }
}
