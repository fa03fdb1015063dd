// Copy Bearer Token: `Bearer <access token>` on the clipboard, got first if there is none.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { CommandId } from '../../ids.ts';
import { localTime } from '../dates.ts';
import { notify } from '../notify.ts';
import type { Services } from '../services.ts';
import { obtainToken } from './obtainToken.ts';
import { profileFor } from './pickProfile.ts';

/** Copies the token of the profile of a tree row, or of the active one. */
export async function copyBearerToken(services: Services, argument: unknown): Promise<void> {
  const row = await profileFor(services, argument);
  if (row === undefined) return;
  const token = await obtainToken(services, row, {
    renew: false,
    command: CommandId.copyBearerToken,
  });
  if (token === undefined) return;
  await vscode.env.clipboard.writeText(`Bearer ${token.accessToken}`);
  notify('info', t('Copied the Bearer token of {0}, valid until {1}.', row.name, localTime(token.expiresAt)));
}
