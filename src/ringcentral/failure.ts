// Everything that can go wrong between the extension and RingCentral, as values that hold all the evidence.

/** What was being done: exchanging a JWT, ending a session, or calling the API. */
export type Phase = 'token' | 'revoke' | 'api';

/** What is known of every request, answered or not. No secret is in it. */
export interface Evidence {
  readonly phase: Phase;
  /** The server's host and port, as in its URL. */
  readonly host: string;
  /** When the request was sent (or would have been), in ms. */
  readonly at: number;
}

/** What is known once there is an answer. */
export interface AnswerEvidence extends Evidence {
  /** When the answer's headers came, in ms. */
  readonly answeredAt: number;
  readonly status: number;
  readonly contentType: string | undefined;
  readonly requestId: string | undefined;
  /** `Retry-After` in seconds from the answer's arrival. */
  readonly retryAfterSeconds: number | undefined;
  /** The `X-Rate-Limit-*` headers; each may be absent (facts, section 4). */
  readonly rateLimit: RateLimitHeaders;
}

export interface RateLimitHeaders {
  readonly group?: string;
  readonly limit?: number;
  readonly remaining?: number;
  readonly windowSeconds?: number;
}

/** One entry of the `errors` array (facts, section 2). */
export interface ApiError {
  readonly errorCode?: string;
  readonly message?: string;
  readonly permissionName?: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

/** An error body, read leniently: whatever was there, cut and cleaned, never markup (facts, sections 2 and 7). */
export interface ErrorBody {
  readonly oauthError?: string;
  readonly oauthErrorDescription?: string;
  readonly errorCode?: string;
  readonly message?: string;
  readonly permissionName?: string;
  readonly errors: readonly ApiError[];
}

/** RingCentral answered with an error status. */
export interface Refused extends AnswerEvidence, ErrorBody {
  readonly kind: 'refused';
  /** The beginning of a body that is no JSON. */
  readonly bodyExcerpt?: string;
}

/** No answer: name resolution, connection, proxy or TLS. */
export interface NetworkFailed extends Evidence {
  readonly kind: 'network';
  /** The system's error code, such as `ENOTFOUND`. */
  readonly code: string | undefined;
  readonly systemCall: string | undefined;
}

/** No complete answer within the time limit. A session may have been opened all the same. */
export interface TimedOut extends Evidence {
  readonly kind: 'timeout';
  readonly afterSeconds: number;
}

/** An answer that is not what the specification promises: HTML, broken JSON, a missing field. */
export interface Unreadable extends AnswerEvidence {
  readonly kind: 'unreadable';
  /** What the parser missed, in English, for the evidence. */
  readonly problem: string;
  readonly bodyExcerpt: string;
}

/** A redirect; none is followed, so that no credential reaches another host. */
export interface Redirected extends AnswerEvidence {
  readonly kind: 'redirect';
  /** Scheme and host it pointed to. */
  readonly target: string | undefined;
}

/** An answer over the size limit. */
export interface TooLarge extends AnswerEvidence {
  readonly kind: 'too-large';
  readonly limitBytes: number;
}

/** The user cancelled, or the profile changed or went while its exchange was under way. */
export interface Cancelled extends Evidence {
  readonly kind: 'cancelled';
  readonly by: 'user' | 'profile-changed';
}

/** The code of a request that was not sent because no certificate would have been checked. */
export const CHECKS_OFF = 'CERTIFICATE_CHECKS_OFF';

/** Nothing was sent: RingCentral's penalty runs, or the request would exceed the budget (facts, section 4). */
export interface HeldBack extends Evidence {
  readonly kind: 'penalty';
  readonly reason: 'penalty' | 'budget';
  /** The first moment at which a request is allowed again, in ms. */
  readonly until: number;
}

/** Any outcome of a request other than success. */
export type Failure =
  Refused | NetworkFailed | TimedOut | Unreadable | Redirected | TooLarge | Cancelled | HeldBack;

/** The RingCentral code that decides about a refusal: `errors[0].errorCode`, else the one at the top (facts, section 2). */
export function decidingCode(body: ErrorBody): string | undefined {
  return body.errors.find(error => error.errorCode !== undefined)?.errorCode ?? body.errorCode;
}
