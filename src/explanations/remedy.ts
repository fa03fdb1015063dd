// What a failure is summed up as, and the actions that can help.

/** What helps most. `at` is the first moment, in ms, at which trying again is allowed. */
export type Remedy =
  | { readonly kind: 'try-again'; readonly at?: number }
  | { readonly kind: 'open-page'; readonly title: string; readonly url: string }
  /** The profile's secrets are gone: they are asked for again. */
  | { readonly kind: 'paste-jwt' }
  | { readonly kind: 'show-log' };

export interface Summary {
  /** What happened, as a sentence. */
  readonly headline: string;
  /** The same in a few words, for a row or a status bar. */
  readonly short: string;
  readonly remedy: Remedy;
}

/** The remedy that opens a page of RingCentral's. */
export function openPage(title: string, url: string): Remedy {
  return { kind: 'open-page', title, url };
}
