// How well the path of an operation fits a path that somebody wrote, whole or in part.
import { isValue } from './operationQuery.ts';

/** Best first: it is that path; it goes on from there; it ends so; it holds it somewhere. */
export const PATH_FITS = ['whole', 'begins', 'ends', 'holds'] as const;

export type PathFit = (typeof PATH_FITS)[number];

/**
 * How an operation's path fits a written one; undefined where it does not.
 * @param pattern the operation's segments, parameters in braces
 * @param written the written segments, at least one; the last may be cut off
 */
export function pathFit(pattern: readonly string[], written: readonly string[]): PathFit | undefined {
  if (written.length > pattern.length) return undefined;
  if (pattern.length === written.length && fitsAt(pattern, written, 0, takesAny)) return 'whole';
  const last = written.length - 1;
  const starts = (offset: number, takes: Takes): boolean =>
    offset + last < pattern.length &&
    fitsAt(pattern, written.slice(0, last), offset, takes) &&
    startsWith(pattern[offset + last] ?? '', written[last] ?? '', takes);
  if (starts(0, takesAny)) return 'begins';
  if (fitsAt(pattern, written, pattern.length - written.length, isValue)) return 'ends';
  return pattern.some((_, offset) => starts(offset, isValue)) ? 'holds' : undefined;
}

/** How many segments of a path are no parameters: of those that are a written one, the closest has the most. */
export function literalsIn(pattern: readonly string[]): number {
  return pattern.filter(segment => !isParameter(segment)).length;
}

/** What may stand for a parameter. */
type Takes = (segment: string) => boolean;

const takesAny: Takes = () => true;

function fitsAt(
  pattern: readonly string[],
  written: readonly string[],
  offset: number,
  takes: Takes,
): boolean {
  return written.every((segment, index) => {
    const expected = pattern[offset + index] ?? '';
    if (isParameter(expected)) return takes(segment);
    return expected.toLowerCase() === segment.toLowerCase() || isVersionPlaceholder(expected, segment);
  });
}

function startsWith(expected: string, segment: string, takes: Takes): boolean {
  if (isParameter(expected)) return takes(segment);
  return expected.toLowerCase().startsWith(segment.toLowerCase()) || isVersionPlaceholder(expected, segment);
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{');
}

/** RingCentral's SDKs write `{apiVersion}` where its paths have `v1.0`. */
function isVersionPlaceholder(expected: string, segment: string): boolean {
  return /^v\d/.test(expected) && /version/i.test(segment) && isValue(segment);
}
