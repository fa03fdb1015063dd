// Diagnose Profile: walks the gates to a token and through it, and shows each as it is decided (product, section 6).
import { t } from '@vscode/l10n';
import { openExplanation, provedByToken, walkingExplanation } from '../../explanations/diagnosis.ts';
import type { GateId } from '../../explanations/explanation.ts';
import { checkedHere, type Findings } from '../../explanations/ladder.ts';
import { CommandId } from '../../ids.ts';
import type { RosterRow } from '../../profiles/profile.ts';
import type { TokenFailure } from '../../tokens/tokenFailure.ts';
import type { Explainer } from '../explainer.ts';
import { forNotification } from '../plainLabels.ts';
import { withProgress } from '../progress.ts';
import type { Services } from '../services.ts';
import { profileFor } from './pickProfile.ts';

const TO_THE_TOKEN: readonly GateId[] = ['credential', 'environment', 'application', 'owner'];

/** Diagnoses the profile of a tree row, or the active one; a live token is used again. */
export async function diagnose(services: Services, argument: unknown): Promise<void> {
  const row = await profileFor(services, argument);
  if (row === undefined) return;
  // Asked before the walk begins; the token service finds the answer remembered.
  if ((await services.servers.serverFor(row)) === undefined) return;
  const explainer = await services.explainer();
  const title = forNotification(t('Diagnosing {0}…', row.name));
  await withProgress(services.clock, title, async signal => walk(services, explainer, row, signal));
}

async function walk(
  services: Services,
  explainer: Explainer,
  row: RosterRow,
  signal: AbortSignal,
): Promise<void> {
  const { tokens, probe } = await services.work();
  const { panel } = explainer;
  const { id: profileId } = row;
  const progress = (findings: Findings, deciding: readonly GateId[], isUpdate: boolean): void => {
    const explanation = walkingExplanation(explainer.knownProfile(row), findings);
    // Whoever has closed the panel meanwhile does not want to see it again.
    if (!isUpdate || panel.isOpen) panel.show({ explanation, profileId, deciding }, isUpdate);
  };
  const fail = (failure: TokenFailure, findings?: Findings): void => {
    const about = { retry: CommandId.diagnose, ...(findings && { findings }) };
    explainer.show(explainer.explainFailure(failure, row, about), profileId, CommandId.diagnose);
  };
  const checked = checkedHere(explainer.knownProfile(row), services.clock.now());
  progress(
    checked,
    TO_THE_TOKEN.filter(id => checked[id] === undefined),
    false,
  );
  const got = await tokens.obtain(profileId, signal);
  if (!got.ok) {
    if (isCancelled(got.failure)) panel.close();
    else fail(got.failure);
    return;
  }
  const proved = provedByToken();
  progress(proved, ['token'], true);
  const probed = await probe.probe(got.value, signal);
  if (!probed.ok) {
    if (isCancelled(probed.failure)) panel.close();
    else fail(probed.failure, proved);
    return;
  }
  explainer.show(openExplanation(explainer.knownProfile(row), probed.value), profileId, CommandId.diagnose);
}

function isCancelled(failure: TokenFailure): boolean {
  return failure.kind === 'cancelled' && failure.by === 'user';
}
