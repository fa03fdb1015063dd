// The inner rooms of one window, put together as extension.ts does it, over storage that the test gives.
import { ActiveProfile } from '../../src/profiles/activeProfile.ts';
import { DeletionMarks } from '../../src/profiles/deletionMarks.ts';
import { GuardedSecrets } from '../../src/profiles/guardedSecrets.ts';
import { LiveSecrets } from '../../src/profiles/liveSecrets.ts';
import { ProfileStore } from '../../src/profiles/profileStore.ts';
import { Roster } from '../../src/profiles/roster.ts';
import type { Memento, SecretStore } from '../../src/profiles/storage.ts';
import { Activities } from '../../src/tokens/activities.ts';
import { ProfileChanges } from '../../src/tokens/profileChanges.ts';
import { removeEverything, type OpenSession } from '../../src/tokens/removeEverything.ts';
import type { Moment } from '../../src/tokens/moment.ts';
import { Penalties } from '../../src/tokens/penalties.ts';
import { RequestBudget, type LedgerFiles } from '../../src/tokens/requestBudget.ts';
import { SessionEnder } from '../../src/tokens/sessionEnder.ts';
import type { LoadTokenEndpoint, TokenPolicy } from '../../src/tokens/tokenPolicy.ts';
import { TokenService } from '../../src/tokens/tokenService.ts';
import { TokenStore } from '../../src/tokens/tokenStore.ts';
import { NO_LOCK, type SharedLock } from '../../src/tokens/turns.ts';
import { MemoryMemento } from './memoryStorage.ts';

export interface RoomsOptions<Secrets extends SecretStore> {
  readonly secrets: Secrets;
  readonly globalState?: Memento;
  readonly workspaceState?: Memento;
  readonly lock?: SharedLock;
  readonly endpoint?: LoadTokenEndpoint;
  /** In ms. */
  readonly now: () => number;
  /** In ms; goes with `now` unless it is given. */
  readonly uptime?: () => number;
  /** Undefined where windows can't share a ledger. */
  readonly files?: LedgerFiles;
  /** The limit of a request, in ms; 5000 when absent. */
  readonly timeoutMs?: () => number;
  readonly serverFor: TokenPolicy['serverFor'];
}

/** Everything below the workbench. */
export class Rooms<Secrets extends SecretStore> {
  readonly secrets: Secrets;
  readonly liveSecrets = new LiveSecrets();
  readonly globalState: Memento;
  readonly roster: Roster;
  readonly marks: DeletionMarks;
  readonly profiles: ProfileStore;
  readonly active: ActiveProfile;
  readonly tokenStore: TokenStore;
  readonly penalties: Penalties;
  readonly budget: RequestBudget;
  /** Why requests are counted in this window only, each time that this was told. */
  readonly alone: (string | undefined)[] = [];
  readonly sessions: SessionEnder;
  readonly activities = new Activities();
  readonly tokens: TokenService;
  readonly changes: ProfileChanges;
  readonly #now: () => number;
  /** The lines of the log, as they were written. */
  readonly logged: string[] = [];
  readonly log = {
    info: (line: string): number => this.logged.push(line),
    warn: (line: string): number => this.logged.push(line),
  };

  constructor(options: RoomsOptions<Secrets>) {
    const { now, lock = NO_LOCK, workspaceState = new MemoryMemento() } = options;
    const secrets = new GuardedSecrets(options.secrets, this.liveSecrets);
    const { log, activities } = this;
    const endpoint =
      options.endpoint ??
      (async (): ReturnType<LoadTokenEndpoint> => import('../../src/ringcentral/tokenEndpoint.ts'));
    const policy: TokenPolicy = {
      serverFor: options.serverFor,
      ttlSeconds: () => 3600,
      httpOptions: () => ({ timeoutMs: options.timeoutMs?.() ?? 5000, userAgent: 'Test/1.0', now }),
    };
    this.secrets = options.secrets;
    this.#now = now;
    this.globalState = options.globalState ?? new MemoryMemento();
    const roster = (this.roster = new Roster(this.globalState));
    this.marks = new DeletionMarks(secrets, now);
    const profiles = (this.profiles = new ProfileStore(secrets, roster, this.marks));
    const active = (this.active = new ActiveProfile(workspaceState, this.globalState, roster));
    const tokenStore = (this.tokenStore = new TokenStore(secrets, roster));
    const { uptime = now, files } = options;
    const moment = (): Moment => ({ at: now(), up: uptime() });
    const penalties = (this.penalties = new Penalties(moment));
    const onAlone = (reason: string | undefined): number => this.alone.push(reason);
    const budget = (this.budget = new RequestBudget({ now: moment, files, lock, penalties, onAlone }));
    const sessions = (this.sessions = new SessionEnder({ budget, policy, endpoint, log }));
    const tokens = (this.tokens = new TokenService({
      profiles,
      tokens: tokenStore,
      sessions,
      budget,
      policy,
      endpoint,
      activities,
      lock,
      log,
    }));
    this.changes = new ProfileChanges({
      profiles,
      active,
      tokenStore,
      tokens,
      sessions,
      activities,
      lock,
      log,
    });
  }

  /** As the command *Remove All Stored Data…* does it. */
  async removeEverything(): Promise<OpenSession[]> {
    const forget = async (): Promise<void> => this.roster.clear();
    const { secrets, marks, changes } = this;
    return removeEverything({ secrets, marks, changes, now: this.#now, forget });
  }
}
