// What commands work with beyond what is shown: built with the first command that needs it, so that starting stays fast.
import * as vscode from 'vscode';
import type { ActiveProfile } from '../profiles/activeProfile.ts';
import type { DeletionMarks } from '../profiles/deletionMarks.ts';
import type { Log } from '../profiles/log.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import type { Roster } from '../profiles/roster.ts';
import type { SecretStore } from '../profiles/storage.ts';
import type { Activities } from '../tokens/activities.ts';
import { ProfileChanges } from '../tokens/profileChanges.ts';
import { removeEverything, type OpenSession } from '../tokens/removeEverything.ts';
import type { Moment } from '../tokens/moment.ts';
import type { Penalties } from '../tokens/penalties.ts';
import { RequestBudget } from '../tokens/requestBudget.ts';
import { SessionEnder } from '../tokens/sessionEnder.ts';
import type { LoadTokenEndpoint, TokenPolicy } from '../tokens/tokenPolicy.ts';
import { TokenProbe } from '../tokens/tokenProbe.ts';
import { TokenService } from '../tokens/tokenService.ts';
import type { TokenStore } from '../tokens/tokenStore.ts';
import { NO_LOCK } from '../tokens/turns.ts';
import { ClipboardKeeper } from './clipboardKeeper.ts';
import type { Clock } from './clock.ts';
import { Disposable } from './disposable.ts';
import { FileLock } from './fileLock.ts';
import { LedgerFolder } from './ledgerFolder.ts';
import { LoneWindowNotice } from './loneWindowNotice.ts';
import { LeftSessionNotice } from './leftSessionNotice.ts';
import type { ServerPolicy } from './serverPolicy.ts';
import type { Settings } from './settings.ts';
import { forgetStoredState } from './storedState.ts';
import { userAgent } from './userAgent.ts';
import type { WindowFocus } from './windowFocus.ts';

export interface WorkParts {
  readonly context: vscode.ExtensionContext;
  readonly clock: Clock;
  readonly focus: WindowFocus;
  readonly log: Log;
  readonly settings: Settings;
  readonly roster: Roster;
  readonly profiles: ProfileStore;
  readonly active: ActiveProfile;
  readonly activities: Activities;
  readonly secrets: SecretStore;
  readonly marks: DeletionMarks;
  readonly tokenStore: TokenStore;
  readonly servers: ServerPolicy;
  readonly penalties: Penalties;
}

/** Gets and ends tokens, changes profiles, and keeps the clipboard. */
export class Work extends Disposable {
  readonly tokens: TokenService;
  readonly probe: TokenProbe;
  readonly changes: ProfileChanges;
  readonly clipboard: ClipboardKeeper;
  readonly #parts: WorkParts;

  constructor(parts: WorkParts) {
    super();
    this.#parts = parts;
    const {
      context,
      clock,
      focus,
      log,
      settings,
      servers,
      profiles,
      active,
      activities,
      tokenStore,
      penalties,
    } = parts;
    const now = (): number => clock.now();
    const agent = userAgent(context);
    const policy: TokenPolicy = {
      serverFor: async profile => servers.serverFor(profile),
      ttlSeconds: () => settings.ttlSeconds(),
      httpOptions: () => ({ timeoutMs: settings.requestTimeoutMs(), userAgent: agent, now }),
    };
    const endpoint: LoadTokenEndpoint = async () => {
      // With what sends: a request is counted just before it goes.
      const [loaded] = await Promise.all([import('../ringcentral/tokenEndpoint.ts'), import('node-fetch')]);
      return loaded;
    };
    const { scheme, fsPath: folder } = context.globalStorageUri;
    const hasFiles = scheme === 'file';
    const lock = hasFiles ? this.register(new FileLock({ folder, log })) : NO_LOCK;
    const lone = new LoneWindowNotice(log);
    const budget = new RequestBudget({
      now: (): Moment => ({ at: clock.now(), up: clock.uptime() }),
      files: hasFiles ? new LedgerFolder(folder) : undefined,
      lock,
      penalties,
      onAlone: reason => {
        lone.tell(reason);
      },
    });
    const sessions = new SessionEnder({ budget, policy, endpoint, log });
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
    this.probe = new TokenProbe({ policy, calls: async () => import('../ringcentral/restCall.ts'), log });
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
    const { clipboard } = vscode.env;
    this.clipboard = this.register(new ClipboardKeeper({ clock, focus, settings, clipboard, log }));
    this.register(new LeftSessionNotice(sessions));
  }

  /** Removes everything that was ever stored, and says which sessions go on. */
  async removeEverything(signal: AbortSignal): Promise<OpenSession[]> {
    const { context, roster, active } = this.#parts;
    await this.clipboard.clearNow();
    const forget = async (): Promise<void> => {
      await forgetStoredState(context);
      await roster.clear();
      await active.forget();
    };
    const now = (): number => this.#parts.clock.now();
    const { secrets, marks } = this.#parts;
    return removeEverything({ secrets, marks, changes: this.changes, now, forget }, signal);
  }
}
