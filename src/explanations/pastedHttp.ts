// What a pasted text tells of the HTTP around an error body: status, headers, host, path and grant type.
import { environmentOfUrl } from '../ringcentral/environment.ts';
import type { RateLimitHeaders } from '../ringcentral/failure.ts';
import { parseRetryAfter } from '../ringcentral/http.ts';
import { toPlainText } from '../ringcentral/plainText.ts';
import type { CasePhase } from './case.ts';

/** What is told; the rest is undefined. */
export interface HttpFacts {
  readonly status: number | undefined;
  /** In lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** What follows the headers; undefined where there is no whole answer. */
  readonly body: string | undefined;
  readonly host: string | undefined;
  /** By path and grant type. */
  readonly phase: CasePhase | undefined;
  /** Whether the grant type is told: otherwise `token` may stand for `refresh`. */
  readonly hasGrantType: boolean;
}

/** What a record tells that holds an error body; what it does not tell, the text around it may. */
export function innerFirst(inner: HttpFacts, outer: HttpFacts): HttpFacts {
  const { phase, hasGrantType } = inner.phase === undefined ? outer : inner;
  return {
    status: inner.status ?? outer.status,
    headers: inner.headers.size > 0 ? inner.headers : outer.headers,
    body: outer.body,
    host: inner.host ?? outer.host,
    ...{ phase, hasGrantType },
  };
}

/**
 * Reads what surrounds an error body.
 * @param at where the body begins; of several things of a kind the last one before it counts, else the first behind it
 */
export function readHttpFacts(text: string, at: number): HttpFacts {
  const response = responseIn(text, at);
  // An input box of one line takes the line breaks out, and with them the headers' places.
  const headers =
    response !== undefined && response.headers.size > 0 ? response.headers : scatteredHeaders(text);
  return {
    status: response?.status ?? scatteredStatus(text, at),
    headers,
    body: response?.body,
    host: hostIn(text, at),
    ...phaseIn(text, at),
  };
}

interface Response {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

const STATUS_LINE = /^[ \t]{0,8}(?:< ?)?HTTP\/\d(?:\.\d)? (\d{3})(?=[ \r\n]|$)/gm;
const HEADER_LINE = /^[ \t]{0,8}(?:< ?)?([A-Za-z][\w-]{0,63}):[ \t]{0,8}(.{0,2000})/;
/** Lines of `curl -v` that are neither header nor body. */
const CURL_NOISE = /^(?:\* |> |[{}] \[\d+ bytes data\])/;

/** A whole response as `curl -i`, `curl -v` and HTTP files show it: the last one that begins before the body. */
function responseIn(text: string, at: number): Response | undefined {
  const line = nearest(text, STATUS_LINE, at, 'last');
  if (line === undefined) return undefined;
  const [, ...lines] = text.slice(line.index).split(/\r?\n/);
  const headers = new Map<string, string>();
  let isBody = false;
  const body: string[] = [];
  for (const rest of lines) {
    if (CURL_NOISE.test(rest)) continue;
    const [, name, value] = isBody ? [] : (HEADER_LINE.exec(rest) ?? []);
    if (name !== undefined && value !== undefined) headers.set(name.toLowerCase(), value.trim());
    else if (isBody || !/^\s*<?\s*$/.test(rest)) {
      isBody = true;
      body.push(rest);
    } else isBody = true;
  }
  return { status: Number(line[1]), headers, body: body.join('\n').trim() };
}

const STATUS =
  /\bHTTP(?:\/\d(?:\.\d)?)?\s{1,4}([1-5]\d\d)\b|\bstatus(?:[ _-]?code)?\\{0,8}["']?(?:\s{0,4}[:=]|\s)\s{0,4}["']?([1-5]\d\d)\b|\b([45]\d\d) (?:Bad Request|Unauthorized|Forbidden|Not Found|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out|Proxy Authentication Required|Client Error|Server Error)\b|\b(?:CONNECT tunnel failed, response|Received HTTP code) ([45]\d\d)\b/gi;

function scatteredStatus(text: string, at: number): number | undefined {
  const found = nearest(text, STATUS, at, 'first');
  // Of the groups only one has matched.
  return found === undefined ? undefined : Number(found.slice(1).join(''));
}

const HEADER =
  /(?<![\w-])(rcrequestid|x-request-id|retry-after|x-rate-limit-(?:group|limit|remaining|window)|content-type|date|location|host)\\{0,8}["']?\s{0,4}:\s{0,4}\\{0,8}["']?(?=([^"'\\\r\n]{1,300}))/gi;

/** Headers as objects, logs and SDKs print them; those of the request among them are not taken for the answer's. */
function scatteredHeaders(text: string): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(HEADER)) {
    const key = name.toLowerCase();
    const isOfRequest =
      key === 'content-type' && /^(application\/x-www-form-urlencoded|multipart)/i.test(value);
    if (!headers.has(key) && !isOfRequest) headers.set(key, value.trim());
  }
  return headers;
}

const URL_IN_TEXT =
  /https?:\/\/(?:\[redacted\]@)?((?:[\w.-]{1,253}|\[[\da-f:]{2,45}\])(?::\d{1,5})?)(\/[^\s"'`<>\\)]{0,300})?/gi;
const BASE_URL =
  /\bbase_?url\\{0,8}["']?\s{0,4}[:=]\s{0,4}\\{0,8}["']?https?:\/\/([\w.-]{1,253}(?::\d{1,5})?)/gi;
const HOST_HEADER = /(?<![\w-])host\\{0,8}["']?:\s{0,4}\\{0,8}["']?([\w.-]{1,253}(?::\d{1,5})?)/gi;
/** Whom Node, Python, Go and curl say that they looked up or called. */
const CALLED =
  /(?:\bgetaddrinfo [A-Z_]{4,12} |\bhost='|\bdial tcp: lookup |\bFailed to connect to |\battempted address: )([\w.-]{1,253})/g;

function hostIn(text: string, at: number): string | undefined {
  const called = nearestWhere(text, URL_IN_TEXT, at, ([url, , path = '']) => {
    return path.startsWith('/restapi') || environmentOfUrl(url) !== undefined;
  });
  const host =
    called?.[1] ??
    [BASE_URL, HOST_HEADER, CALLED]
      .map(pattern => nearest(text, pattern, at, 'first')?.[1])
      .find(found => found !== undefined);
  return host !== undefined && URL.canParse(`https://${host}`)
    ? toPlainText(new URL(`https://${host}`).host, 260)
    : undefined;
}

const PATH = /\/restapi\/(?:oauth\/(token|revoke|authorize)(?![\w-])|(?!oauth\/)[\w.~%-])/g;
const REQUEST_LINE =
  /\b(?:GET|POST|PUT|PATCH|DELETE) (?:https?:\/\/[^\s/]{1,253})?\/(?!restapi\/)[^\s"']{1,300}/g;
const GRANT_TYPE = /grant_type\\{0,8}["']?\s{0,4}(?:=|:|%3D)\s{0,4}\\{0,8}["']?([\w.%:-]{1,100})/gi;

function phaseIn(text: string, at: number): Pick<HttpFacts, 'phase' | 'hasGrantType'> {
  const grant = nearest(text, GRANT_TYPE, at, 'first')?.[1];
  const hasGrantType = grant !== undefined;
  const ofGrant = hasGrantType ? (grant.startsWith('refresh_token') ? 'refresh' : 'token') : undefined;
  const path = nearest(text, PATH, at, 'first');
  if (path === undefined) {
    return { phase: ofGrant ?? (nearest(text, REQUEST_LINE, at, 'first') && 'api'), hasGrantType };
  }
  if (path[1] === undefined) return { phase: 'api', hasGrantType };
  return { phase: path[1] === 'revoke' ? 'revoke' : (ofGrant ?? 'token'), hasGrantType };
}

/** The last match before a place; without one, the first or the last behind it. */
function nearest(
  text: string,
  pattern: RegExp,
  at: number,
  behind: 'first' | 'last',
): RegExpExecArray | undefined {
  return nearestWhere(text, pattern, at, () => true, behind);
}

function nearestWhere(
  text: string,
  pattern: RegExp,
  at: number,
  isWanted: (match: RegExpExecArray) => boolean,
  behind: 'first' | 'last' = 'first',
): RegExpExecArray | undefined {
  let before: RegExpExecArray | undefined;
  let after: RegExpExecArray | undefined;
  for (const match of text.matchAll(pattern)) {
    if (!isWanted(match)) continue;
    if (match.index < at) before = match;
    else if (before !== undefined) break;
    else after = behind === 'first' ? (after ?? match) : match;
    if (after !== undefined && behind === 'first') break;
  }
  return before ?? after;
}

/** What the headers say, cleaned. `now` in ms; an answer is as old as its `Date` says. */
export function readHeaders(headers: ReadonlyMap<string, string>, now: number): HeaderFacts {
  const line = (name: string): string | undefined => {
    const value = headers.get(name);
    return value === undefined ? undefined : toPlainText(value, 200);
  };
  const word = (name: string): string | undefined => /^[^\s,;]+/.exec(line(name) ?? '')?.[0];
  const count = (name: string): number | undefined => {
    const value = word(name);
    return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
  };
  const date = Date.parse(line('date') ?? '');
  const answeredAt = date > 0 && date < now ? date : now;
  const retryAfter = headers.get('retry-after');
  const group = word('x-rate-limit-group');
  const limit = count('x-rate-limit-limit');
  const remaining = count('x-rate-limit-remaining');
  const windowSeconds = count('x-rate-limit-window');
  return {
    answeredAt,
    contentType: /^[^\s,;]+(?:; ?\w{1,20}=[\w"-]{1,40})?/.exec(line('content-type') ?? '')?.[0],
    requestId: word('rcrequestid') ?? word('x-request-id'),
    retryAfterSeconds:
      count('retry-after') ??
      (retryAfter === undefined ? undefined : parseRetryAfter(retryAfter, answeredAt)),
    rateLimit: {
      ...(group === undefined ? {} : { group }),
      ...(limit === undefined ? {} : { limit }),
      ...(remaining === undefined ? {} : { remaining }),
      ...(windowSeconds === undefined ? {} : { windowSeconds }),
    },
  };
}

interface HeaderFacts {
  readonly answeredAt: number;
  readonly contentType: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly rateLimit: RateLimitHeaders;
}
