// What RingCentral shows of a token: whether it is taken, what its owner may do, and who that is. Reading calls only.
import type { Log } from '../profiles/log.ts';
import type { AnswerEvidence, Failure } from '../ringcentral/failure.ts';
import type { HttpAnswer, HttpOptions } from '../ringcentral/http.ts';
import type * as restCall from '../ringcentral/restCall.ts';
import { missingInScope } from '../ringcentral/permissionExpression.ts';
import type { Owner } from '../ringcentral/restCall.ts';
import type { Result } from '../ringcentral/result.ts';
import type { AccessToken } from './accessToken.ts';
import { failureLine } from './failureLine.ts';
import { penaltyEnd } from './penalties.ts';
import type { TokenPolicy } from './tokenPolicy.ts';

type Calls = Pick<
  typeof restCall,
  'readCall' | 'probeToken' | 'checkUserPermission' | 'readPermissionName' | 'readOwner'
>;

interface TokenProbeParts {
  readonly policy: TokenPolicy;
  /** RingCentral's API, loaded by the first call. */
  readonly calls: () => Promise<Calls>;
  readonly log: Log;
}

/** Makes calls with a token, each once, and to no other server than the one that the token was got from. */
export class TokenProbe {
  readonly #parts: TokenProbeParts;
  /** What the admin portal calls a permission, by server and permission: it is the same for everybody. */
  readonly #names = new Map<string, string>();
  /** Until when, in ms, nothing is asked by the way: a request inside a penalty would start it anew (facts, section 4). */
  #quietUntil = 0;

  constructor(parts: TokenProbeParts) {
    this.#parts = parts;
  }

  /** Makes the one call that needs no permission (facts, section 7). */
  async probe(token: AccessToken, signal: AbortSignal): Promise<Result<AnswerEvidence, Failure>> {
    const probed = await this.#send(signal, async ({ probeToken }, options) =>
      probeToken(token.server, token.accessToken, options),
    );
    if (probed.ok) this.#parts.log.info(`api: ${probed.value.host} took the token`);
    return probed;
  }

  /**
   * Whether the token's owner has a user permission (facts, section 7).
   * @param targetExtensionId for another user's extension
   */
  async hasPermission(
    token: AccessToken,
    permissionId: string,
    targetExtensionId: string | undefined,
    signal: AbortSignal,
  ): Promise<Result<boolean, Failure>> {
    return this.#send(signal, async ({ checkUserPermission }, options) =>
      checkUserPermission(token, permissionId, targetExtensionId, options),
    );
  }

  /** What the admin portal calls a user permission; undefined where RingCentral does not tell, or may not be asked now. */
  async permissionName(
    token: AccessToken,
    permissionId: string,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const key = `${token.server} ${permissionId}`;
    const known = this.#names.get(key);
    if (known !== undefined || this.#isQuiet()) return known;
    const read = await this.#send(signal, async ({ readPermissionName }, options) =>
      readPermissionName(token, permissionId, options),
    );
    if (!read.ok) return undefined;
    this.#names.set(key, read.value.displayName);
    return read.value.displayName;
  }

  /** Who the token's owner is; undefined where the app may not ask, which is known before, or the user may not. */
  async owner(token: AccessToken, signal: AbortSignal): Promise<Owner | undefined> {
    if (missingInScope([['ReadAccounts']], token.scopes).length > 0 || this.#isQuiet()) return undefined;
    const read = await this.#send(signal, async ({ readOwner }, options) => readOwner(token, options));
    return read.ok ? read.value : undefined;
  }

  /**
   * Makes a reading call; nothing but GET is ever sent.
   * @param path begins with a slash, without anything to fill in
   */
  async call(token: AccessToken, path: string, signal: AbortSignal): Promise<Result<HttpAnswer, Failure>> {
    return this.#send(signal, async ({ readCall }, options) => readCall(token, path, options));
  }

  async #send<Value>(
    signal: AbortSignal,
    send: (calls: Calls, options: HttpOptions) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> {
    const { policy, calls, log } = this.#parts;
    const sent = await send(await calls(), { ...policy.httpOptions(), signal });
    if (!sent.ok) {
      const { failure } = sent;
      log.warn(failureLine(failure));
      if (failure.kind === 'refused' && failure.status === 429) this.#quietUntil = penaltyEnd(failure);
    }
    return sent;
  }

  #isQuiet(): boolean {
    return this.#parts.policy.httpOptions().now() < this.#quietUntil;
  }
}
