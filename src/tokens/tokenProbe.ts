// Lets RingCentral show whether it takes an access token.
import type { Log } from '../profiles/log.ts';
import type { AnswerEvidence, Failure } from '../ringcentral/failure.ts';
import type { probeToken } from '../ringcentral/restCall.ts';
import type { Result } from '../ringcentral/result.ts';
import type { AccessToken } from './accessToken.ts';
import { failureLine } from './failureLine.ts';
import type { TokenPolicy } from './tokenPolicy.ts';

interface TokenProbeParts {
  readonly policy: TokenPolicy;
  /** RingCentral's API, loaded by the first call. */
  readonly calls: () => Promise<{ readonly probeToken: typeof probeToken }>;
  readonly log: Log;
}

/** Makes the one call that needs no permission (facts, section 7). */
export class TokenProbe {
  readonly #parts: TokenProbeParts;

  constructor(parts: TokenProbeParts) {
    this.#parts = parts;
  }

  /** Sends the call once, to the server that the token was got from. */
  async probe(token: AccessToken, signal: AbortSignal): Promise<Result<AnswerEvidence, Failure>> {
    const { policy, calls, log } = this.#parts;
    const { probeToken } = await calls();
    const probed = await probeToken(token.server, token.accessToken, { ...policy.httpOptions(), signal });
    log.info(probed.ok ? `api: ${probed.value.host} took the token` : failureLine(probed.failure));
    return probed;
  }
}
