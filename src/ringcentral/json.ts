// JSON from outside: a value of unknown type, or nothing.

/** Parses JSON; undefined for what is none. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}
