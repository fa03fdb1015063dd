// Explains what went wrong: remembers the last failure of this window, and shows it in the panel.
import type * as vscode from 'vscode';
import type { KnownProfile, Problem } from '../explanations/case.ts';
import { mendedExplanation } from '../explanations/diagnosis.ts';
import { explain, problemOf } from '../explanations/explain.ts';
import { GATES, type ClosedBy, type Explanation } from '../explanations/explanation.ts';
import type { Findings } from '../explanations/ladder.ts';
import type { RosterRow } from '../profiles/profile.ts';
import type { Roster } from '../profiles/roster.ts';
import type { Activities } from '../tokens/activities.ts';
import type { TokenFailure } from '../tokens/tokenFailure.ts';
import type { Clock } from './clock.ts';
import { Disposable } from './disposable.ts';
import { knownProfile } from './knownProfile.ts';
import { ExplanationPanel, type Ticket } from './panel/explanationPanel.ts';
import type { Retry } from './panel/panelView.ts';
import type { Owners } from './owners.ts';
import type { ServerPolicy } from './serverPolicy.ts';

interface ExplainerParts {
  readonly clock: Clock;
  readonly servers: ServerPolicy;
  readonly owners: Owners;
  readonly extensionUri: vscode.Uri;
  readonly activities: Activities;
  readonly roster: Roster;
  /** Whether a row's token is handed out now. */
  readonly hasToken: (row: RosterRow) => boolean;
}

/** Beside the failure: what probes have shown, and what *Try Again* runs. */
export interface About {
  readonly findings?: Findings;
  readonly retry?: Retry;
}

interface Last extends About {
  readonly problem: Problem;
  readonly profile: KnownProfile | undefined;
}

/** The panel and what it last spoke of. The failure is kept in memory only. */
export class Explainer extends Disposable {
  readonly panel: ExplanationPanel;
  readonly #parts: ExplainerParts;
  #last: Last | undefined;
  /** When the panel was last shown something, in ms, and as what. */
  #shown: { readonly ticket: Ticket; readonly at: number } | undefined;

  constructor(parts: ExplainerParts) {
    super();
    this.#parts = parts;
    const { clock, roster, activities, extensionUri } = parts;
    this.panel = this.register(
      new ExplanationPanel({
        extensionUri,
        now: () => clock.now(),
        isKnown: id => roster.row(id) !== undefined,
      }),
    );
    this.register(
      activities.onDidChange(id => {
        this.#follow(id);
      }),
    );
    this.register(
      roster.onDidChange(() => {
        this.#forgetDeleted();
      }),
    );
  }

  /** Explains a failure of a profile, without showing it, and remembers it as the last one. */
  explainFailure(failure: TokenFailure, row: RosterRow, about: About = {}): Explanation {
    const problem = problemOf(failure, this.#parts.clock.now());
    return this.#explain({ problem, profile: this.knownProfile(row), ...about });
  }

  /** Explains something that was pasted, without showing it, and remembers it as the last failure. */
  explainProblem(problem: Problem): Explanation {
    return this.#explain({ problem, profile: undefined });
  }

  /** Shows an explanation. */
  show(explanation: Explanation, profileId?: string, retry?: Retry): void {
    const ticket = this.panel.show({ explanation, profileId, retry });
    this.#shown = { ticket, at: this.#parts.clock.now() };
  }

  /** Shows an explanation where something else was shown before. False when that is shown no more. */
  finish(ticket: Ticket, explanation: Explanation, profileId: string, retry: Retry): boolean {
    const isShown = this.panel.update(ticket, { explanation, profileId, retry });
    if (isShown) this.#shown = { ticket, at: this.#parts.clock.now() };
    return isShown;
  }

  /** Shows the last failure again, as it is to be explained now. False when there was none. */
  showLast(): boolean {
    const last = this.#last;
    if (last === undefined) return false;
    this.show(this.#explain(last), last.profile?.id, last.retry);
    return true;
  }

  /** Lets go of everything that was explained. */
  forget(): void {
    this.#last = undefined;
    this.panel.close();
  }

  /** What is known of a profile without its secrets. */
  knownProfile(row: RosterRow): KnownProfile {
    return knownProfile(row, this.#parts.servers, this.#parts.owners);
  }

  /** Whoever looks at a failure while it is mended sees the gates open, once a token came that was asked for after it. */
  #follow(id: string): void {
    const { activities, roster, hasToken } = this.#parts;
    const { view } = this.panel;
    const { running, failure } = activities.of(id);
    const row = roster.row(id);
    if (view?.profileId !== id || running || failure !== undefined || row === undefined) return;
    const shown = this.#shown;
    if (shown === undefined || !mendedByToken(view.closedBy) || !hasToken(row)) return;
    // A token that was there before is none that shows anything.
    if ((row.token?.obtainedAt ?? 0) < shown.at) return;
    const explanation = mendedExplanation(this.knownProfile(row));
    this.panel.update(shown.ticket, { explanation, profileId: id });
  }

  /** Of a deleted profile nothing is kept. */
  #forgetDeleted(): void {
    const isGone = (id: string | undefined): boolean =>
      id !== undefined && this.#parts.roster.row(id) === undefined;
    if (isGone(this.#last?.profile?.id)) this.#last = undefined;
    if (isGone(this.panel.view?.profileId)) this.panel.close();
  }

  #explain(last: Last): Explanation {
    this.#last = last;
    const { problem, profile, findings } = last;
    return explain({ problem, profile, now: this.#parts.clock.now() }, findings);
  }
}

/** Whether a token shows that it is over: no token opens what stands behind the gate of the token. */
function mendedByToken(closedBy: ClosedBy): boolean {
  if (closedBy === 'none') return false;
  return !GATES.slice(GATES.indexOf('token') + 1).some(id => id === closedBy);
}
