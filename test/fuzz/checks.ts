// What holds for whatever comes out of a parser: nothing in it controls or hides, no secret, no stray time.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import type { Case } from '../../src/explanations/case.ts';
import { explain } from '../../src/explanations/explain.ts';
import { GATES, type Explanation } from '../../src/explanations/explanation.ts';
import { reportOf } from '../../src/explanations/report.ts';
import { MAX_TIME_MS } from '../../src/ringcentral/time.ts';
import { PanelViewSchema, toExplanation, toPanelView } from '../../src/workbench/panel/panelView.ts';
import { claimsOf, jwtOf } from '../support/samples.ts';

/** What controls, hides or turns text, the line break aside. */
const HARMFUL = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u;

/** Fails on what controls, hides or turns text. */
export function assertPlainLines(text: string): void {
  assert.doesNotMatch(text, HARMFUL);
}

/** Like {@link assertPlainLines}, and on a line break. */
export function assertPlain(text: string): void {
  assertPlainLines(text);
  assert.ok(!text.includes('\n'), `A line break in ${JSON.stringify(text)}`);
}

/** All the strings in a value, keys too. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(Array.isArray(value) ? [] : [key]),
    ...stringsIn(inner),
  ]);
}

/** The secrets that are planted into inputs, none of which is part of another. */
export const SECRETS = {
  clientSecret: 'kP9xS3cretOfClient7QmZ4vT2',
  accessToken: 'U0pDMDFQMDFQQVMwMXxBQUJ2ZzR0b2tlbk9mVGVzdHM5OGFiY2Q',
  jwt: jwtOf({ ...claimsOf(), jti: 'onlyInThisSecret' }),
} as const;

/** Half of a secret is one, too. */
const SHOWN = 12;

/** Fails where a secret, or its beginning or end, is in a text. */
export function assertNoSecret(text: string, secrets: Iterable<string> = Object.values(SECRETS)): void {
  for (const secret of secrets) {
    for (const part of [secret.slice(0, SHOWN), secret.slice(-SHOWN)]) {
      assert.ok(!text.includes(part), `${part} is in ${text.slice(0, 2000)}`);
    }
  }
}

/** Fails on a time in ms that no calendar has. */
export function assertTime(at: number): void {
  assert.ok(Math.abs(at) <= MAX_TIME_MS, `${at} is no time`);
}

/** A text with something put into it at a place, a share of 1000: done last, so that no change cuts what is put in. */
export function planted(text: string, plants: readonly Plant[]): string {
  const last = [...plants].sort((one, other) => other.at - one.at);
  return last.reduce((all, { at, plant }) => {
    // Counted in the text as it was: nothing is put into what was put in.
    const place = Math.floor((at * text.length) / 1000);
    return all.slice(0, place) + plant + all.slice(place);
  }, text);
}

export interface Plant {
  readonly at: number;
  readonly plant: string;
}

/** One or two of these, each somewhere. */
export function plantsOf(texts: readonly string[]): fc.Arbitrary<Plant[]> {
  return fc.array(fc.record({ at: fc.nat(1000), plant: fc.constantFrom(...texts) }), { maxLength: 2 });
}

/**
 * Explains a case, and fails unless the explanation is whole: the panel takes it, a report can be made of it, nothing in
 * it harms, no secret is in it.
 */
export function assertExplained(
  about: Case,
  secrets: Iterable<string> = Object.values(SECRETS),
): Explanation {
  const explanation = explain(about);
  const view = toPanelView(explanation, { profileId: 'id-1' });
  const kept: unknown = JSON.parse(JSON.stringify(view));
  assert.deepEqual(v.parse(PanelViewSchema, kept), view);
  assert.deepEqual(
    explanation.gates.map(({ id }) => id),
    GATES,
  );
  const report = reportOf(explanation);
  assert.equal(reportOf(toExplanation(view)), report);
  const { headline, short, happened, steps, causes } = explanation;
  assert.ok(headline !== '' && short !== '' && happened.length > 0 && steps.length > 0 && causes.length > 0);
  const texts = stringsIn(explanation);
  for (const text of texts) assertPlain(text);
  assertPlainLines(report);
  assertNoSecret(texts.join('\n') + report, secrets);
  for (const action of explanation.actions) {
    if (action.kind === 'try-again' && action.at !== undefined) assertTime(action.at);
  }
  return explanation;
}
