// What may be said of an error of the system's: its code, which holds nobody's words.

/** The system's code of an error, such as EROFS, or else its class. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
