// Copy Client ID: what the owner of a JWT needs to permit the app. It is no secret.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { notify } from '../notify.ts';
import type { Services } from '../services.ts';
import { profileFor } from './pickProfile.ts';

/** Copies the client ID of the profile of a tree row, or of the active one. */
export async function copyClientId(services: Services, argument: unknown): Promise<void> {
  const row = await profileFor(services, argument);
  if (row === undefined) return;
  await vscode.env.clipboard.writeText(row.clientId);
  notify('info', t('Copied the client ID of {0}. The owner of a JWT needs it to permit this app.', row.name));
}
