// Copy Bearer Token: `Bearer <access token>` on the clipboard, got first if there is none.
import { t } from '@vscode/l10n';
import { CommandId } from '../../ids.ts';
import { copiedWords } from '../copiedWords.ts';
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
  const { clipboard } = await services.work();
  const clearedAfter = await clipboard.copySecret(`Bearer ${token.accessToken}`);
  notify('info', copiedWords(t('the Bearer token'), row.name, token.expiresAt, clearedAfter));
}
