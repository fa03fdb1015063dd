// The status bar item: the active profile and what is left of its token (product, section 7).
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { environmentName } from '../explanations/words.ts';
import { CommandId } from '../ids.ts';
import type { RosterRow } from '../profiles/profile.ts';
import { minutesLeft } from '../tokens/accessToken.ts';
import { usedToken, type TokenState } from '../tokens/tokenState.ts';
import { Countdown } from './countdown.ts';
import { exactTime, expiryMark, localTime } from './dates.ts';
import { Disposable } from './disposable.ts';
import { forIconLabel, withoutAutolinks } from './plainLabels.ts';
import { penaltyLeft, stateOf, waitOf, type Services } from './services.ts';
import { FEW_MINUTES, stateIcon, statusBarWords, waitWords } from './stateWords.ts';

type StatusBarServices = Pick<
  Services,
  | 'roster'
  | 'profiles'
  | 'activities'
  | 'active'
  | 'owners'
  | 'penalties'
  | 'servers'
  | 'settings'
  | 'clock'
  | 'focus'
>;

/** The part of VS Code's item that is used. */
type StatusBarItem = Pick<
  vscode.StatusBarItem,
  | 'name'
  | 'text'
  | 'tooltip'
  | 'accessibilityInformation'
  | 'backgroundColor'
  | 'command'
  | 'show'
  | 'hide'
  | 'dispose'
>;

/** One item, hidden while there is no profile. */
export class StatusBar extends Disposable {
  readonly #services: StatusBarServices;
  readonly #item: StatusBarItem;
  readonly #countdown: Countdown;
  #drawn = '';

  constructor(services: StatusBarServices, item: StatusBarItem) {
    super();
    this.#services = services;
    this.#item = this.register(item);
    item.name = t('RingCentral Access Token');
    const draw = (): void => {
      this.#draw();
    };
    this.#countdown = this.register(new Countdown(services.clock, draw));
    this.register(services.roster.onDidChange(draw));
    this.register(services.activities.onDidChange(draw));
    this.register(services.active.onDidChange(draw));
    this.register(services.owners.onDidChange(draw));
    this.register(services.penalties.onDidChange(draw));
    this.register(services.settings.onDidChange(draw));
    this.register(services.focus.onDidChange(draw));
    this.#draw();
  }

  #draw(): void {
    const { roster, active, settings } = this.#services;
    if (!settings.statusBarEnabled() || roster.rows().length === 0) {
      this.#countdown.countTowards([]);
      this.#item.hide();
      return;
    }
    const row = active.get();
    if (row === undefined) this.#drawChoice();
    else this.#drawProfile(row);
    this.#item.show();
  }

  #drawChoice(): void {
    this.#countdown.countTowards([]);
    this.#write({
      text: `$(key) ${t('Select profile')}`,
      tooltip: new vscode.MarkdownString(t('RingCentral: no credential profile is active.')),
      label: t('RingCentral: select a credential profile'),
      background: undefined,
      command: CommandId.selectProfile,
    });
  }

  #drawProfile(row: RosterRow): void {
    const { clock, focus } = this.#services;
    const state = stateOf(this.#services, row);
    const now = clock.now();
    const focused = focus.isFocused();
    const wait = waitOf(this.#services, row, state);
    const words = [statusBarWords(state, now, focused), waitWords(wait, focused)]
      .filter(part => part !== undefined)
      .join(' · ');
    const environment = environmentName(row.environment).toLowerCase();
    this.#write({
      text: `$(${stateIcon(state, now).name}) ${forIconLabel(row.name)} · ${environment} · ${words}`,
      tooltip: this.#tooltip(row, state, now),
      label: t('RingCentral: {0}, {1}, {2}', row.name, environment, words),
      background: backgroundOf(state, now),
      command: state.kind === 'failed' ? explainCommand(row) : CommandId.showActions,
    });
    // In any state: the tooltip tells of the token too.
    this.#countdown.countTowards(
      [...(row.token === undefined ? [] : [row.token.expiresAt]), now + wait],
      focused,
    );
  }

  /** The item is touched only when something about it changes. */
  #write(drawing: {
    text: string;
    tooltip: vscode.MarkdownString;
    label: string;
    background: string | undefined;
    command: string | vscode.Command;
  }): void {
    const drawn = JSON.stringify({ ...drawing, tooltip: drawing.tooltip.value });
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#item.text = drawing.text;
    this.#item.tooltip = drawing.tooltip;
    this.#item.accessibilityInformation = { label: drawing.label, role: 'button' };
    this.#item.backgroundColor =
      drawing.background === undefined ? undefined : new vscode.ThemeColor(drawing.background);
    this.#item.command = drawing.command;
  }

  #tooltip(row: RosterRow, state: TokenState, now: number): vscode.MarkdownString {
    const tooltip = new vscode.MarkdownString('', true);
    tooltip.isTrusted = {
      enabledCommands: [
        CommandId.copyBearerToken,
        CommandId.getToken,
        CommandId.showActions,
        CommandId.explainLastFailure,
      ],
    };
    const line = (label: string, value: string): void => {
      tooltip.appendMarkdown(`\n\n${label}: `).appendText(withoutAutolinks(value));
    };
    tooltip.appendMarkdown('**').appendText(withoutAutolinks(row.name)).appendMarkdown('** ');
    tooltip.appendText(`· ${environmentName(row.environment)}`);
    line(t('Server'), this.#services.servers.addressOf(row) ?? t('not set'));
    line(t('Owner'), this.#services.owners.nameOf(row) ?? row.ownerId ?? t('unknown'));
    const mark = expiryMark(row.jwtExpiresAt, now);
    if (mark !== undefined) tooltip.appendMarkdown('\n\n$(warning) ').appendText(mark);
    if (state.kind === 'failed' && state.words !== undefined) line(t('Failed'), state.words.headline);
    const penalty = penaltyLeft(this.#services, row);
    if (penalty > 0) {
      line(t('Rate limit'), t('nothing is sent to RingCentral until {0}', exactTime(now + penalty)));
    }
    const token = usedToken(row, this.#services.servers.addressOf(row));
    if (token !== undefined) {
      line(t('Token'), tokenWords(token.expiresAt, now));
      line(t('Scopes'), token.scopes.join(', '));
    }
    tooltip.appendMarkdown('\n\n---\n\n');
    const explain: [string, string, string] = [
      'question',
      t('Explain'),
      `${CommandId.explainLastFailure}?${encodeURIComponent(JSON.stringify([row.id]))}`,
    ];
    const links: [string, string, string][] = [
      ...(state.kind === 'failed' ? [explain] : []),
      ['copy', t('Copy Bearer Token'), CommandId.copyBearerToken],
      ['sync', t('Get Access Token'), CommandId.getToken],
      ['ellipsis', t('More'), CommandId.showActions],
    ];
    tooltip.appendMarkdown(
      links.map(([icon, title, command]) => `[$(${icon}) ${title}](command:${command})`).join(' · '),
    );
    return tooltip;
  }
}

/** A click on a failure opens its explanation. */
function explainCommand({ id }: RosterRow): vscode.Command {
  return { title: t('Explain Last Failure'), command: CommandId.explainLastFailure, arguments: [id] };
}

function tokenWords(expiresAt: number, now: number): string {
  return expiresAt > now
    ? t('until {0} ({1} min left)', localTime(expiresAt), minutesLeft(expiresAt, now))
    : t('expired at {0}', localTime(expiresAt));
}

function backgroundOf(state: TokenState, now: number): string | undefined {
  if (state.kind === 'failed') return 'statusBarItem.errorBackground';
  return state.kind === 'live' && minutesLeft(state.expiresAt, now) < FEW_MINUTES
    ? 'statusBarItem.warningBackground'
    : undefined;
}
