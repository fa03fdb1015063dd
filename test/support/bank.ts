// A RingCentral in memory, for tests that open many windows: grants sessions, ends them, and remembers with what.
import type { Client } from '../../src/ringcentral/tokenEndpoint.ts';
import { success } from '../../src/ringcentral/result.ts';
import type { LoadTokenEndpoint } from '../../src/tokens/tokenPolicy.ts';

/** What a session was opened with. */
export interface Opened {
  readonly server: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly jwt: string;
}

/** Sessions by their access tokens, and how often anything was asked. */
export class Bank {
  /** The sessions that live. */
  readonly live = new Map<string, Opened>();
  /** Every session that was ever opened. */
  readonly opened = new Map<string, Opened>();
  /** The tokens that were asked to be revoked, each as often as it was. */
  readonly revoked: string[] = [];
  readonly #now: () => number;

  /** @param now in ms */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * The endpoints as one window reaches them.
   * @param travel the way there, or back
   */
  endpoint(travel: (isBack: boolean) => Promise<void> = async () => Promise.resolve()): LoadTokenEndpoint {
    return async () =>
      Promise.resolve({
        exchangeJwt: async (client, jwt) => {
          await travel(false);
          const accessToken = this.#open(client, jwt);
          const grant = { accessToken, expiresInSeconds: 3600, scopes: ['ReadAccounts'], ownerId: '7' };
          await travel(true);
          return success({ ...grant, requestedAt: this.#now() });
        },
        revokeSession: async (_, accessToken) => {
          await travel(false);
          this.revoked.push(accessToken);
          this.live.delete(accessToken);
          await travel(true);
          return success(undefined);
        },
      });
  }

  #open({ server, clientId, clientSecret }: Client, jwt: string): string {
    const accessToken = `token-${this.opened.size + 1}`;
    const opened = { server, clientId, clientSecret, jwt };
    this.opened.set(accessToken, opened);
    this.live.set(accessToken, opened);
    return accessToken;
  }
}
