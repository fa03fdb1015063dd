// Registers every command. What one does is loaded when it is first called, so that starting stays fast.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { CommandId, WALKTHROUGH_ID } from '../ids.ts';
import { ProfileDeleted, StorageFailed } from '../profiles/storage.ts';
import { Disposable } from './disposable.ts';
import { framesOf, nameOf } from './errorLines.ts';
import { notify, showLogAction } from './notify.ts';
import type { Services } from './services.ts';

type Run = (services: Services, argument: unknown) => Promise<void>;

const COMMANDS: Readonly<Record<CommandId, () => Promise<Run> | Run>> = {
  [CommandId.addProfile]: async () => (await import('./commands/addProfile.ts')).addProfile,
  [CommandId.editProfile]: async () => (await import('./commands/editProfile.ts')).editProfile,
  [CommandId.duplicateProfile]: async () => (await import('./commands/duplicateProfile.ts')).duplicateProfile,
  [CommandId.deleteProfile]: async () => (await import('./commands/deleteProfile.ts')).deleteProfile,
  [CommandId.selectProfile]: async () => (await import('./commands/selectProfile.ts')).selectProfile,
  [CommandId.getToken]: async () => (await import('./commands/getToken.ts')).getToken,
  [CommandId.copyBearerToken]: async () => (await import('./commands/copyBearerToken.ts')).copyBearerToken,
  [CommandId.copyAs]: async () => (await import('./commands/copyAs.ts')).copyAs,
  [CommandId.insertBearerToken]: async () =>
    (await import('./commands/insertBearerToken.ts')).insertBearerToken,
  [CommandId.revokeToken]: async () => (await import('./commands/revokeToken.ts')).revokeToken,
  [CommandId.copyClientId]: async () => (await import('./commands/copyClientId.ts')).copyClientId,
  [CommandId.diagnose]: async () => (await import('./commands/diagnose.ts')).diagnose,
  [CommandId.explainLastFailure]: async () =>
    (await import('./commands/explainLastFailure.ts')).explainLastFailure,
  [CommandId.explainResponse]: async () => (await import('./commands/explainResponse.ts')).explainResponse,
  [CommandId.checkPermission]: async () => (await import('./commands/checkPermission.ts')).checkPermission,
  [CommandId.inspectJwt]: async () => (await import('./commands/inspectJwt.ts')).inspectJwt,
  [CommandId.createJwt]: async () => (await import('./commands/createJwt.ts')).createJwt,
  [CommandId.showActions]: async () => (await import('./commands/showActions.ts')).showActions,
  [CommandId.openWalkthrough]: () => openWalkthrough,
  [CommandId.showLog]: () => showLog,
  [CommandId.removeAllData]: async () => (await import('./commands/removeAllData.ts')).removeAllData,
};

/** All commands of the extension. */
export class Commands extends Disposable {
  readonly #services: Services;

  constructor(services: Services) {
    super();
    this.#services = services;
    for (const id of Object.values(CommandId)) {
      this.register(
        vscode.commands.registerCommand(id, async (argument: unknown) => this.#run(id, argument)),
      );
    }
  }

  /** Runs a command; what it did not expect is told once and logged without its text, which may hold anything. */
  async #run(id: CommandId, argument: unknown): Promise<void> {
    try {
      const run = await COMMANDS[id]();
      await run(this.#services, argument);
    } catch (error) {
      const { log } = this.#services;
      log.error(`${id} failed: ${nameOf(error)}`);
      for (const frame of framesOf(error)) log.debug(frame);
      notify('error', messageFor(error), showLogAction());
    }
  }
}

function messageFor(error: unknown): string {
  if (error instanceof ProfileDeleted) {
    return t('The profile was deleted in another window. Nothing was saved.');
  }
  if (error instanceof StorageFailed) {
    return error.attempt === 'read'
      ? t('VS Code’s secret storage can’t be read. Unlock the keyring and try again.')
      : t('VS Code’s secret storage did not keep what was to be stored. Unlock the keyring and try again.');
  }
  return t('RingCentral JWT: the command failed unexpectedly. The log says where.');
}

async function openWalkthrough({ extensionId }: Services): Promise<void> {
  await vscode.commands.executeCommand(
    'workbench.action.openWalkthrough',
    `${extensionId}#${WALKTHROUGH_ID}`,
    false,
  );
}

function showLog({ log }: Services): Promise<void> {
  log.show();
  return Promise.resolve();
}
