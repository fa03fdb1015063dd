// Explain Last Failure: opens the panel on how a profile failed, or on what went wrong last in this window.
import { t } from '@vscode/l10n';
import { CommandId } from '../../ids.ts';
import type { RosterRow } from '../../profiles/profile.ts';
import type { TokenFailure } from '../../tokens/tokenFailure.ts';
import { commandAction, notify } from '../notify.ts';
import type { Services } from '../services.ts';
import { namedProfile } from './pickProfile.ts';

/** Shows the explanation; where nothing has failed, says so and offers to walk the gates. */
export async function explainLastFailure(services: Services, argument: unknown): Promise<void> {
  const explainer = await services.explainer();
  const row = namedProfile(services, argument);
  const failure = row && failureOf(services, row);
  if (row !== undefined && failure !== undefined) {
    explainer.show(explainer.explainFailure(failure, row), row.id);
    return;
  }
  if (explainer.showLast()) return;
  notify(
    'info',
    t('Nothing has failed since this window was opened.'),
    commandAction(t('Diagnose Profile'), CommandId.diagnose),
  );
}

function failureOf({ profiles, activities }: Services, { id }: RosterRow): TokenFailure | undefined {
  const trouble = profiles.troubleOf(id);
  return trouble === undefined ? activities.of(id).failure : { kind: 'credential', trouble };
}
