// A rule: one kind of failure, the gate that it closes, and what is said of it. To add one, write its words in a file of
// this folder's `rules` and put it into that file's list.
import { decidingCode, type Refused } from '../ringcentral/failure.ts';
import type { Case, CasePhase } from './case.ts';
import type { ClosedBy, Words } from './explanation.ts';

/** What a refused request's rule can speak of. */
export interface RefusedCase extends Case {
  readonly refused: Refused;
  readonly phase: CasePhase;
  /** RingCentral's deciding code, if there is one. */
  readonly code: string | undefined;
  /** The permission that RingCentral names, in `permissionName`, a parameter, or brackets in its message. */
  readonly permission: string | undefined;
}

/** For one of RingCentral's codes, in the phases in which it is known to mean this (errors.json). */
export interface CodeRule {
  readonly code: string;
  readonly phases: readonly CasePhase[];
  readonly closedBy: ClosedBy;
  readonly words: (refusal: RefusedCase) => Words;
}

/** The id of a rule for a code: `OAU-213.api`. */
export function codeRuleId(code: string, phase: CasePhase): string {
  return `${code}.${phase}`;
}

/** A name of a permission; anything else that a server writes in its place is none. */
const NAME = /^[A-Za-z][\w.-]{0,63}$/;
const BRACKETED = /\[\s*([A-Za-z][\w.-]{0,63})\s*\]/;

/** The name of the permission in question: `permissionName`, else a parameter, else the text in brackets (facts, section 7). */
export function permissionOf(refused: Refused): string | undefined {
  const { errors, permissionName, message } = refused;
  const parameter = errors
    .flatMap(({ parameters }) => parameters)
    .find(({ name }) => /^permission(Name|Id)?$/i.test(name));
  const texts = [...errors.map(error => error.message), message];
  return (
    permissionName ??
    errors.find(error => error.permissionName !== undefined)?.permissionName ??
    nameLike(parameter?.value) ??
    texts.flatMap(text => BRACKETED.exec(text ?? '')?.[1] ?? [])[0]
  );
}

function nameLike(text: string | undefined): string | undefined {
  return text !== undefined && NAME.test(text) ? text : undefined;
}

/** A refused request as its rule sees it. */
export function refusedCase(about: Case, refused: Refused, phase: CasePhase): RefusedCase {
  return { ...about, refused, phase, code: decidingCode(refused), permission: permissionOf(refused) };
}
