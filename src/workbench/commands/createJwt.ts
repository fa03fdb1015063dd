// Create JWT in Developer Console: the page where a JWT is made, with the client ID filled in.
import * as vscode from 'vscode';
import { createJwtPage } from '../../ringcentral/consolePages.ts';
import type { Services } from '../services.ts';
import { profileFor } from './pickProfile.ts';

/** Opens the console's page for the app of a profile; without any profile, the page as it is. */
export async function createJwt(services: Services, argument: unknown): Promise<void> {
  const hasProfiles = services.roster.rows().length > 0;
  const row = hasProfiles ? await profileFor(services, argument) : undefined;
  if (hasProfiles && row === undefined) return;
  await vscode.env.openExternal(vscode.Uri.parse(createJwtPage(row?.clientId), true));
}
