// How well operations fit words: those of their path, then their method, then what they do.
import type { Operation, OperationMethod } from './operation.ts';
import { wordsIn } from './operationQuery.ts';

/** What a word of an operation counts, by the place where it stands; the last segment's words share what it counts. */
const IN_LAST_SEGMENT = 8;
const IN_METHOD = 4;
const IN_PATH = 3;
const IN_SUMMARY = 2;
/** What it counts that the last segment is what was asked for, and not a part of it; and that it is written so. */
const IS_LAST_SEGMENT = 8;
const IS_SPELLED_SO = 1;
/** By how much an operation wins that does what the first word says. */
const DOES_IT = 2;

/** What people call the methods. A verb prefers operations, and leaves none out. */
const VERBS: ReadonlyMap<string, readonly OperationMethod[]> = new Map<string, readonly OperationMethod[]>([
  ...['get', 'read', 'list', 'fetch', 'show', 'view', 'find', 'retrieve', 'download'].map(
    verb => [verb, ['GET']] as const,
  ),
  ...['post', 'create', 'add', 'send', 'make', 'start', 'upload'].map(verb => [verb, ['POST']] as const),
  ...['update', 'edit', 'change', 'set', 'modify'].map(verb => [verb, ['PUT', 'PATCH']] as const),
  ...['delete', 'remove'].map(verb => [verb, ['DELETE']] as const),
  ['put', ['PUT']],
  ['patch', ['PATCH']],
]);

/** An operation and how well it fits; the number means something only beside others of the same words. */
export interface Scored {
  readonly index: number;
  readonly score: number;
}

/** The words of a list of operations, made once for many searches. */
export class OperationWords {
  readonly #operations: readonly Operation[];
  /** By word: what it counts in which operation. */
  readonly #counts = new Map<string, Map<number, number>>();
  /** The last segment of each path that is no parameter, its words as one. */
  readonly #lastSegments: readonly string[];

  constructor(operations: readonly Operation[]) {
    this.#operations = operations;
    this.#lastSegments = operations.map((operation, index) => this.#add(operation, index));
  }

  /** The operations that have the most of these words, in no order. A word may be unfinished. */
  find(words: readonly string[]): Scored[] {
    const grounds = words.map(groundForm);
    const scores = new Map<number, number>();
    const found = new Map<number, number>();
    const onlyVerbs = grounds.every(word => VERBS.has(word));
    for (const word of new Set(grounds)) {
      const counts = this.#countsOf(word);
      const rarity = Math.log(1 + this.#operations.length / (counts.size + 1));
      for (const [index, count] of counts) {
        scores.set(index, (scores.get(index) ?? 0) + rarity * count);
        if (onlyVerbs || !VERBS.has(word)) found.set(index, (found.get(index) ?? 0) + 1);
      }
    }
    const most = Math.max(...found.values());
    const phrases = phrasesOf(words);
    const wanted = VERBS.get(grounds[0] ?? '') ?? [];
    return [...scores]
      .filter(([index]) => found.get(index) === most)
      .map(([index, score]) => ({
        index,
        score: (score + this.#closeness(index, phrases)) * (this.#does(index, wanted) ? DOES_IT : 1),
      }));
  }

  /** What counts for the last segment as a whole. */
  #closeness(index: number, phrases: Phrases): number {
    const segment = this.#lastSegments[index] ?? '';
    if (!phrases.grounds.has(groundForm(segment))) return 0;
    return IS_LAST_SEGMENT + (phrases.spelled.has(segment) ? IS_SPELLED_SO : 0);
  }

  #does(index: number, methods: readonly OperationMethod[]): boolean {
    return methods.some(method => this.#operations[index]?.method === method);
  }

  #add({ method, path, summary }: Operation, index: number): string {
    const segments = path.split('/').filter(segment => segment !== '' && !segment.startsWith('{'));
    const last = segments.at(-1) ?? '';
    this.#count(method.toLowerCase(), index, IN_METHOD);
    for (const word of wordsIn(summary)) this.#count(groundForm(word), index, IN_SUMMARY);
    for (const segment of segments) {
      const count = segment === last ? IN_LAST_SEGMENT : IN_PATH;
      const words = wordsIn(segment);
      const share = segment === last ? count / words.length : count;
      for (const word of words) this.#count(groundForm(word), index, share);
      this.#count(groundForm(words.join('')), index, count);
    }
    return wordsIn(last).join('');
  }

  #count(word: string, index: number, count: number): void {
    const counts = this.#counts.get(word) ?? new Map<number, number>();
    counts.set(index, Math.max(counts.get(index) ?? 0, count));
    this.#counts.set(word, counts);
  }

  /** What a searched word counts in which operation: whole more than as a beginning, that more than inside. */
  #countsOf(word: string): Map<number, number> {
    const best = new Map<number, number>();
    const raise = (index: number, count: number): void => {
      best.set(index, Math.max(best.get(index) ?? 0, count));
    };
    for (const [other, counts] of this.#counts) {
      const likeness = likenessOf(word, other);
      if (likeness === 0) continue;
      for (const [index, count] of counts) raise(index, likeness * count);
    }
    const methods = VERBS.get(word) ?? [];
    this.#operations.forEach(({ method }, index) => {
      if (methods.includes(method)) raise(index, IN_METHOD);
    });
    return best;
  }
}

function likenessOf(word: string, other: string): number {
  if (other === word) return 1;
  if (other.startsWith(word)) return 0.5 + (0.4 * word.length) / other.length;
  return word.length >= 4 && other.includes(word) ? 0.3 : 0;
}

/** Each run of neighbouring words as one, `call`, `log`, `calllog`: in its ground form, and as it is spelled. */
interface Phrases {
  readonly grounds: ReadonlySet<string>;
  readonly spelled: ReadonlySet<string>;
}

function phrasesOf(words: readonly string[]): Phrases {
  const spelled = words.flatMap((_, begin) =>
    words.slice(begin).map((_, length) => words.slice(begin, begin + length + 1).join('')),
  );
  return { spelled: new Set(spelled), grounds: new Set(spelled.map(groundForm)) };
}

/** Takes the endings of plurals and of verbs off. */
function groundForm(word: string): string {
  if (word.length <= 3 || /[su]s$/.test(word)) return word;
  return word
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch|sh)es$/, '$1')
    .replace(/([^s])s$/, '$1');
}
