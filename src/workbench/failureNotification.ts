// A failed command as one notification: the headline, the one action that is most useful, and Explain.
import { t } from '@vscode/l10n';
import type { RosterRow } from '../profiles/profile.ts';
import type { TokenFailure } from '../tokens/tokenFailure.ts';
import { notify, type Action } from './notify.ts';
import { actionTitle } from './panel/panelWords.ts';
import type { Retry } from './panel/panelView.ts';
import { runPanelAction } from './panel/panelActions.ts';
import type { Services } from './services.ts';

/** Failures already told: callers who shared a request share its failure too. */
const told = new WeakSet<TokenFailure>();

/**
 * Tells a failure, once. What the user cancelled is not told; what was found before any request opens its explanation.
 * @param command what *Try Again* runs, with the profile's id; it is offered only where trying again can help
 */
export async function showFailure(
  { explainer: load, clock }: Pick<Services, 'explainer' | 'clock'>,
  failure: TokenFailure,
  row: RosterRow,
  command: Retry,
): Promise<void> {
  if (told.has(failure) || (failure.kind === 'cancelled' && failure.by === 'user')) return;
  told.add(failure);
  const explainer = await load();
  const explanation = explainer.explainFailure(failure, row, { retry: command });
  const show = (): void => {
    explainer.show(explanation, row.id, command);
  };
  const [first] = explanation.actions;
  const buttons: Action[] = [];
  if (first !== undefined) {
    const about = { profileId: row.id, retry: command };
    buttons.push({
      title: actionTitle(first),
      run: async () => runPanelAction(first, about, () => clock.now()),
    });
  }
  buttons.push({
    title: t('Explain'),
    run: () => {
      show();
      return Promise.resolve();
    },
  });
  if (failure.kind === 'offline') show();
  notify('error', `${row.name}: ${explanation.headline}`, ...buttons);
}
