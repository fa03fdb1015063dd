// What a rule without a code of RingCentral's hands over: its words, with its id and its gate.
import type { ClosedBy, Words } from '../explanation.ts';

/** A rule's words with its id and its gate. */
export interface RuleWords {
  readonly rule: string;
  readonly closedBy: ClosedBy;
  readonly words: Words;
}
