// The view Credential Profiles: both environments, their profiles, and what is known of each (product, section 3).
import * as vscode from 'vscode';
import { minutesLeft } from '../tokens/accessToken.ts';
import type { RosterRow } from '../profiles/profile.ts';
import { ENVIRONMENTS, type Environment } from '../ringcentral/environment.ts';
import { Countdown } from './countdown.ts';
import { expiryMark, markAppearsAt } from './dates.ts';
import { Disposable } from './disposable.ts';
import type { DetailNode } from './profileNodes.ts';
import { stateOf, waitOf, type Services } from './services.ts';
import { waitWords } from './stateWords.ts';
import { asideWords } from './storageWatch.ts';
import { detailItem, groupItem, profileItem, profileWords, type ProfileDrawing } from './treeItems.ts';

/** A row of the view. */
export type TreeNode =
  | { readonly kind: 'group'; readonly environment: Environment }
  | { readonly kind: 'profile'; readonly profileId: string }
  | DetailNode;

type TreeServices = Pick<
  Services,
  | 'roster'
  | 'profiles'
  | 'activities'
  | 'owners'
  | 'active'
  | 'penalties'
  | 'servers'
  | 'settings'
  | 'clock'
  | 'focus'
>;

/** Draws the view from the roster; no secret is read for it. */
export class ProfilesTree extends Disposable implements vscode.TreeDataProvider<TreeNode> {
  readonly #services: TreeServices;
  readonly #changed = this.register(new vscode.EventEmitter<TreeNode | undefined>());
  readonly #groups = new Map<Environment, TreeNode>();
  readonly #profiles = new Map<string, TreeNode>();
  readonly #countdown: Countdown;
  /** Of the penalties, which are counted in seconds. */
  readonly #waits: Countdown;
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
    this.#waits = this.register(
      new Countdown(services.clock, () => {
        this.#tick();
      }),
    );
    this.register(
      services.penalties.onDidChange(() => {
        this.#tick();
      }),
    );
    this.register(
      services.focus.onDidChange(() => {
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
      services.owners.onDidChange(() => {
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
        return groupItem(node.environment, this.#services.roster.rowsOf(node.environment).length);
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
    const { roster, servers, profiles, owners, clock } = this.#services;
    const row = roster.row(profileId);
    if (row === undefined) return [];
    return detailsOf(row, {
      address: servers.addressOf(row),
      trouble: profiles.troubleOf(profileId),
      owner: owners.nameOf(row),
      now: clock.now(),
    });
  }

  #profileItem(row: RosterRow): vscode.TreeItem {
    this.#drawn.set(row.id, this.#drawnOf(row));
    return profileItem(row, this.#drawingOf(row));
  }

  #drawingOf(row: RosterRow): ProfileDrawing {
    const { servers, active, clock, focus } = this.#services;
    const state = stateOf(this.#services, row);
    const wait = waitWords(waitOf(this.#services, row, state), focus.isFocused());
    const isActive = active.get()?.id === row.id;
    return { state, wait, isActive, address: servers.addressOf(row), now: clock.now() };
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
    const { roster } = this.#services;
    for (const [id, drawn] of this.#drawn) {
      const row = roster.row(id);
      if (row === undefined) this.#drawn.delete(id);
      else if (this.#drawnOf(row) !== drawn) this.#changed.fire(this.#profileNode(id));
    }
    this.#count();
  }

  /** What is to be seen of a profile: its row's words, and the minutes in the rows below it. */
  #drawnOf(row: RosterRow): string {
    const drawing = this.#drawingOf(row);
    const words = profileWords(drawing, row);
    const minutes = row.token === undefined ? [] : [minutesLeft(row.token.expiresAt, drawing.now)];
    return [...words, ...minutes].join();
  }

  #count(): void {
    const rows = this.#isVisible ? this.#services.roster.rows() : [];
    const now = this.#services.clock.now();
    const marked = rows.filter(row => expiryMark(row.jwtExpiresAt, now) !== undefined);
    const jwtEnds = marked.flatMap(({ jwtExpiresAt }) =>
      typeof jwtExpiresAt === 'number' ? [jwtExpiresAt] : [],
    );
    const marks = rows.flatMap(({ jwtExpiresAt }) =>
      typeof jwtExpiresAt === 'number' ? [markAppearsAt(jwtExpiresAt)] : [],
    );
    const expiries = [...rows.flatMap(row => row.token?.expiresAt ?? []), ...jwtEnds];
    this.#countdown.countTowards(expiries, false, marks);
    const waits = rows.map(row => waitOf(this.#services, row, stateOf(this.#services, row)));
    this.#waits.countTowards(
      waits.map(wait => now + wait),
      this.#services.focus.isFocused(),
    );
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

/** The view knows its rows by identity, so each thing has one node. */
function remembered<Key>(nodes: Map<Key, TreeNode>, key: Key, make: () => TreeNode): TreeNode {
  const node = nodes.get(key) ?? make();
  nodes.set(key, node);
  return node;
}
