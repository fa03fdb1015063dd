// The rows of the view as VS Code wants them: label, description, icon, tooltip, and what a screen reader says.
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { environmentName } from '../explanations/words.ts';
import { CommandId, DETAIL_ITEM, PROFILE_ITEM } from '../ids.ts';
import type { RosterRow } from '../profiles/profile.ts';
import type { Environment } from '../ringcentral/environment.ts';
import type { ExchangeFailure } from '../tokens/tokenFailure.ts';
import type { TokenState } from '../tokens/tokenState.ts';
import { expiryMark } from './dates.ts';
import type { DetailNode } from './profileNodes.ts';
import { rowWords, stateIcon } from './stateWords.ts';

/** An environment with the number of its profiles. */
export function groupItem(environment: Environment, count: number): vscode.TreeItem {
  const name = environmentName(environment);
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = environment;
  item.description = String(count);
  item.tooltip =
    environment === 'production'
      ? t('Profiles for production, where real calls and messages are made.')
      : t('Profiles for the sandbox. RingCentral calls it legacy: it may stop working.');
  item.contextValue = `group.${environment}`;
  item.accessibilityInformation = {
    label: count === 1 ? t('{0}, 1 profile', name) : t('{0}, {1} profiles', name, count),
  };
  return item;
}

/** What a profile's row is drawn from. */
export interface ProfileDrawing {
  readonly state: TokenState;
  /** How long RingCentral's penalty is waited for; undefined where none is. */
  readonly wait: string | undefined;
  readonly isActive: boolean;
  /** The server's URL, if there is a usable one. */
  readonly address: string | undefined;
  /** In ms. */
  readonly now: number;
}

/** A profile, with the state of its token. */
export function profileItem(row: RosterRow, drawing: ProfileDrawing): vscode.TreeItem {
  const { state, isActive, address, now } = drawing;
  const words = profileWords(drawing, row);
  const icon = stateIcon(state, now);
  const environment = environmentName(row.environment);
  const active = isActive ? [t('active')] : [];
  const item = new vscode.TreeItem(row.name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = row.id;
  item.description = `${isActive ? '✓ ' : ''}${words.join(' · ')}`;
  item.iconPath = new vscode.ThemeIcon(
    icon.name,
    icon.color === undefined ? undefined : new vscode.ThemeColor(icon.color),
  );
  item.contextValue = `${PROFILE_ITEM}.${state.kind}`;
  item.tooltip = [
    [row.name, environment, ...active].join(' · '),
    ...words,
    ...(address === undefined ? [] : [address]),
  ].join('\n');
  item.accessibilityInformation = { label: [row.name, environment, ...active, ...words].join(', ') };
  return item;
}

/** What a row says of its token, of a penalty that runs and, where it ends soon, of its JWT. */
export function profileWords(
  { state, wait, now }: Pick<ProfileDrawing, 'state' | 'wait' | 'now'>,
  row: RosterRow,
): string[] {
  const mark = expiryMark(row.jwtExpiresAt, now);
  // Where the limit is what failed, the wait is the reason in short: a row has little room.
  const own =
    wait !== undefined && state.kind === 'failed' && isOverLimit(state.failure)
      ? [t('failed: {0}', wait)]
      : [rowWords(state, now), wait];
  return [...own, mark].filter(words => words !== undefined);
}

function isOverLimit(failure: ExchangeFailure): boolean {
  return failure.kind === 'penalty' || (failure.kind === 'refused' && failure.status === 429);
}

/** A fact of a profile. */
export function detailItem(node: DetailNode): vscode.TreeItem {
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(node.label, node.children.length === 0 ? None : Collapsed);
  item.id = node.id;
  item.description = node.value;
  item.tooltip = node.tooltip;
  item.contextValue = `${DETAIL_ITEM}.${node.key}`;
  if (node.asksForSecrets) {
    item.command = {
      command: CommandId.editProfile,
      title: t('Paste JWT Again'),
      arguments: [node.profileId],
    };
  }
  item.iconPath = new vscode.ThemeIcon(node.icon);
  item.accessibilityInformation = { label: node.value === '' ? node.label : `${node.label}: ${node.value}` };
  return item;
}
