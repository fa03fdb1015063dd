// What a person types or pastes to find an operation: a path or URL, perhaps with its method, or words.
import { OPERATION_METHODS, type OperationMethod } from './operation.ts';

/** A query, read. */
export interface OperationQuery {
  /** Undefined where none is named, or a word may mean something else. */
  readonly method: OperationMethod | undefined;
  /** The segments of the path or URL in it, decoded; empty where there is none. */
  readonly path: readonly string[];
  /** Whether it has a host: then its path is complete. */
  readonly isUrl: boolean;
  /** Its words in lower case, without those that say nothing; of a path the segments that are no values. */
  readonly words: readonly string[];
}

/** Longer ones are cut: no path of RingCentral's and no question is as long. */
const MAX_LENGTH = 2000;
const MAX_WORDS = 16;

const URL_IN_TEXT = /\bhttps?:\/\/[^\s'"`<>]+/i;

/** Where the paths of RingCentral's API begin; what stands before is a server's. */
const ROOTS = new Set([
  'restapi',
  'rcvideo',
  'team-messaging',
  'webinar',
  'analytics',
  'ai',
  'scim',
  '.well-known',
]);

/** Words that say nothing of an operation. */
const FILLERS = new Set(
  'a all an and are by can do does for from how i in is it me my of on or please the this to what with'.split(
    ' ',
  ),
);

/** Reads a query. Any text is one. */
export function readQuery(text: string): OperationQuery {
  const query = text.slice(0, MAX_LENGTH).trim();
  const url = URL_IN_TEXT.exec(query)?.[0].replace(/[),.;\]]+$/, '');
  const written = url ?? query.split(/[\s'"`]+/).find(part => part.includes('/'));
  const path = written === undefined ? [] : segmentsOf(written);
  const rest = written === undefined ? query : query.replace(written, ' ');
  const named = path.filter(segment => !isValue(segment) && !/^v\d/i.test(segment));
  return {
    method: methodOf(rest),
    path,
    isUrl: url !== undefined,
    words: wordsOf([...(url === undefined ? [rest] : []), ...named].join(' ')),
  };
}

/** Whether a segment of a path stands for a parameter by its look: an id, `~`, or a placeholder of some tool. */
export function isValue(segment: string): boolean {
  return /^(?:~|\*|[+\d][\d.,-]*|[{<$:].*)$/.test(segment);
}

/** The words of a text in lower case: `getCallLogs` is get, call, logs. */
export function wordsIn(text: string): string[] {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '');
}

function wordsOf(text: string): string[] {
  const words = wordsIn(text);
  const telling = words.filter(word => !FILLERS.has(word));
  return (telling.length > 0 ? telling : words).slice(0, MAX_WORDS);
}

/** A method in capitals anywhere, or as the first word in any case. */
function methodOf(text: string): OperationMethod | undefined {
  const words = text.split(/[^A-Za-z]+/).filter(word => word !== '');
  const first = words[0]?.toUpperCase();
  return OPERATION_METHODS.find(method => words.includes(method) || first === method);
}

function segmentsOf(written: string): string[] {
  const path = written.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  const segments = path
    .split('/')
    .map(decoded)
    .filter(segment => segment !== '');
  const root = segments.findIndex(segment => ROOTS.has(segment.toLowerCase()));
  return segments.slice(Math.max(root, 0));
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
