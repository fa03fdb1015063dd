// Finds error bodies in a text: JSON between other things, JSON inside a string, and what is only like JSON.
import { parseJson } from '../ringcentral/json.ts';
import { quotedAt } from '../ringcentral/secretShapes.ts';

/** How many more characters may be parsed: nested and broken JSON would be parsed again and again. */
export interface Budget {
  left: number;
}

/** A budget that is enough for any text with a single error in it. */
export function budgetFor(text: string): Budget {
  return { left: text.length * 6 };
}

/** An object with the place in the text that it came from. */
export interface FoundObject {
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
}

/** Bodies as likely as each other come in their order. */
export interface FoundBody extends FoundObject {
  /** How much it looks like an error body of RingCentral's: 1 to 4. */
  readonly likeness: number;
  /** Whether it stands in a greater object, such as a line of a log. */
  readonly isInner: boolean;
}

const MAX_NODES = 20_000;
const MAX_UNWRAPS = 4;
const OAUTH_ERROR =
  /^(invalid_(request|client|grant|scope|token)|unauthorized_client|unsupported_(grant|response)_type|expired_token|insufficient_scope|access_denied|server_error|temporarily_unavailable)$/;

/** The error bodies in a text, in their order; one for each outermost object. */
export function errorBodiesIn(text: string, budget: Budget): FoundBody[] {
  return objectsIn(text, budget).flatMap(({ value, start, end }) => {
    const body = likeliestIn(value, budget);
    return body === undefined ? [] : [{ ...body, start, end, isInner: body.value !== value }];
  });
}

/** The outermost objects of a text that are JSON, as they stand or with their quotes escaped. */
export function objectsIn(text: string, budget: Budget): FoundObject[] {
  const found: FoundObject[] = [];
  let end = 0;
  for (const range of balanced(text)) {
    if (range.start < end) continue;
    const value = parsed(text.slice(range.start, range.end), budget);
    if (value === undefined) continue;
    found.push({ value, ...range });
    end = range.end;
  }
  return found;
}

/** All ranges between balanced braces, an outer one before what is in it, found in one pass. */
function balanced(text: string): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  const open: number[] = [];
  let isInString = false;
  const SIGNS = /[{}"\\\n]/g;
  for (let sign = SIGNS.exec(text); sign !== null; sign = SIGNS.exec(text)) {
    if (sign[0] === '\\') SIGNS.lastIndex += 1;
    // No string of JSON's goes over its line: a quote that was none does not swallow the rest.
    else if (sign[0] === '\n') isInString = false;
    else if (sign[0] === '"') isInString = open.length > 0 && !isInString;
    else if (isInString) continue;
    else if (sign[0] === '{') open.push(sign.index);
    else {
      const start = open.pop();
      if (start !== undefined) ranges.push({ start, end: sign.index + 1 });
    }
  }
  return ranges.sort((a, b) => a.start - b.start);
}

function parsed(json: string, budget: Budget): unknown {
  let text = json;
  for (let unwraps = 0; unwraps < MAX_UNWRAPS; unwraps += 1) {
    if (text.length > budget.left) return undefined;
    budget.left -= text.length;
    const value = parseJson(text);
    if (value !== undefined) return value;
    if (!text.includes('\\"')) return undefined;
    const unescaped = parseJson(`"${text}"`);
    if (typeof unescaped !== 'string') return undefined;
    text = unescaped;
  }
  return undefined;
}

interface Likely {
  readonly value: unknown;
  readonly likeness: number;
}

/** Looks through an object, and through the JSON in its strings, for what is most like an error body. */
function likeliestIn(root: unknown, budget: Budget): Likely | undefined {
  const rest: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  let best: Likely | undefined;
  for (let nodes = 0; nodes < MAX_NODES; nodes += 1) {
    const next = rest.pop();
    if (next === undefined) break;
    const { value, depth } = next;
    if (typeof value === 'string') {
      if (depth >= MAX_UNWRAPS || !value.includes('{')) continue;
      rest.push(...objectsIn(value, budget).map(found => ({ value: found.value, depth: depth + 1 })));
    } else if (isObject(value)) {
      const likeness = likenessOf(value);
      if (likeness > (best?.likeness ?? 0)) best = { value, likeness };
      for (const child of Object.values(value).slice(0, MAX_NODES).reverse())
        rest.push({ value: child, depth });
    }
  }
  return best;
}

function likenessOf(value: Readonly<Record<string, unknown>>): number {
  const { error, error_description: description, errorCode, errors } = value;
  const entries: unknown[] = Array.isArray(errors) ? errors : [];
  if (entries.some(entry => isObject(entry) && typeof entry['errorCode'] === 'string')) return 4;
  if (typeof errorCode === 'string') return 3;
  if (typeof error === 'string' && OAUTH_ERROR.test(error)) return 3;
  if (typeof error === 'string' && typeof description === 'string') return 2;
  return entries.some(entry => isObject(entry) && typeof entry['message'] === 'string') ? 1 : 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const FIELD =
  /(?<![A-Za-z_])(error|error_description|errorCode|message|permissionName)\\{0,8}["']?\s{0,8}:\s{0,8}(?=[\\"'])/g;
const CODE = /^[A-Z]{2,5}-\d{2,4}$/;
const MAX_FIELDS = 200;

/**
 * The fields of an error body in what is no JSON: an object as Node or Python prints it, or JSON that was cut off.
 * Undefined when no code and no OAuth error is among them.
 */
export function looseBodyIn(text: string): FoundObject | undefined {
  const top: Record<string, string> = {};
  const errors: Record<string, string>[] = [];
  let start: number | undefined;
  let end = 0;
  FIELD.lastIndex = 0;
  let count = 0;
  for (let field = FIELD.exec(text); field !== null && count < MAX_FIELDS; field = FIELD.exec(text)) {
    const range = quotedAt(text, FIELD.lastIndex);
    const [, name = ''] = field;
    if (range === undefined) continue;
    FIELD.lastIndex = range.end;
    const value = text.slice(range.start, Math.min(range.end, range.start + 2000));
    const isCode = name === 'errorCode' || (name === 'error' && OAUTH_ERROR.test(value));
    if (!isCode && start === undefined) continue;
    count += 1;
    start ??= field.index;
    end = range.end;
    if (name === 'errorCode' && CODE.test(value)) errors.push({ errorCode: value });
    else {
      const target = name === 'message' || name === 'permissionName' ? (errors.at(-1) ?? top) : top;
      target[name] ??= value;
    }
  }
  return start === undefined ? undefined : { value: { ...top, errors }, start, end };
}
