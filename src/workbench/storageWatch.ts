// Holds what is shown against the secret storage: after the start, at each hint that it changed, and with the focus.
import { t } from '@vscode/l10n';
import type { ActiveProfile } from '../profiles/activeProfile.ts';
import type { Log } from '../profiles/log.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import type { Roster } from '../profiles/roster.ts';
import type { SecretStore } from '../profiles/storage.ts';
import { parseKey } from '../profiles/storedKeys.ts';
import type { TokenStore } from '../tokens/tokenStore.ts';
import { Disposable } from './disposable.ts';
import { notify, showLogAction } from './notify.ts';
import type { WindowFocus } from './windowFocus.ts';

interface Parts {
  readonly secrets: SecretStore;
  readonly roster: Roster;
  readonly profiles: ProfileStore;
  readonly tokenStore: TokenStore;
  readonly active: ActiveProfile;
  readonly focus: WindowFocus;
  readonly log: Log;
}

/** Keeps roster and secrets together. After the start it reads the active profile's token and no other secret. */
export class StorageWatch extends Disposable {
  readonly #parts: Parts;
  readonly #toldAside = new Set<string>();

  constructor(parts: Parts) {
    super();
    this.#parts = parts;
    this.register(
      parts.secrets.onDidChange(({ key }) => {
        void this.#quietly(async () => this.#follow(key));
      }),
    );
    this.register(
      parts.focus.onDidChange(() => {
        if (parts.focus.isFocused()) void this.#quietly(async () => this.#reconcile());
      }),
    );
    void this.#quietly(async () => {
      await this.#reconcile();
      const row = parts.active.get();
      if (row?.token !== undefined) await parts.tokenStore.read(row.id);
      await parts.profiles.pruneMarks();
    });
  }

  /** A hint may come late or twice, or not at all in the window that wrote: what is stored decides. */
  async #follow(key: string): Promise<void> {
    const { profiles, tokenStore } = this.#parts;
    const entry = parseKey(key);
    if (entry === undefined) return;
    if (entry.kind === 'token') {
      await tokenStore.read(entry.id);
      await this.#agree(entry.id);
    } else await profiles.follow(entry.id, entry.kind === 'deleted');
    this.#tellAside();
  }

  async #reconcile(): Promise<void> {
    await this.#parts.profiles.reconcile();
    await this.#parts.tokenStore.reconcile();
    for (const { id } of this.#parts.roster.rows()) await this.#agree(id);
    this.#tellAside();
  }

  /** A token of another credential than the row's says that the row is old, or the token: the profile decides. */
  async #agree(id: string): Promise<void> {
    const row = this.#parts.roster.row(id);
    if (row?.token !== undefined && row.token.credential !== row.credentialId) {
      await this.#parts.profiles.read(id);
    }
  }

  /** Each entry is told of once; the view says for as long as it is there that there is one. */
  #tellAside(): void {
    const news = this.#parts.profiles.aside().filter(id => !this.#toldAside.has(id));
    if (news.length === 0) return;
    for (const id of news) {
      this.#toldAside.add(id);
      const trouble = this.#parts.profiles.troubleOf(id) ?? 'unreadable';
      this.#parts.log.warn(`storage: the entry profile:${id} is ${trouble}; it is left as it is`);
    }
    notify('warning', asideWords(news.length), showLogAction());
  }

  /** A locked keyring is no reason to disturb: commands tell of it when they need the secret. */
  async #quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#parts.log.warn(
        `storage: the secret storage could not be read (${error instanceof Error ? error.name : 'unknown'})`,
      );
    }
  }
}

/** What is said of so many entries that can't be read. */
export function asideWords(count: number): string {
  return count === 1
    ? t('One stored credential profile can’t be read. It is left as it is.')
    : t('{0} stored credential profiles can’t be read. They are left as they are.', count);
}
