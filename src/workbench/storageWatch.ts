// Holds what is shown against the secret storage: once after the start, and at each hint that it changed.
import { t } from '@vscode/l10n';
import type { ActiveProfile } from '../profiles/activeProfile.ts';
import type { Log } from '../profiles/log.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import type { Roster } from '../profiles/roster.ts';
import type { SecretStore } from '../profiles/storage.ts';
import { TokenStore } from '../tokens/tokenStore.ts';
import { Disposable } from './disposable.ts';
import { notify, showLogAction } from './notify.ts';

interface Parts {
  readonly secrets: SecretStore;
  readonly roster: Roster;
  readonly profiles: ProfileStore;
  readonly tokenStore: TokenStore;
  readonly active: ActiveProfile;
  readonly log: Log;
}

/** Keeps roster and secrets together. After the start it reads the active profile's token and no other secret. */
export class StorageWatch extends Disposable {
  readonly #parts: Parts;
  readonly #toldUnreadable = new Set<string>();

  constructor(parts: Parts) {
    super();
    this.#parts = parts;
    this.register(
      parts.secrets.onDidChange(({ key }) => {
        void this.#quietly(async () => this.#follow(key));
      }),
    );
    void this.#quietly(async () => {
      await this.#reconcile();
      const row = parts.active.get();
      if (row?.token !== undefined) await parts.tokenStore.read(row.id);
    });
  }

  /** A hint may come late or twice, or not at all: what is stored decides. */
  async #follow(key: string): Promise<void> {
    const tokenOf = TokenStore.profileOf(key);
    if (tokenOf === undefined) await this.#reconcile();
    else await this.#parts.tokenStore.read(tokenOf);
    // The shared memento may hold the other window's row already; then nothing was written here, and nothing drawn.
    this.#parts.roster.touch(key.slice(key.indexOf(':') + 1));
  }

  async #reconcile(): Promise<void> {
    const unreadable = await this.#parts.profiles.reconcile();
    await this.#parts.tokenStore.reconcile();
    const news = unreadable.filter(id => !this.#toldUnreadable.has(id));
    if (news.length === 0) return;
    for (const id of news) {
      this.#toldUnreadable.add(id);
      this.#parts.log.warn(`storage: the entry profile:${id} can't be read; it is left as it is`);
    }
    const message =
      news.length === 1
        ? t('One stored credential profile can’t be read. It is left as it is.')
        : t('{0} stored credential profiles can’t be read. They are left as they are.', news.length);
    notify('warning', message, showLogAction());
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
