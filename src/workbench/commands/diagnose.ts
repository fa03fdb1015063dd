// Diagnose Profile: walks the gates to a token and through it, and shows each as it is decided (product, section 6).
import { t } from '@vscode/l10n';
import { openExplanation, provedByToken, walkingExplanation } from '../../explanations/diagnosis.ts';
import type { Explanation, GateId } from '../../explanations/explanation.ts';
import { checkedHere, type Findings } from '../../explanations/ladder.ts';
import { CommandId } from '../../ids.ts';
import type { RosterRow } from '../../profiles/profile.ts';
import type { AccessToken } from '../../tokens/accessToken.ts';
import type { TokenFailure } from '../../tokens/tokenFailure.ts';
import type { Explainer } from '../explainer.ts';
import { notify } from '../notify.ts';
import type { Shown, Ticket } from '../panel/explanationPanel.ts';
import { forNotification } from '../plainLabels.ts';
import { withProgress } from '../progress.ts';
import type { Services } from '../services.ts';
import { profileFor } from './pickProfile.ts';

const TO_THE_TOKEN: readonly GateId[] = ['credential', 'environment', 'application', 'owner'];

/** The walks that are under way, by profile: a new one takes the place of the one before it. */
const walks = new Map<string, AbortController>();

/** Diagnoses the profile of a tree row, or the active one; a live token is used again. */
export async function diagnose(services: Services, argument: unknown): Promise<void> {
  const row = await profileFor(services, argument);
  if (row === undefined) return;
  // Asked before the walk begins; the token service finds the answer remembered.
  if ((await services.servers.serverFor(row)) === undefined) return;
  const explainer = await services.explainer();
  walks.get(row.id)?.abort();
  const controller = new AbortController();
  walks.set(row.id, controller);
  const title = forNotification(t('Diagnosing {0}…', row.name));
  try {
    await withProgress(services.clock, title, async cancelled =>
      new Walk(services, explainer, row).go(AbortSignal.any([cancelled, controller.signal])),
    );
  } finally {
    if (walks.get(row.id) === controller) walks.delete(row.id);
  }
}

/** One way through the gates of a profile. */
class Walk {
  readonly #services: Services;
  readonly #explainer: Explainer;
  readonly #row: RosterRow;
  readonly #ticket: Ticket;

  constructor(services: Services, explainer: Explainer, row: RosterRow) {
    this.#services = services;
    this.#explainer = explainer;
    this.#row = row;
    const checked = checkedHere(explainer.knownProfile(row), services.clock.now());
    const deciding = TO_THE_TOKEN.filter(id => checked[id] === undefined);
    this.#ticket = explainer.panel.show(this.#walking(checked, deciding));
  }

  async go(signal: AbortSignal): Promise<void> {
    const { work } = this.#services;
    const { tokens, probe } = await work();
    const got = await tokens.obtain(this.#row.id, signal);
    if (!got.ok) {
      this.#endWith(got.failure);
      return;
    }
    const proved = provedByToken();
    this.#explainer.panel.update(this.#ticket, this.#walking(proved, ['token']));
    const [probed] = await Promise.all([probe.probe(got.value, signal), this.#learnOwner(got.value, signal)]);
    if (!probed.ok) this.#endWith(probed.failure, proved);
    else this.#end(openExplanation(this.#explainer.knownProfile(this.#row), probed.value), 'info');
  }

  /** By the way: whose token it is, where it may tell. */
  async #learnOwner(token: AccessToken, signal: AbortSignal): Promise<void> {
    const { work, owners } = this.#services;
    const { probe } = await work();
    const owner = await probe.owner(token, signal);
    if (owner !== undefined) owners.note(token.server, owner);
  }

  #walking(findings: Findings, deciding: readonly GateId[]): Shown {
    const explanation = walkingExplanation(this.#explainer.knownProfile(this.#row), findings);
    return { explanation, profileId: this.#row.id, deciding };
  }

  #endWith(failure: TokenFailure, findings?: Findings): void {
    const isCancelled = failure.kind === 'cancelled' && failure.by === 'user';
    // Whoever deleted the profile meanwhile was told so.
    if (isCancelled || this.#services.roster.row(this.#row.id) === undefined) {
      this.#explainer.panel.close(this.#ticket);
      return;
    }
    const about = { retry: CommandId.diagnose, ...(findings && { findings }) };
    this.#end(this.#explainer.explainFailure(failure, this.#row, about), 'error');
  }

  /** Where the panel was closed, or shows something else by now, nobody wants it back at once. */
  #end(explanation: Explanation, level: 'info' | 'error'): void {
    const { id: profileId, name } = this.#row;
    if (this.#explainer.finish(this.#ticket, explanation, profileId, CommandId.diagnose)) return;
    notify(level, `${name}: ${explanation.headline}`, {
      title: t('Explain'),
      run: () => {
        this.#explainer.show(explanation, profileId, CommandId.diagnose);
        return Promise.resolve();
      },
    });
  }
}
