// Finds operations by path, method, words or a pasted URL. Import it only when needed: it holds all operations.
import type { Operation, OperationMethod } from './operation.ts';
import { literalsIn, PATH_FITS, pathFit } from './operationPath.ts';
import { readQuery, type OperationQuery } from './operationQuery.ts';
import { OPERATIONS } from './operations.ts';
import { OperationWords } from './operationWords.ts';

/** What a query finds. */
export interface OperationSearch {
  /** The best first. */
  readonly operations: readonly Operation[];
  /** The extension that the query's path or URL names by its id: whose data the call is about. */
  readonly targetExtensionId?: string;
}

const SEGMENTS = OPERATIONS.map(({ path }) => segmentsOf(path));
const WORDS = new OperationWords(OPERATIONS);

/** Where an operation stands if nothing else decides: GET first, then the shortest path. */
const RANKS = ranksOf(OPERATIONS);

/**
 * The operations that fit a query best: for a URL those of its path; for a path also those that go on from there or
 * hold it; else those with its words. Any text is a query; an empty one finds the operations with the shortest paths.
 * @param limit how many at most
 */
export function searchOperations(query: string, limit = 20): OperationSearch {
  const read = readQuery(query);
  const byPath = read.path.length > 0 ? findByPath(read) : [];
  if (byPath.length > 0) return { operations: byPath.slice(0, limit), ...targetOf(read.path) };
  return { operations: findByWords(read).slice(0, limit) };
}

function findByPath({ path, method, isUrl }: OperationQuery): Operation[] {
  const fits = Map.groupBy(OPERATIONS.keys(), index => pathFit(SEGMENTS[index] ?? [], path));
  const whole = closest(fits.get('whole') ?? []);
  if (isUrl && whole.length > 0) return inOrder(whole, method);
  return PATH_FITS.flatMap(fit => inOrder(fit === 'whole' ? whole : (fits.get(fit) ?? []), method));
}

/** Of the operations that a path fits as a whole, those that RingCentral would call: `…/check` is no id of another. */
function closest(indices: readonly number[]): number[] {
  const literals = (index: number): number => literalsIn(SEGMENTS[index] ?? []);
  const most = Math.max(...indices.map(literals));
  return indices.filter(index => literals(index) === most);
}

function findByWords({ words, method }: OperationQuery): Operation[] {
  if (words.length === 0) return inOrder(OPERATIONS.keys(), method);
  const scores = new Map(WORDS.find(words).map(({ index, score }) => [index, score]));
  return inOrder(scores.keys(), method, index => scores.get(index) ?? 0);
}

/** The method that was asked for first, then the best score, then GET, then the shortest path. */
function inOrder(
  indices: Iterable<number>,
  method: OperationMethod | undefined,
  scoreOf: (index: number) => number = () => 0,
): Operation[] {
  const isOther = (index: number): number => (OPERATIONS[index]?.method === method ? 0 : 1);
  const rank = (index: number): number => RANKS.get(index) ?? 0;
  return [...indices]
    .sort(
      (one, other) =>
        isOther(one) - isOther(other) || scoreOf(other) - scoreOf(one) || rank(one) - rank(other),
    )
    .flatMap(index => OPERATIONS[index] ?? []);
}

function targetOf(path: readonly string[]): Pick<OperationSearch, 'targetExtensionId'> {
  const place = path.findIndex(segment => /^extensions?$/i.test(segment));
  const id = path[place + 1] ?? '';
  return place >= 0 && /^\d+$/.test(id) ? { targetExtensionId: id } : {};
}

function ranksOf(operations: readonly Operation[]): Map<number, number> {
  const isOther = ({ method }: Operation): number => (method === 'GET' ? 0 : 1);
  const sorted = [...operations.entries()].sort(
    ([, one], [, other]) => isOther(one) - isOther(other) || one.path.length - other.path.length,
  );
  return new Map(sorted.map(([index], rank) => [index, rank]));
}

function segmentsOf(path: string): string[] {
  return path.split('/').slice(1);
}
