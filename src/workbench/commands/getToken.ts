// Get Access Token: exchanges the JWT, and asks first when there is a token that lives.
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { CommandId } from '../../ids.ts';
import { minutesLeft } from '../../tokens/accessToken.ts';
import { localTime } from '../dates.ts';
import { commandAction, notify } from '../notify.ts';
import { forNotification } from '../plainLabels.ts';
import { liveUntil, type Services } from '../services.ts';
import { obtainToken } from './obtainToken.ts';
import { profileFor } from './pickProfile.ts';

/** What a button of an explanation has decided already: to replace a token that lives, to send what will be refused. */
const OptionsSchema = v.object({
  renew: v.optional(v.boolean(), false),
  tryAnyway: v.optional(v.boolean(), false),
});

function optionsOf(argument: unknown): v.InferOutput<typeof OptionsSchema> {
  const options = v.safeParse(OptionsSchema, argument);
  return options.success ? options.output : { renew: false, tryAnyway: false };
}

/** Gets a token for the profile of a tree row, or for the active one. */
export async function getToken(services: Services, argument: unknown): Promise<void> {
  const row = await profileFor(services, argument);
  if (row === undefined) return;
  const { clock } = services;
  const until = liveUntil(services, row);
  const { renew: isDecided, tryAnyway } = optionsOf(argument);
  const isLive = until !== undefined;
  if (isLive && !isDecided && !(await wantsNewToken(row.name, minutesLeft(until, clock.now())))) return;
  const renew = isLive || isDecided;
  const token = await obtainToken(services, row, { renew, tryAnyway, command: CommandId.getToken });
  if (token === undefined) return;
  const minutes = minutesLeft(token.expiresAt, clock.now());
  notify(
    'info',
    t('{0} has a token until {1} ({2} min).', row.name, localTime(token.expiresAt), minutes),
    commandAction(t('Copy Bearer Token'), CommandId.copyBearerToken, row.id),
  );
}

async function wantsNewToken(name: string, minutes: number): Promise<boolean> {
  const getNew = t('Get a New Token');
  const answer = await vscode.window.showWarningMessage(
    forNotification(t('The token of {0} is still valid for {1} min.', name, minutes)),
    { modal: true, detail: t('A new one ends its session: copies already pasted stop working.') },
    getNew,
  );
  return answer === getNew;
}
