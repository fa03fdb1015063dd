// Copy Token As: the token as the value, command or code that is needed, got first if there is none.
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { CommandId } from '../../ids.ts';
import type { RosterRow } from '../../profiles/profile.ts';
import { DEFAULT_SERVERS } from '../../ringcentral/environment.ts';
import { copiedWords } from '../copiedWords.ts';
import {
  envLinesForm,
  previewOf,
  tokenForms,
  type SecretForm,
  type SnippetForm,
  type TokenForm,
  type TokenFormId,
} from '../forms/tokenForms.ts';
import { commandAction, notify } from '../notify.ts';
import { forIconLabel } from '../plainLabels.ts';
import type { Services } from '../services.ts';
import { obtainToken } from './obtainToken.ts';
import { profileFor } from './pickProfile.ts';

/** A button or a keybinding may name the form; else the user picks one. */
const ArgumentSchema = v.object({ form: v.string() });

const ICONS: Readonly<Record<TokenFormId, string>> = {
  accessToken: 'key',
  bearerToken: 'key',
  authorizationHeader: 'key',
  curl: 'terminal-bash',
  curlPowerShell: 'terminal-powershell',
  curlCmd: 'terminal-cmd',
  httpie: 'terminal-bash',
  httpiePowerShell: 'terminal-powershell',
  httpieCmd: 'terminal-cmd',
  powerShell: 'terminal-powershell',
  fetch: 'code',
  envLine: 'symbol-variable',
  envLines: 'symbol-variable',
  sdkJavaScript: 'package',
  sdkPython: 'package',
};

/** Copies the token of the profile of a tree row, or of the active one, in a form that the user picks. */
export async function copyAs(services: Services, argument: unknown): Promise<void> {
  const row = await profileFor(services, argument);
  if (row === undefined) return;
  const named = v.safeParse(ArgumentSchema, argument);
  const form = (named.success ? formOf(named.output.form) : undefined) ?? (await pickForm(services, row));
  if (form === undefined) return;
  await (form.holdsToken ? copySecret(services, row, form) : copySnippet(row, form));
}

function formOf(id: string): TokenForm | undefined {
  return [...tokenForms(), envLinesForm()].find(form => form.id === id);
}

async function copySecret(services: Services, row: RosterRow, form: SecretForm): Promise<void> {
  const token = await obtainToken(services, row, { renew: false, command: CommandId.copyAs });
  if (token === undefined) return;
  const { clipboard } = await services.work();
  const seconds = await clipboard.copySecret(form.format(token));
  notify('info', copiedWords(form.what, row.name, token.expiresAt, seconds));
}

async function copySnippet(row: RosterRow, form: SnippetForm): Promise<void> {
  await vscode.env.clipboard.writeText(form.format());
  const lines: TokenFormId = 'envLines';
  notify(
    'info',
    t('Copied {0}. It reads RC_SERVER_URL and RC_ACCESS_TOKEN from the environment.', form.what),
    commandAction(t('Copy .env Lines'), CommandId.copyAs, { profileId: row.id, form: lines }),
  );
}

async function pickForm({ servers }: Services, row: RosterRow): Promise<TokenForm | undefined> {
  const server = servers.addressOf(row) ?? DEFAULT_SERVERS[row.environment];
  const items = tokenForms().map(form => ({
    label: `$(${ICONS[form.id]}) ${form.label}`,
    ...(form.description !== undefined && { description: form.description }),
    detail: forIconLabel(previewOf(form, server)),
    form,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: `${t('Copy Token As')} · ${row.name}`,
    placeHolder: t('Select what to copy'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.form;
}
