// Check API Permission: pick one of RingCentral's operations, and see whether token and user get through (facts, section 7).
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { canBeTried, explainCheck } from '../../explanations/permissionCheck.ts';
import { operationTitle } from '../../explanations/permissionFindings.ts';
import { CommandId } from '../../ids.ts';
import type { RosterRow } from '../../profiles/profile.ts';
import { pickOperation, type PickedOperation } from '../operationPick.ts';
import { PermissionChecker } from '../permissionChecker.ts';
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
    const check = new PermissionChecker(services, row.id, token, signal);
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
