// The calls that a permission check makes with a profile's token, each once, and what is shown of their answers.
import { t } from '@vscode/l10n';
import { answeredExplanation } from '../explanations/answeredCall.ts';
import type { KnownProfile } from '../explanations/case.ts';
import { provedByAnswer, provedByToken } from '../explanations/diagnosis.ts';
import type { Explanation } from '../explanations/explanation.ts';
import type { Findings } from '../explanations/ladder.ts';
import { explainCheck, withNeeds } from '../explanations/permissionCheck.ts';
import {
  permissionFindings,
  type PermissionCheck,
  type UserPermission,
} from '../explanations/permissionFindings.ts';
import { CommandId } from '../ids.ts';
import type { RosterRow } from '../profiles/profile.ts';
import { decidingCode, type Failure } from '../ringcentral/failure.ts';
import { ownPath, type Operation } from '../ringcentral/operation.ts';
import type { Result } from '../ringcentral/result.ts';
import type { AccessToken } from '../tokens/accessToken.ts';
import type { PickedOperation } from './operationPick.ts';
import type { Services } from './services.ts';

/** Asks what may be asked before a call, or makes the call. */
export class PermissionChecker {
  readonly #services: Services;
  readonly #profileId: string;
  readonly #token: AccessToken;
  readonly #signal: AbortSignal;

  constructor(services: Services, profileId: string, token: AccessToken, signal: AbortSignal) {
    this.#services = services;
    this.#profileId = profileId;
    this.#token = token;
    this.#signal = signal;
  }

  /** Compares what an operation needs with the token's scope, and asks what the owner may do. */
  async permissions({ operation, targetExtensionId: named }: PickedOperation): Promise<void> {
    const own = this.#token.ownerId ?? this.#row()?.ownerId;
    const targetExtensionId = named === own ? undefined : named;
    const { check, end } = await this.#ask({ operation, targetExtensionId });
    if (end === undefined) await this.#show(() => explainCheck(check));
    else
      await this.#fail(end, decided(permissionFindings(check)), explanation => withNeeds(explanation, check));
  }

  /** Sends a reading call, and shows what came; of one that was not allowed, what may be asked about it. */
  async call(operation: Operation): Promise<void> {
    const { probe } = await this.#services.work();
    const answer = await probe.call(this.#token, ownPath(operation.path), this.#signal);
    if (answer.ok) {
      await this.#show(profile => answeredExplanation(profile, operation, answer.value));
      return;
    }
    const { failure } = answer;
    const isForbidden = failure.kind === 'refused' && failure.status === 403;
    const asked = isForbidden ? await this.#ask({ operation, targetExtensionId: undefined }) : undefined;
    await this.#fail(failure, asked === undefined ? {} : permissionFindings(asked.check));
  }

  /** Everything that may be asked, each question once; `end` is a failure behind which no other answer would come. */
  async #ask({ operation, targetExtensionId }: PickedOperation): Promise<{
    readonly check: PermissionCheck;
    readonly end: Failure | undefined;
  }> {
    const { probe } = await this.#services.work();
    const ids = [...new Set(operation.userPermission?.flat() ?? [])];
    const asked = await Promise.all(
      ids.map(async id => probe.hasPermission(this.#token, id, targetExtensionId, this.#signal)),
    );
    // Where there is nothing to ask, the call that needs no permission shows whether the token is taken.
    const proof = ids.length > 0 ? undefined : await probe.probe(this.#token, this.#signal);
    const unanswered = asked.flatMap(answer => (answer.ok ? [] : [answer.failure])).find(endsIt);
    const end = proof?.ok === false ? proof.failure : unanswered;
    const isOver = end !== undefined;
    const names = isOver ? [] : await Promise.all(ids.map(async id => this.#nameOf(id)));
    const owner = isOver ? undefined : await probe.owner(this.#token, this.#signal);
    if (owner !== undefined) this.#services.owners.note(this.#token.server, owner);
    const user = ids.map((id, index) => permissionOf(id, names[index], asked[index]));
    const row = this.#row();
    const explainer = await this.#services.explainer();
    const profile = row && explainer.knownProfile(row);
    const at = this.#services.clock.now();
    const scope = this.#token.scopes;
    return { check: { operation, targetExtensionId, profile, scope, user, owner, at }, end };
  }

  async #nameOf(id: string): Promise<string | undefined> {
    const { probe } = await this.#services.work();
    return probe.permissionName(this.#token, id, this.#signal);
  }

  async #fail(
    failure: Failure,
    found: Findings,
    more: (explanation: Explanation) => Explanation = explanation => explanation,
  ): Promise<void> {
    const row = this.#row();
    if (row === undefined || (failure.kind === 'cancelled' && failure.by === 'user')) return;
    const explainer = await this.#services.explainer();
    const isAnswer = failure.kind === 'refused' && decidingCode(failure) !== undefined;
    const isTaken = isAnswer && (failure.status === 403 || failure.status === 404);
    const findings = { ...provedByToken(), ...(isTaken ? provedByAnswer() : {}), ...found };
    const retry = CommandId.checkPermission;
    const explanation = more(explainer.explainFailure(failure, row, { findings, retry }));
    if (!this.#signal.aborted) explainer.show(explanation, row.id, retry);
  }

  /** Nothing is shown of a profile that is gone, nor to somebody who has left. */
  async #show(explanation: (profile: KnownProfile) => Explanation): Promise<void> {
    const explainer = await this.#services.explainer();
    const row = this.#row();
    if (row === undefined || this.#signal.aborted) return;
    explainer.show(explanation(explainer.knownProfile(row)), row.id);
  }

  #row(): RosterRow | undefined {
    return this.#services.roster.row(this.#profileId);
  }
}

function permissionOf(
  id: string,
  displayName: string | undefined,
  answer: Result<boolean, Failure> | undefined,
): UserPermission {
  if (answer?.ok === true) return { id, displayName, isHeld: answer.value };
  const failure = answer?.failure;
  const problem =
    failure?.kind === 'refused'
      ? [t('status {0}', failure.status), decidingCode(failure) ?? ''].filter(Boolean).join(', ')
      : undefined;
  return { id, displayName, isHeld: undefined, problem };
}

/** What the token's scope decides by itself, though RingCentral could not be asked about the user. */
function decided(findings: Findings): Findings {
  const app = findings['app-permission'];
  return app === undefined ? {} : { 'app-permission': app };
}

/**
 * Whether a failed question ends the check: the token is not taken, the way is broken (an answer without one of
 * RingCentral's codes may be a proxy's), or no more may be asked now.
 */
function endsIt(failure: Failure): boolean {
  if (failure.kind !== 'refused' || decidingCode(failure) === undefined) return true;
  return failure.status === 401 || failure.status === 429 || failure.status >= 500;
}
