// The life of one quick input: shown until the user has answered or left.
import type * as vscode from 'vscode';

/**
 * Shows an input until something ends it, and lets go of it.
 * @param left what there is when the user leaves it
 * @param listen what else ends it, or changes it while it is shown
 */
export async function untilOver<Outcome>(
  input: vscode.QuickInput,
  left: Outcome,
  listen: (end: (outcome: Outcome) => void) => readonly vscode.Disposable[],
): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const listeners = [
    ...listen(resolve),
    input.onDidHide(() => {
      resolve(left);
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
