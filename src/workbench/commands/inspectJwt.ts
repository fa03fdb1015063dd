// Inspect JWT Credential: what the credential says of itself, never the credential.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { bindingWords, environmentName } from '../../explanations/words.ts';
import { CommandId } from '../../ids.ts';
import type { RosterRow } from '../../profiles/profile.ts';
import { createJwtPage } from '../../ringcentral/consolePages.ts';
import { readJwt, type JwtCredential } from '../../ringcentral/jwtCredential.ts';
import { expiryMark, expiryWords, utcDay } from '../dates.ts';
import { showFailure } from '../failureNotification.ts';
import { notify } from '../notify.ts';
import { forIconLabel } from '../plainLabels.ts';
import type { Services } from '../services.ts';
import { profileFor } from './pickProfile.ts';

interface FactItem extends vscode.QuickPickItem {
  /** What the clipboard gets when the row is picked. */
  readonly copied?: string;
  readonly run?: () => Thenable<unknown>;
}

/** Shows environment, owner and dates of the JWT of a tree row's profile, or of the active one. */
export async function inspectJwt(services: Services, argument: unknown): Promise<void> {
  const row = await profileFor(services, argument);
  if (row === undefined) return;
  const read = await services.profiles.read(row.id);
  if (!read.ok) {
    const failure = { kind: 'credential', trouble: read.failure } as const;
    await showFailure(services, failure, row, CommandId.inspectJwt);
    return;
  }
  const jwt = readJwt(read.value.jwt);
  const picked = await vscode.window.showQuickPick(
    jwt.ok ? factsOf(jwt.value, row, services) : [defectItem(row)],
    {
      title: forIconLabel(t('JWT Credential of {0}', row.name)),
      placeHolder: t('What the JWT says of itself; a row that is picked is copied'),
    },
  );
  if (picked?.copied !== undefined) {
    await vscode.env.clipboard.writeText(picked.copied);
    notify('info', t('Copied: {0}', picked.copied));
  }
  await picked?.run?.();
}

function factsOf(jwt: JwtCredential, row: RosterRow, { clock, owners }: Services): FactItem[] {
  const fact = (icon: string, label: string, value: string, detail: string): FactItem => ({
    label: `$(${icon}) ${label}`,
    description: forIconLabel(value),
    detail,
    copied: value,
  });
  const { environment, ownerId, issuedAt, expiresAt } = jwt;
  const isOther = environment !== undefined && environment !== row.environment;
  const mark = expiryMark(expiresAt, clock.now());
  const ownerName = owners.nameOf(row);
  return [
    fact(
      isOther ? 'warning' : 'server-environment',
      t('Environment'),
      environment === undefined ? t('not named') : environmentName(environment),
      isOther
        ? bindingWords(environment, row.environment)
        : t('RingCentral binds a JWT to the environment that was chosen when it was created.'),
    ),
    fact(
      'account',
      t('Owner'),
      ownerName === undefined ? (ownerId ?? t('not named')) : `${ownerName} (${ownerId ?? ''})`,
      t('The extension id of the user who created it. This user’s permissions decide what calls may do.'),
    ),
    fact(
      'calendar',
      t('Issued'),
      issuedAt === undefined ? t('unknown') : t('{0} (UTC)', utcDay(issuedAt)),
      t('When it was created in the Developer Console.'),
    ),
    fact(
      mark === undefined ? 'clock' : 'warning',
      t('Expires'),
      expiryWords(expiresAt),
      mark ??
        (expiresAt === 'none-set'
          ? t('It ends when it is deleted in the console; the JWT itself can’t show a deletion.')
          : t('An expiration date ends at 23:59:59 UTC of its day.')),
    ),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: `$(link-external) ${t('Create JWT in Developer Console')}`,
      detail: t('With this profile’s client ID among the permitted apps.'),
      run: () => vscode.env.openExternal(vscode.Uri.parse(createJwtPage(row.clientId), true)),
    },
  ];
}

function defectItem(row: RosterRow): FactItem {
  return {
    label: `$(warning) ${t('The stored text is not a JWT')}`,
    detail: t('Pick this row to paste the JWT again.'),
    run: () => vscode.commands.executeCommand(CommandId.editProfile, row.id),
  };
}
