// Every fault that the simulator can show, with sensible parameters, and what each must come to.
import type { Fault } from '../simulator/faults.ts';

/** How a request ends: taken, or the failure's kind with the explanation's rule and closed gate. */
export type Ending = 'taken' | readonly [kind: string, rule: string, closedBy: string];

/** A fault, and how a request ends that meets it; `api` is the reading call that proves a token. */
export interface FaultRow {
  readonly fault: Fault;
  readonly token: Ending;
  readonly revoke: Ending;
  readonly api: Ending;
  /** A call whose answer is shown to whoever makes it, where that ends otherwise. */
  readonly call?: Ending;
  /** The question whether the owner has a permission, where that ends otherwise. */
  readonly check?: Ending;
}

/** A time limit of a request, in ms, that the faults without an end run into. */
export const SHORT_LIMIT_MS = 150;

type Rows = { readonly [Kind in Fault['kind']]: readonly (FaultRow & { fault: { kind: Kind } })[] };

/** By kind. */
export const FAULT_TABLE: Rows = {
  hang: [
    {
      fault: { kind: 'hang' },
      token: ['timeout', 'network.timed-out', 'network'],
      revoke: ['timeout', 'network.timed-out', 'network'],
      api: ['timeout', 'network.timed-out', 'network'],
    },
  ],
  reset: [
    {
      fault: { kind: 'reset' },
      token: ['network', 'network.reset', 'network'],
      revoke: ['network', 'network.reset', 'network'],
      api: ['network', 'network.reset', 'network'],
    },
  ],
  huge: [
    {
      fault: { kind: 'huge', mebibytes: 2 },
      token: ['too-large', 'answer.too-large', 'network'],
      revoke: ['too-large', 'answer.too-large', 'network'],
      api: ['too-large', 'answer.too-large', 'network'],
      call: 'taken',
    },
    {
      fault: { kind: 'huge', mebibytes: 2, declared: false },
      token: ['too-large', 'answer.too-large', 'network'],
      revoke: ['too-large', 'answer.too-large', 'network'],
      api: ['too-large', 'answer.too-large', 'network'],
      call: 'taken',
    },
  ],
  portal: [
    {
      fault: { kind: 'portal' },
      token: ['unreadable', 'answer.sign-in-page', 'network'],
      revoke: ['unreadable', 'answer.sign-in-page', 'network'],
      api: ['unreadable', 'answer.sign-in-page', 'network'],
    },
  ],
  unavailable: [
    {
      fault: { kind: 'unavailable', status: 500, body: 'ringcentral' },
      token: ['refused', 'CMN-203.token', 'service'],
      revoke: ['refused', 'CMN-203.revoke', 'service'],
      api: ['refused', 'CMN-203.api', 'service'],
    },
    {
      fault: { kind: 'unavailable', status: 500, body: 'html' },
      token: ['refused', 'status-500.token', 'service'],
      revoke: ['refused', 'status-500.revoke', 'service'],
      api: ['refused', 'status-500.api', 'service'],
    },
    {
      fault: { kind: 'unavailable', status: 502, body: 'ringcentral' },
      token: ['refused', 'CMN-201.token', 'service'],
      revoke: ['refused', 'CMN-201.revoke', 'service'],
      api: ['refused', 'CMN-201.api', 'service'],
    },
    {
      fault: { kind: 'unavailable', status: 502, body: 'html' },
      token: ['refused', 'status-502.token', 'service'],
      revoke: ['refused', 'status-502.revoke', 'service'],
      api: ['refused', 'status-502.api', 'service'],
    },
    {
      fault: { kind: 'unavailable', status: 503, body: 'ringcentral' },
      token: ['refused', 'CMN-201.token', 'service'],
      revoke: ['refused', 'CMN-201.revoke', 'service'],
      api: ['refused', 'CMN-201.api', 'service'],
    },
    {
      fault: { kind: 'unavailable', status: 503, body: 'html' },
      token: ['refused', 'status-503.token', 'service'],
      revoke: ['refused', 'status-503.revoke', 'service'],
      api: ['refused', 'status-503.api', 'service'],
    },
    {
      fault: { kind: 'unavailable', status: 503, retryAfterSeconds: 7 },
      token: ['refused', 'CMN-201.token', 'service'],
      revoke: ['refused', 'CMN-201.revoke', 'service'],
      api: ['refused', 'CMN-201.api', 'service'],
    },
  ],
  redirect: [
    {
      fault: { kind: 'redirect' },
      token: ['redirect', 'answer.redirect', 'network'],
      revoke: ['redirect', 'answer.redirect', 'network'],
      api: ['redirect', 'answer.redirect', 'network'],
    },
    {
      fault: { kind: 'redirect', location: 'http://login.example/portal' },
      token: ['redirect', 'answer.redirect', 'network'],
      revoke: ['redirect', 'answer.redirect', 'network'],
      api: ['redirect', 'answer.redirect', 'network'],
    },
  ],
  'text as json': [
    {
      fault: { kind: 'text as json' },
      token: ['unreadable', 'answer.unreadable', 'network'],
      revoke: 'taken',
      api: ['unreadable', 'answer.unreadable', 'network'],
      call: 'taken',
    },
  ],
  empty: [
    {
      fault: { kind: 'empty' },
      token: ['unreadable', 'answer.unreadable', 'network'],
      revoke: 'taken',
      api: ['unreadable', 'answer.unreadable', 'network'],
      call: 'taken',
    },
  ],
  'invalid json': [
    {
      fault: { kind: 'invalid json' },
      token: ['unreadable', 'answer.unreadable', 'network'],
      revoke: 'taken',
      api: ['unreadable', 'answer.unreadable', 'network'],
      call: 'taken',
    },
  ],
  reply: [
    {
      fault: { kind: 'reply', status: 200, body: '{}' },
      token: ['unreadable', 'answer.unreadable', 'network'],
      revoke: 'taken',
      api: 'taken',
      check: ['unreadable', 'answer.unreadable', 'network'],
    },
    {
      fault: { kind: 'reply', status: 200, body: '[]' },
      token: ['unreadable', 'answer.unreadable', 'network'],
      revoke: 'taken',
      api: ['unreadable', 'answer.unreadable', 'network'],
      call: 'taken',
    },
    {
      fault: { kind: 'reply', status: 204, body: '' },
      token: ['unreadable', 'answer.unreadable', 'network'],
      revoke: 'taken',
      api: ['unreadable', 'answer.unreadable', 'network'],
      call: 'taken',
    },
    {
      fault: { kind: 'reply', status: 400, body: '{"error":"invalid_grant","error_description":"x"}' },
      token: ['refused', 'jwt-not-accepted.token', 'credential'],
      revoke: ['refused', 'guess.token.revoke', 'token'],
      api: ['refused', 'guess.token.api', 'token'],
    },
    {
      fault: { kind: 'reply', status: 400, body: 'x' },
      token: ['refused', 'guess.credential.token', 'credential'],
      revoke: ['refused', 'guess.token.revoke', 'token'],
      api: ['refused', 'guess.none.api', 'none'],
    },
    {
      fault: { kind: 'reply', status: 401, body: '' },
      token: ['refused', 'guess.application.token', 'application'],
      revoke: ['refused', 'guess.token.revoke', 'token'],
      api: ['refused', 'guess.token.api', 'token'],
    },
    {
      fault: { kind: 'reply', status: 403, body: '<html>blocked</html>' },
      token: ['refused', 'guess.network.token', 'network'],
      revoke: ['refused', 'guess.network.revoke', 'network'],
      api: ['refused', 'guess.network.api', 'network'],
    },
    {
      fault: { kind: 'reply', status: 404, body: '{}' },
      token: ['refused', 'guess.environment.token', 'environment'],
      revoke: ['refused', 'guess.token.revoke', 'token'],
      api: ['refused', 'guess.none.api', 'none'],
    },
    {
      fault: { kind: 'reply', status: 407, body: '' },
      token: ['refused', 'network.proxy-sign-in', 'network'],
      revoke: ['refused', 'network.proxy-sign-in', 'network'],
      api: ['refused', 'network.proxy-sign-in', 'network'],
    },
    {
      fault: { kind: 'reply', status: 429, body: '' },
      token: ['refused', 'status-429.token', 'rate-limit'],
      revoke: ['refused', 'status-429.revoke', 'rate-limit'],
      api: ['refused', 'status-429.api', 'rate-limit'],
    },
    {
      fault: {
        kind: 'reply',
        status: 429,
        headers: { 'retry-after': '120' },
        body: '{"errorCode":"CMN-301","message":"Request rate exceeded","errors":[{"errorCode":"CMN-301"}]}',
      },
      token: ['refused', 'CMN-301.token', 'rate-limit'],
      revoke: ['refused', 'CMN-301.revoke', 'rate-limit'],
      api: ['refused', 'CMN-301.api', 'rate-limit'],
    },
    {
      fault: { kind: 'reply', status: 302, body: '' },
      token: ['redirect', 'answer.redirect', 'network'],
      revoke: ['redirect', 'answer.redirect', 'network'],
      api: ['redirect', 'answer.redirect', 'network'],
    },
  ],
  delay: [
    { fault: { kind: 'delay', milliseconds: 1 }, token: 'taken', revoke: 'taken', api: 'taken' },
    {
      fault: { kind: 'delay', milliseconds: 400 },
      token: ['timeout', 'network.timed-out', 'network'],
      revoke: ['timeout', 'network.timed-out', 'network'],
      api: ['timeout', 'network.timed-out', 'network'],
    },
  ],
  'reset after headers': [
    {
      fault: { kind: 'reset after headers' },
      token: ['network', 'network.reset', 'network'],
      revoke: ['network', 'network.reset', 'network'],
      api: ['network', 'network.reset', 'network'],
    },
  ],
  truncated: [
    {
      fault: { kind: 'truncated' },
      token: ['network', 'network.reset', 'network'],
      revoke: ['network', 'network.reset', 'network'],
      api: ['network', 'network.reset', 'network'],
    },
  ],
  'json as text': [{ fault: { kind: 'json as text' }, token: 'taken', revoke: 'taken', api: 'taken' }],
  edited: [
    {
      fault: { kind: 'edited', remove: ['access_token', 'permissions', 'successful', 'id'] },
      token: ['unreadable', 'answer.unreadable', 'network'],
      revoke: 'taken',
      api: 'taken',
      check: ['unreadable', 'answer.unreadable', 'network'],
    },
    {
      fault: { kind: 'edited', set: { expires_in: 0 } },
      token: ['unreadable', 'answer.unreadable', 'network'],
      revoke: 'taken',
      api: 'taken',
    },
    {
      fault: { kind: 'edited', set: { expires_in: '3600' } },
      token: ['unreadable', 'answer.unreadable', 'network'],
      revoke: 'taken',
      api: 'taken',
    },
    {
      fault: { kind: 'edited', set: { token_type: 'mac' } },
      token: ['unreadable', 'answer.unreadable', 'network'],
      revoke: 'taken',
      api: 'taken',
    },
    {
      fault: { kind: 'edited', remove: ['scope', 'owner_id', 'session_id'] },
      token: 'taken',
      revoke: 'taken',
      api: 'taken',
    },
  ],
};
