// Shows that a request runs: in the view at once, past one second in a notification that can cancel it.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { ViewId } from '../ids.ts';
import type { Clock } from './clock.ts';

const QUIET_MS = 1000;

/**
 * Runs a task with progress.
 * @param title what is being done, as a notification says it
 * @param task gets a signal that aborts when the user cancels
 */
export async function withProgress<Value>(
  clock: Clock,
  title: string,
  task: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  const outcome = task(controller.signal);
  void vscode.window.withProgress({ location: { viewId: ViewId.profiles } }, () => settled(outcome));
  const notification = clock.after(QUIET_MS, () => {
    void vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: t('RingCentral: {0}', title),
        cancellable: true,
      },
      async (_, cancellation) => {
        cancellation.onCancellationRequested(() => {
          controller.abort();
        });
        await settled(outcome);
      },
    );
  });
  try {
    return await outcome;
  } finally {
    notification.dispose();
  }
}

/** Waits for an outcome that somebody else looks at. */
async function settled(outcome: Promise<unknown>): Promise<void> {
  await outcome.catch(() => undefined);
}
