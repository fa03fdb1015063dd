// Check API Permission: pick one of RingCentral's operations, and see whether token and user get through (facts, section 7).
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { answeredExplanation } from '../../explanations/answeredCall.ts';
import { provedByToken } from '../../explanations/diagnosis.ts';
import { canBeTried, explainCheck } from '../../explanations/permissionCheck.ts';
import {
  operationTitle,
  permissionFindings,
  type PermissionCheck,
  type UserPermission,
} from '../../explanations/permissionFindings.ts';
import type { Findings } from '../../explanations/ladder.ts';
import { CommandId } from '../../ids.ts';
import type { RosterRow } from '../../profiles/profile.ts';
import type { Failure } from '../../ringcentral/failure.ts';
import { ownPath, type Operation } from '../../ringcentral/operation.ts';
import type { Owner } from '../../ringcentral/restCall.ts';
import type { AccessToken } from '../../tokens/accessToken.ts';
import { pickOperation, type PickedOperation } from '../operationPick.ts';
import { forNotification } from '../plainLabels.ts';
import { withProgress } from '../progress.ts';
import type { Services } from '../services.ts';
import { obtainToken } from './obtainToken.ts';
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
  const token =
    row && (await obtainToken(services, row, { renew: false, command: CommandId.checkPermission }));
  if (row === undefined || token === undefined) {
    await showNeeds(services, picked, row);
    return;
  }
  const title = forNotification(t('Checking {0}…', operationTitle(picked.operation)));
  await withProgress(services.clock, title, async signal => {
    const check = new Check(services, row, token, signal);
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

/** Without a profile there is nothing to ask for; one that is named and gone has been told of. */
async function rowFor(services: Services, argument: unknown): Promise<RosterRow | undefined | 'gone'> {
  if (v.is(v.union([v.string(), v.object({ profileId: v.string() })]), argument)) {
    return (await profileFor(services, argument)) ?? 'gone';
  }
  if (services.roster.rows().length === 0) return undefined;
  return services.active.get() ?? pickProfile(services, t('With which profile?'));
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
  readonly #row: RosterRow;
  readonly #token: AccessToken;
  readonly #signal: AbortSignal;

  constructor(services: Services, row: RosterRow, token: AccessToken, signal: AbortSignal) {
    this.#services = services;
    this.#row = row;
    this.#token = token;
    this.#signal = signal;
  }

  /** Compares what an operation needs with the token's scope, and asks what the owner may do. */
  async permissions(picked: PickedOperation): Promise<void> {
    const check = await this.#ask(picked);
    if ('kind' in check) {
      await this.#fail(check);
      return;
    }
    if (this.#signal.aborted) return;
    const explainer = await this.#services.explainer();
    explainer.show(explainCheck(check), this.#row.id);
  }

  /** Sends a reading call, and shows what came; of one that was not allowed, what may be asked about it. */
  async call(operation: Operation): Promise<void> {
    const { probe } = await this.#services.work();
    const answer = await probe.call(this.#token, ownPath(operation.path), this.#signal);
    if (!answer.ok) {
      const isForbidden = answer.failure.kind === 'refused' && !endsIt(answer.failure);
      const check = isForbidden ? await this.#ask({ operation, targetExtensionId: undefined }) : undefined;
      const findings = check === undefined || 'kind' in check ? {} : permissionFindings(check);
      await this.#fail(answer.failure, findings);
      return;
    }
    const explainer = await this.#services.explainer();
    const profile = explainer.knownProfile(this.#row);
    explainer.show(answeredExplanation(profile, operation, answer.value), this.#row.id);
  }

  /** Everything that may be asked, each question once; a failure where no answer would come to any of them. */
  async #ask({ operation, targetExtensionId }: PickedOperation): Promise<PermissionCheck | Failure> {
    const ids = [...new Set(operation.userPermission?.flat() ?? [])];
    const asked = await Promise.all(ids.map(async id => this.#userPermission(id, targetExtensionId)));
    const owner = await this.#owner();
    const end = asked.flatMap(({ failure }) => failure ?? []).find(endsIt);
    if (end !== undefined) return end;
    const explainer = await this.#services.explainer();
    return {
      operation,
      targetExtensionId,
      profile: explainer.knownProfile(this.#row),
      scope: this.#token.scopes,
      user: asked.map(({ permission }) => permission),
      owner,
      at: this.#services.clock.now(),
    };
  }

  async #userPermission(
    id: string,
    targetExtensionId: string | undefined,
  ): Promise<{ permission: UserPermission; failure?: Failure }> {
    const { probe } = await this.#services.work();
    const [held, displayName] = await Promise.all([
      probe.hasPermission(this.#token, id, targetExtensionId, this.#signal),
      probe.permissionName(this.#token, id, this.#signal),
    ]);
    return held.ok
      ? { permission: { id, displayName, isHeld: held.value } }
      : { permission: { id, displayName, isHeld: undefined }, failure: held.failure };
  }

  async #owner(): Promise<Owner | undefined> {
    const { probe } = await this.#services.work();
    const owner = await probe.owner(this.#token, this.#signal);
    if (owner !== undefined) this.#services.owners.note(this.#row, owner);
    return owner;
  }

  async #fail(failure: Failure, found: Findings = {}): Promise<void> {
    if (failure.kind === 'cancelled') return;
    const explainer = await this.#services.explainer();
    const findings = { ...provedByToken(), ...found };
    const about = { findings, retry: CommandId.checkPermission };
    explainer.show(explainer.explainFailure(failure, this.#row, about), this.#row.id, about.retry);
  }
}

/** Whether a failed question ends the check: the token is not taken, the way is broken, or no more may be asked now. */
function endsIt(failure: Failure): boolean {
  if (failure.kind !== 'refused') return true;
  return failure.status === 401 || failure.status === 429 || failure.status >= 500;
}
