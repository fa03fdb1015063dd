// Explains what went wrong: remembers the last failure of this window, and shows it in the panel.
import type * as vscode from 'vscode';
import type { KnownProfile, Problem } from '../explanations/case.ts';
import { mendedExplanation } from '../explanations/diagnosis.ts';
import { explain, problemOf } from '../explanations/explain.ts';
import type { Explanation } from '../explanations/explanation.ts';
import type { Findings } from '../explanations/ladder.ts';
import type { CommandId } from '../ids.ts';
import type { RosterRow } from '../profiles/profile.ts';
import type { Roster } from '../profiles/roster.ts';
import type { Activities } from '../tokens/activities.ts';
import type { TokenFailure } from '../tokens/tokenFailure.ts';
import type { Clock } from './clock.ts';
import { Disposable } from './disposable.ts';
import { knownProfile } from './knownProfile.ts';
import { ExplanationPanel } from './panel/explanationPanel.ts';
import type { ServerPolicy } from './serverPolicy.ts';

interface ExplainerParts {
  readonly clock: Clock;
  readonly servers: ServerPolicy;
  readonly extensionUri: vscode.Uri;
  readonly activities: Activities;
  readonly roster: Roster;
  /** Whether a row's token is handed out now. */
  readonly hasToken: (row: RosterRow) => boolean;
}

/** Beside the failure: what probes have shown, and what *Try Again* runs. */
export interface About {
  readonly findings?: Findings;
  readonly retry?: CommandId;
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

  constructor(parts: ExplainerParts) {
    super();
    this.#parts = parts;
    this.panel = this.register(
      new ExplanationPanel({ extensionUri: parts.extensionUri, now: () => parts.clock.now() }),
    );
    this.register(
      parts.activities.onDidChange(id => {
        this.#follow(id);
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
  show(explanation: Explanation, profileId?: string, retry?: CommandId): void {
    this.panel.show({ explanation, profileId, retry });
  }

  /** Shows the last failure again, as it is to be explained now. False when there was none. */
  showLast(): boolean {
    const last = this.#last;
    if (last === undefined) return false;
    this.show(this.#explain(last), last.profile?.id, last.retry);
    return true;
  }

  /** What is known of a profile without its secrets. */
  knownProfile(row: RosterRow): KnownProfile {
    return knownProfile(row, this.#parts.servers);
  }

  /** Whoever looks at a failure while it is mended sees the gates open. */
  #follow(id: string): void {
    const { activities, roster, hasToken } = this.#parts;
    const { running, failure } = activities.of(id);
    if (this.panel.failedProfile !== id || running || failure !== undefined) return;
    const row = roster.row(id);
    if (row === undefined || !hasToken(row)) return;
    this.panel.show({ explanation: mendedExplanation(this.knownProfile(row)), profileId: id }, true);
  }

  #explain(last: Last): Explanation {
    this.#last = last;
    const { problem, profile, findings } = last;
    return explain({ problem, profile, now: this.#parts.clock.now() }, findings);
  }
}
