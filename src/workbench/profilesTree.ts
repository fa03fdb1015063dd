// The view Credential Profiles: both environments, their profiles, and what is known of each (product, section 3).
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { environmentName } from '../explanations/words.ts';
import type { TokenState } from '../tokens/tokenState.ts';
import { CommandId, DETAIL_ITEM, PROFILE_ITEM } from '../ids.ts';
import type { RosterRow } from '../profiles/profile.ts';
import { ENVIRONMENTS, type Environment } from '../ringcentral/environment.ts';
import { Countdown } from './countdown.ts';
import { expiryMark } from './dates.ts';
import { Disposable } from './disposable.ts';
import type { DetailNode } from './profileNodes.ts';
import { stateOf, type Services } from './services.ts';
import { rowWords, stateIcon } from './stateWords.ts';
import { asideWords } from './storageWatch.ts';

/** A row of the view. */
export type TreeNode =
  | { readonly kind: 'group'; readonly environment: Environment }
  | { readonly kind: 'profile'; readonly profileId: string }
  | DetailNode;

type TreeServices = Pick<
  Services,
  'roster' | 'profiles' | 'activities' | 'active' | 'servers' | 'settings' | 'clock'
>;

/** Draws the view from the roster; no secret is read for it. */
export class ProfilesTree extends Disposable implements vscode.TreeDataProvider<TreeNode> {
  readonly #services: TreeServices;
  readonly #changed = this.register(new vscode.EventEmitter<TreeNode | undefined>());
  readonly #groups = new Map<Environment, TreeNode>();
  readonly #profiles = new Map<string, TreeNode>();
  readonly #countdown: Countdown;
  /** What was drawn last, by profile, so that a tick redraws only what it changes. */
  readonly #drawn = new Map<string, string>();
  #isVisible = false;
  #listed: string;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(services: TreeServices) {
    super();
    this.#services = services;
    this.#listed = this.#listing();
    this.#countdown = this.register(
      new Countdown(services.clock, () => {
        this.#tick();
      }),
    );
    this.register(
      services.roster.onDidChange(ids => {
        this.#redraw(ids);
      }),
    );
    this.register(
      services.activities.onDidChange(id => {
        this.#redraw([id]);
      }),
    );
    this.register(
      services.active.onDidChange(() => {
        this.#redraw([...this.#drawn.keys()]);
      }),
    );
    this.register(
      services.settings.onDidChange(() => {
        this.#changed.fire(undefined);
      }),
    );
  }

  /** Counts the minutes while the view is visible, and not otherwise; says above the rows what can't be a row. */
  follow(view: Pick<vscode.TreeView<TreeNode>, 'visible' | 'onDidChangeVisibility' | 'message'>): void {
    const say = (): void => {
      const { profiles, roster } = this.#services;
      const aside = profiles.aside().length;
      // Without a row the view shows its welcome, which a message would hide.
      const message = aside === 0 || roster.rows().length === 0 ? '' : asideWords(aside);
      if ((view.message ?? '') !== message) view.message = message;
    };
    this.register(this.#services.roster.onDidChange(say));
    say();
    this.register(
      view.onDidChangeVisibility(({ visible }) => {
        this.#isVisible = visible;
        this.#tick();
      }),
    );
    this.#isVisible = view.visible;
    this.#tick();
  }

  getChildren(node?: TreeNode): TreeNode[] | Promise<TreeNode[]> {
    if (node === undefined) {
      return this.#services.roster.rows().length === 0
        ? []
        : ENVIRONMENTS.map(environment => this.#groupNode(environment));
    }
    switch (node.kind) {
      case 'group':
        return this.#services.roster.rowsOf(node.environment).map(row => this.#profileNode(row.id));
      case 'profile':
        return this.#detailsOf(node.profileId);
      case 'detail':
        return [...node.children];
    }
  }

  getParent(node: TreeNode): TreeNode | undefined {
    const row = node.kind === 'profile' ? this.#services.roster.row(node.profileId) : undefined;
    return row && this.#groupNode(row.environment);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    switch (node.kind) {
      case 'group':
        return this.#groupItem(node.environment);
      case 'profile': {
        const row = this.#services.roster.row(node.profileId);
        return row === undefined ? new vscode.TreeItem('') : this.#profileItem(row);
      }
      case 'detail':
        return detailItem(node);
    }
  }

  /** What makes these rows is loaded when a profile is first unfolded. */
  async #detailsOf(profileId: string): Promise<TreeNode[]> {
    const { detailsOf } = await import('./profileNodes.ts');
    const { roster, servers, profiles, clock } = this.#services;
    const row = roster.row(profileId);
    if (row === undefined) return [];
    return detailsOf(row, {
      address: servers.addressOf(row),
      trouble: profiles.troubleOf(profileId),
      now: clock.now(),
    });
  }

  #groupItem(environment: Environment): vscode.TreeItem {
    const count = this.#services.roster.rowsOf(environment).length;
    const item = new vscode.TreeItem(environmentName(environment), vscode.TreeItemCollapsibleState.Expanded);
    item.id = environment;
    item.description = String(count);
    item.tooltip =
      environment === 'production'
        ? t('Profiles for production, where real calls and messages are made.')
        : t('Profiles for the sandbox. RingCentral calls it legacy: it may stop working.');
    item.contextValue = `group.${environment}`;
    item.accessibilityInformation = {
      label:
        count === 1
          ? t('{0}, 1 profile', environmentName(environment))
          : t('{0}, {1} profiles', environmentName(environment), count),
    };
    return item;
  }

  #profileItem(row: RosterRow): vscode.TreeItem {
    const now = this.#services.clock.now();
    const state = stateOf(this.#services, row);
    const isActive = this.#services.active.get()?.id === row.id;
    const words = wordsOf(state, row, now);
    const icon = stateIcon(state, now);
    const item = new vscode.TreeItem(row.name, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = row.id;
    item.description = `${isActive ? '✓ ' : ''}${words.join(' · ')}`;
    item.iconPath = new vscode.ThemeIcon(
      icon.name,
      icon.color === undefined ? undefined : new vscode.ThemeColor(icon.color),
    );
    item.contextValue = `${PROFILE_ITEM}.${state.kind}`;
    item.tooltip = [
      `${row.name} · ${environmentName(row.environment)}${isActive ? ` · ${t('active')}` : ''}`,
      ...words,
      this.#services.servers.addressOf(row) ?? '',
    ]
      .filter(line => line !== '')
      .join('\n');
    item.accessibilityInformation = {
      label: [row.name, environmentName(row.environment), ...(isActive ? [t('active')] : []), ...words].join(
        ', ',
      ),
    };
    this.#drawn.set(row.id, words.join());
    return item;
  }

  /** Redraws the rows of these profiles, or the whole view when profiles came, went, or changed their place. */
  #redraw(ids: readonly string[]): void {
    const listed = this.#listing();
    if (listed !== this.#listed) {
      this.#listed = listed;
      this.#changed.fire(undefined);
    } else {
      for (const id of ids) this.#changed.fire(this.#profileNode(id));
    }
    this.#count();
  }

  #tick(): void {
    const { roster, clock } = this.#services;
    for (const [id, drawn] of this.#drawn) {
      const row = roster.row(id);
      if (row === undefined) this.#drawn.delete(id);
      else if (wordsOf(stateOf(this.#services, row), row, clock.now()).join() !== drawn) {
        this.#changed.fire(this.#profileNode(id));
      }
    }
    this.#count();
  }

  #count(): void {
    const rows = this.#isVisible ? this.#services.roster.rows() : [];
    const now = this.#services.clock.now();
    const marked = rows.filter(row => expiryMark(row.jwtExpiresAt, now) !== undefined);
    const jwtEnds = marked.flatMap(({ jwtExpiresAt }) =>
      typeof jwtExpiresAt === 'number' ? [jwtExpiresAt] : [],
    );
    this.#countdown.countTowards([...rows.flatMap(row => row.token?.expiresAt ?? []), ...jwtEnds]);
  }

  /** Which profiles stand where. */
  #listing(): string {
    return JSON.stringify(
      ENVIRONMENTS.map(environment => this.#services.roster.rowsOf(environment).map(row => row.id)),
    );
  }

  #groupNode(environment: Environment): TreeNode {
    return remembered(this.#groups, environment, () => ({ kind: 'group', environment }));
  }

  #profileNode(profileId: string): TreeNode {
    return remembered(this.#profiles, profileId, () => ({ kind: 'profile', profileId }));
  }
}

/** What a row says of its token and, where it ends soon, of its JWT. */
function wordsOf(state: TokenState, row: RosterRow, now: number): string[] {
  const mark = expiryMark(row.jwtExpiresAt, now);
  return [rowWords(state, row, now), ...(mark === undefined ? [] : [mark])];
}

function detailItem(node: DetailNode): vscode.TreeItem {
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

/** The view knows its rows by identity, so each thing has one node. */
function remembered<Key>(nodes: Map<Key, TreeNode>, key: Key, make: () => TreeNode): TreeNode {
  const node = nodes.get(key) ?? make();
  nodes.set(key, node);
  return node;
}
