// Sends one request and returns the answer whole, or the reason why there is none. Never repeats, never follows.
import {
  CHECKS_OFF,
  type AnswerEvidence,
  type Failure,
  type Phase,
  type RateLimitHeaders,
} from './failure.ts';
import { toPlainText } from './plainText.ts';
import { redact, redactBeginning } from './redaction.ts';
import { failed, success, type Result } from './result.ts';

/** No answer of RingCentral's comes near this; a larger one is cut off unread. */
export const MAX_ANSWER_BYTES = 1024 * 1024;

export interface HttpRequest {
  readonly phase: Phase;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What must not be seen in any evidence, should the server repeat it in a header. */
  readonly secrets: readonly string[];
  /** Whether the beginning of an answer over the limit will do; otherwise it is a failure. */
  readonly wantsBeginning?: boolean;
}

/** How every request is sent, whatever it asks. */
export interface HttpOptions {
  readonly timeoutMs: number;
  /** Sent as `User-Agent` and `X-User-Agent`, the same string always (facts, section 4). */
  readonly userAgent: string;
  readonly now: () => number;
  readonly signal?: AbortSignal;
}

/** An answer with its body; any status but a redirect. */
export interface HttpAnswer {
  readonly evidence: AnswerEvidence;
  readonly body: string;
}

/** Whether Node takes any certificate: a variable of the environment that VS Code was started in can tell it to. */
function areChecksOff(url: string): boolean {
  if (typeof process === 'undefined' || !url.startsWith('https:')) return false;
  return process.env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0';
}

/**
 * Sends a request with `node-fetch`, which is loaded with the first one. VS Code's proxy and certificate support
 * reaches it because it sends through Node's `https` module.
 */
export async function send(request: HttpRequest, options: HttpOptions): Promise<Result<HttpAnswer, Failure>> {
  const sent = { phase: request.phase, host: new URL(request.url).host, at: options.now() };
  // Whoever stands in between could read the credential.
  if (areChecksOff(request.url))
    return failed({ kind: 'network', code: CHECKS_OFF, systemCall: undefined, ...sent });
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
  let answer: AnswerEvidence | undefined;
  try {
    const { default: fetch } = await import('node-fetch');
    // node-fetch given a signal that is aborted already throws in a way that nobody can catch.
    signal.throwIfAborted();
    const response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers, 'User-Agent': options.userAgent, 'X-User-Agent': options.userAgent },
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual',
      // Without a limit here, the reader below has it.
      size: request.wantsBeginning === true ? 0 : MAX_ANSWER_BYTES,
      signal,
    });
    answer = evidenceOf(sent, response.status, response.headers, request.secrets, options.now());
    if (response.status >= 300 && response.status < 400) {
      discard(response.body);
      return failed({
        kind: 'redirect',
        ...answer,
        target: originOf(response.headers.get('location'), request.secrets),
      });
    }
    const body = request.wantsBeginning === true ? await beginningOf(response.body) : await response.text();
    return success({ evidence: answer, body });
  } catch (error) {
    if (options.signal?.aborted === true) return failed({ kind: 'cancelled', by: 'user', ...sent });
    // That there were too many requests is all that counts, however the rest of it ends.
    if (answer?.status === 429) return success({ evidence: answer, body: '' });
    if (timeout.aborted) return failed({ kind: 'timeout', afterSeconds: options.timeoutMs / 1000, ...sent });
    const { code, type, erroredSysCall } = detailsOf(error);
    if (answer !== undefined && type === 'max-size') {
      return failed({ kind: 'too-large', limitBytes: MAX_ANSWER_BYTES, ...answer });
    }
    return failed({ kind: 'network', code, systemCall: erroredSysCall, ...sent });
  }
}

/** Whether an answer is a web page: a network's, a proxy's or a portal's, never RingCentral's. */
export function isWebPage({ evidence, body }: HttpAnswer): boolean {
  return /\bhtml\b/i.test(evidence.contentType ?? '') || /^\s*<(?:!doctype|html)/i.test(body);
}

/** The beginning of a body as evidence: one line, without the secrets of its request. */
export function excerptOf(body: string, secrets: readonly string[]): string {
  return toPlainText(
    redactBeginning(body, text => redact(text, secrets)),
    300,
  );
}

/** A body up to the limit; what comes after it is let go of, with its connection. */
async function beginningOf(body: AsyncIterable<string | Uint8Array> | null): Promise<string> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let text = '';
  let size = 0;
  for await (const chunk of body ?? []) {
    const bytes = typeof chunk === 'string' ? encoder.encode(chunk) : chunk;
    text += decoder.decode(bytes, { stream: true });
    size += bytes.length;
    if (size >= MAX_ANSWER_BYTES) break;
  }
  return text + decoder.decode();
}

/** Lets go of a body unread, with its connection: there may be no end to it. */
function discard(body: (object & { destroy?: () => unknown }) | null): void {
  body?.destroy?.();
}

interface Headers {
  get(name: string): string | null;
}

function evidenceOf(
  sent: Pick<AnswerEvidence, 'phase' | 'host' | 'at'>,
  status: number,
  headers: Headers,
  secrets: readonly string[],
  now: number,
): AnswerEvidence {
  const line = (name: string): string | undefined => {
    const value = headers.get(name);
    return value === null ? undefined : toPlainText(redact(value, secrets), 200);
  };
  return {
    ...sent,
    answeredAt: now,
    status,
    contentType: line('content-type'),
    requestId: line('rcrequestid') ?? line('x-request-id'),
    retryAfterSeconds: parseRetryAfter(headers.get('retry-after'), now),
    rateLimit: rateLimitOf(line),
  };
}

function rateLimitOf(line: (name: string) => string | undefined): RateLimitHeaders {
  const count = (name: string): number | undefined => {
    const value = line(name);
    return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
  };
  const group = line('x-rate-limit-group');
  const limit = count('x-rate-limit-limit');
  const remaining = count('x-rate-limit-remaining');
  const windowSeconds = count('x-rate-limit-window');
  return {
    ...(group === undefined ? {} : { group }),
    ...(limit === undefined ? {} : { limit }),
    ...(remaining === undefined ? {} : { remaining }),
    ...(windowSeconds === undefined ? {} : { windowSeconds }),
  };
}

/** No wait is longer than what a number of six digits says. */
const MAX_WAIT_SECONDS = 999_999;

/**
 * `Retry-After` in seconds, given as a number or as a date; undefined where it is absent, unreadable or without end.
 * @param now in ms
 */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\s*\d{1,6}\s*$/.test(value)) return Number(value);
  const date = Date.parse(value);
  if (Number.isNaN(date) || !/[a-z]/i.test(value)) return undefined;
  const seconds = Math.max(0, Math.ceil((date - now) / 1000));
  return seconds > MAX_WAIT_SECONDS ? undefined : seconds;
}

/** Where a redirect points, without its path; undefined also where a secret is part of it. */
function originOf(location: string | null, secrets: readonly string[]): string | undefined {
  if (location === null || !URL.canParse(location)) return undefined;
  const { protocol, host } = new URL(location);
  const origin = `${protocol}//${host}`;
  // A host is in small letters, whatever was sent.
  const small = secrets.map(secret => secret.toLowerCase());
  return redact(origin, small) === origin ? origin : undefined;
}

/** The parts of an error that are evidence; its prose may name the URL and is left behind. */
function detailsOf(error: unknown): { code?: string; type?: string; erroredSysCall?: string } {
  const read = (name: string): string | undefined => {
    const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const code = read('code');
  const type = read('type');
  const erroredSysCall = read('erroredSysCall');
  return {
    ...(code === undefined ? {} : { code }),
    ...(type === undefined ? {} : { type }),
    ...(erroredSysCall === undefined ? {} : { erroredSysCall }),
  };
}
