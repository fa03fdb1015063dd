// Which profile a command works on: the one it was called with, else the active one, else the one the user picks.
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { environmentName } from '../../explanations/words.ts';
import { CommandId } from '../../ids.ts';
import type { RosterRow } from '../../profiles/profile.ts';
import { ENVIRONMENTS } from '../../ringcentral/environment.ts';
import { commandAction, notify } from '../notify.ts';
import { forIconLabel } from '../plainLabels.ts';
import { stateOf, type Services } from '../services.ts';
import { rowWords, stateIcon } from '../stateWords.ts';

/** A row of the tree, or a profile's id: what a menu or a keybinding passes on. */
const ArgumentSchema = v.union([
  v.pipe(
    v.object({ profileId: v.string() }),
    v.transform(node => node.profileId),
  ),
  v.string(),
]);

/**
 * The profile to work on; undefined when the user left, or it is not there (then that has been said).
 * @param argument what the command was called with
 */
export async function profileFor(services: Services, argument: unknown): Promise<RosterRow | undefined> {
  if (v.is(ArgumentSchema, argument)) {
    const row = namedProfile(services, argument);
    // Never another one instead: what a button does, it does to the profile that it speaks of.
    if (row === undefined) notify('warning', t('This profile is no longer there.'));
    return row;
  }
  return services.active.get() ?? pickProfile(services, t('Which profile?'));
}

/** The profile that a command was called with, if it was and the profile is known. */
export function namedProfile({ roster }: Services, argument: unknown): RosterRow | undefined {
  const named = v.safeParse(ArgumentSchema, argument);
  return named.success ? roster.row(named.output) : undefined;
}

/** Lets the user pick a profile; without any, offers to add one. */
export async function pickProfile(services: Services, placeHolder: string): Promise<RosterRow | undefined> {
  if (services.roster.rows().length === 0) {
    offerToAdd();
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(itemsOf(services), {
    title: t('RingCentral JWT'),
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.row;
}

interface ProfileItem extends vscode.QuickPickItem {
  readonly row?: RosterRow;
}

function itemsOf(services: Services): ProfileItem[] {
  const now = services.clock.now();
  const active = services.active.get();
  return ENVIRONMENTS.flatMap(environment => {
    const items = services.roster.rowsOf(environment).map(row => {
      const state = stateOf(services, row);
      return {
        label: `$(${stateIcon(state, now).name}) ${forIconLabel(row.name)}`,
        description: forIconLabel(`${row.id === active?.id ? '✓ ' : ''}${rowWords(state, now)}`),
        detail: forIconLabel(`${environmentName(environment)} · ${row.clientId}`),
        row,
      };
    });
    const separator = { label: environmentName(environment), kind: vscode.QuickPickItemKind.Separator };
    return items.length === 0 ? [] : [separator, ...items];
  });
}

function offerToAdd(): void {
  notify(
    'info',
    t('There is no RingCentral credential profile yet.'),
    commandAction(t('Add Credential Profile…'), CommandId.addProfile),
  );
}
