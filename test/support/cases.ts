// Cases for tests of explanations: a problem, a profile as far as it is known, and a moment.
import assert from 'node:assert/strict';
import type { Case, CasePhase, KnownProfile, Problem } from '../../src/explanations/case.ts';
import { WHO, type Words } from '../../src/explanations/explanation.ts';
import { refusedCase, type RefusedCase } from '../../src/explanations/rule.ts';
import { DEFAULT_SERVERS } from '../../src/ringcentral/environment.ts';
import type { ApiError, RateLimitHeaders, Refused } from '../../src/ringcentral/failure.ts';
import { NOW, rowOf } from './samples.ts';

/** What of the known profile differs from Acme's in production; null for a case without a profile (a pasted answer). */
export type ProfileChanges = Partial<KnownProfile> | null;

/** Acme, with what follows from the changes: its address is its environment's, its JWT names its environment. */
export function knownProfileOf(changes: Partial<KnownProfile> = {}): KnownProfile {
  const { id, name, environment, server, clientId, ownerId, jwtExpiresAt } = rowOf();
  const facts = { id, name, environment, server, clientId, ownerId, jwtExpiresAt, ...changes };
  return {
    jwtEnvironment: facts.environment,
    address: facts.server ?? DEFAULT_SERVERS[facts.environment],
    ...facts,
  };
}

/** A case at noon of the tests' day. */
export function caseOf(problem: Problem, profile: ProfileChanges = {}, now: number = NOW): Case {
  return { problem, profile: profile === null ? undefined : knownProfileOf(profile), now };
}

/** What a refusal of a test says; whatever is left out, the answer does not have. */
export interface RefusalOf {
  readonly status?: number;
  /** Stands in `errors[0]`. */
  readonly code?: string;
  /** Stands in `errors[0]`. */
  readonly message?: string;
  readonly permissionName?: string;
  readonly parameters?: ApiError['parameters'];
  /** `token` unless said otherwise. */
  readonly phase?: CasePhase;
  readonly oauthError?: string;
  /** The host of the profile's address unless said otherwise; `''` without a profile. */
  readonly host?: string;
  readonly retryAfterSeconds?: number;
  readonly rateLimit?: RateLimitHeaders;
  readonly bodyExcerpt?: string;
  readonly profile?: ProfileChanges;
  readonly now?: number;
}

/** A refusal as its rule sees it. */
export function refusedOf(refusal: RefusalOf): RefusedCase {
  const { code, message, permissionName, oauthError, bodyExcerpt } = refusal;
  const phase = refusal.phase ?? 'token';
  const now = refusal.now ?? NOW;
  const profile = refusal.profile === null ? undefined : knownProfileOf(refusal.profile);
  const error: ApiError = {
    ...(code === undefined ? {} : { errorCode: code }),
    ...(message === undefined ? {} : { message }),
    ...(permissionName === undefined ? {} : { permissionName }),
    parameters: refusal.parameters ?? [],
  };
  const refused: Refused = {
    kind: 'refused',
    phase: phase === 'refresh' ? 'token' : phase,
    host: refusal.host ?? (profile?.address === undefined ? '' : new URL(profile.address).host),
    at: now,
    answeredAt: now,
    status: refusal.status ?? 400,
    contentType: 'application/json',
    requestId: 'request-1',
    retryAfterSeconds: refusal.retryAfterSeconds,
    rateLimit: refusal.rateLimit ?? {},
    ...(oauthError === undefined ? {} : { oauthError }),
    ...(bodyExcerpt === undefined ? {} : { bodyExcerpt }),
    errors: Object.keys(error).length > 1 || error.parameters.length > 0 ? [error] : [],
  };
  return refusedCase({ problem: { kind: 'failure', failure: refused, phase }, profile, now }, refused, phase);
}

/** How an explanation ends that leads to a token. */
const TO_A_TOKEN = /get an access token|try again|send the request again/i;

/**
 * Fails unless words are complete, short where they must be, and free of codes, gaps and shouting where they must be.
 * @param lastStep what the last step must say
 */
export function assertComplete(words: Words, lastStep = TO_A_TOKEN): void {
  const { headline, short, happened, causes, steps, actions } = words;
  assert.ok(headline.length <= 100, `The headline has ${headline.length} characters: ${headline}`);
  assert.doesNotMatch(headline, /[A-Z]{3}-\d{3}/);
  assert.match(headline, /^[A-Z].*[^.]\.$/);
  assert.ok(short.length <= 30, `Too long for a row: ${short}`);
  assert.doesNotMatch(short, /\.$/);
  assert.ok(happened.length >= 1 && happened.length <= 3, `${happened.length} sentences on what happened`);
  assert.ok(causes.length > 0 && steps.length > 0 && actions.length > 0);
  assert.ok(actions.length <= 3, `${actions.length} actions`);
  for (const { who } of steps) {
    assert.ok(WHO.includes(who));
  }
  assert.match(steps.at(-1)?.text ?? '', lastStep);
  assert.doesNotMatch(JSON.stringify(words), /undefined|null/);
  for (const text of textsOf(words)) {
    assert.doesNotMatch(text, /undefined|NaN|Invalid Date|\{\d\}|!|^\s*$|'/);
  }
}

/** Every text of some words that a person reads. */
export function textsOf({ headline, short, happened, causes, steps }: Words): string[] {
  return [
    headline,
    short,
    ...happened,
    ...causes.flatMap(({ text, evidence }) => (evidence === undefined ? [text] : [text, evidence])),
    ...steps.map(({ text }) => text),
  ];
}
