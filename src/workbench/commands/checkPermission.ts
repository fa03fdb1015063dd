// Check API Permission: pick one of RingCentral's operations, and see whether token and user get through (facts, section 7).
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { answeredExplanation } from '../../explanations/answeredCall.ts';
import type { KnownProfile } from '../../explanations/case.ts';
import { provedByAnswer, provedByToken } from '../../explanations/diagnosis.ts';
import type { Explanation } from '../../explanations/explanation.ts';
import { canBeTried, explainCheck, withNeeds } from '../../explanations/permissionCheck.ts';
import {
  operationTitle,
  permissionFindings,
  type PermissionCheck,
  type UserPermission,
} from '../../explanations/permissionFindings.ts';
import type { Findings } from '../../explanations/ladder.ts';
import { CommandId } from '../../ids.ts';
import type { RosterRow } from '../../profiles/profile.ts';
import { decidingCode, type Failure } from '../../ringcentral/failure.ts';
import { ownPath, type Operation } from '../../ringcentral/operation.ts';
import type { Result } from '../../ringcentral/result.ts';
import type { AccessToken } from '../../tokens/accessToken.ts';
import { pickOperation, type PickedOperation } from '../operationPick.ts';
import { forNotification } from '../plainLabels.ts';
import { withProgress } from '../progress.ts';
import type { Services } from '../services.ts';
import { tryToObtain } from './obtainToken.ts';
import { pickProfile, profileFor } from './pickProfile.ts';

/** What a button of an explanation names. */
const ArgumentSchema = v.object({
  profileId: v.optional(v.string()),
  /** Method and path. */
  operation: v.optional(v.string()),
  targetExtensionId: v.optional(v.string()),
  tryCall: v.optional(v.boolean(), false),
});

/** Checks an operation for the profile of a tree row, or for the active one; without any, says what it needs. */
export async function checkPermission(services: Services, argument: unknown): Promise<void> {
  const parsed = v.safeParse(ArgumentSchema, argument);
  const {
    operation: named,
    targetExtensionId,
    tryCall,
  } = parsed.success ? parsed.output : { tryCall: false };
  const picked = named === undefined ? await pickOperation() : await operationOf(named, targetExtensionId);
  if (picked === undefined) return;
  const row = await rowFor(services, argument);
  if (row === 'gone') return;
  const options = { renew: false, command: CommandId.checkPermission };
  const token = row === undefined ? 'failed' : await tryToObtain(services, row, options);
  if (token === 'left') return;
  if (row === undefined || token === 'failed') {
    await showNeeds(services, picked, row);
    return;
  }
  const title = forNotification(t('Checking {0}…', operationTitle(picked.operation)));
  await withProgress(services.clock, title, async signal => {
    const check = new Check(services, row.id, token, signal);
    if (tryCall && canBeTried(picked.operation)) await check.call(picked.operation);
    else await check.permissions(picked);
  });
}

async function operationOf(
  named: string,
  targetExtensionId: string | undefined,
): Promise<PickedOperation | undefined> {
  const { OPERATIONS } = await import('../../ringcentral/operations.ts');
  const operation = OPERATIONS.find(({ method, path }) => `${method} ${path}` === named);
  return operation && { operation, targetExtensionId };
}

/** Without any profile there is nothing to ask for; of one that is gone, or was not picked, nothing is shown. */
async function rowFor(services: Services, argument: unknown): Promise<RosterRow | undefined | 'gone'> {
  if (v.is(v.union([v.string(), v.object({ profileId: v.string() })]), argument)) {
    return (await profileFor(services, argument)) ?? 'gone';
  }
  if (services.roster.rows().length === 0) return undefined;
  return services.active.get() ?? (await pickProfile(services, t('With which profile?'))) ?? 'gone';
}

async function showNeeds(
  services: Services,
  { operation, targetExtensionId }: PickedOperation,
  row: RosterRow | undefined,
): Promise<void> {
  const explainer = await services.explainer();
  const profile = row && explainer.knownProfile(row);
  const nothing = { scope: undefined, user: [], owner: undefined, at: services.clock.now() };
  explainer.show(explainCheck({ operation, targetExtensionId, profile, ...nothing }), row?.id);
}

/** The calls that a check makes, each once. */
class Check {
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
