// The ledger of a client's requests in group Auth: times only, as lines of text that windows append (product, section 4).
//
// The order of the lines decides. Whoever wants to send appends its line first, reads the ledger again, and sends only if
// fewer than five of the lines before its own count then. So the limit holds even where a lock was lost.
import { isShortlyBefore, leftOf, type Moment } from './moment.ts';
import type { Penalty } from './penalties.ts';

/** RingCentral's minute, and a second for the way there: what counts is when a request arrives. */
export const WINDOW_MS = 61_000;
const MAX_REQUESTS = 5;

/** No more is read than the end of a ledger: a minute is a few lines. */
const MAX_TEXT = 64 * 1024;
/** Nobody is locked out for longer by a ledger that was damaged. */
const LONGEST_PENALTY_MS = 31 * 24 * 3_600_000;

/** A request that was sent or is about to be. */
export interface Send extends Moment {
  /** Tells it from the others. */
  readonly id: string;
}

/** What is in a ledger, in its order. */
export interface Ledger {
  readonly sends: readonly Send[];
  readonly penalties: readonly Penalty[];
}

export const EMPTY_LEDGER: Ledger = { sends: [], penalties: [] };

/** Why no request may be sent now, and from when on one may again, in ms. */
export interface Hold {
  readonly reason: 'penalty' | 'budget';
  readonly until: number;
}

const SEND = /^sent (\d{1,16}) (\d{1,16}) ([0-9a-f]{8,36})$/;
const PENALTY = /^penalty (\d{1,16}) (\d{1,16}) (\d{1,10})$/;

/** Reads a ledger. A line that is none, half of one that a crash left for example, counts for nothing. */
export function parseLedger(text: string): Ledger {
  const sends: Send[] = [];
  const penalties: Penalty[] = [];
  for (const line of text.slice(-MAX_TEXT).split('\n')) {
    const [, sentAt, sentUp, id] = SEND.exec(line) ?? [];
    if (id !== undefined) sends.push({ at: Number(sentAt), up: Number(sentUp), id });
    const [, from, up, lasts] = PENALTY.exec(line) ?? [];
    if (lasts !== undefined && Number(lasts) <= LONGEST_PENALTY_MS) {
      penalties.push({ at: Number(from), up: Number(up), lasts: Number(lasts) });
    }
  }
  return { sends, penalties };
}

/** The line of a request. It begins with a break, so that half a line of a crash before it spoils nothing. */
export function sendLine({ at, up, id }: Send): string {
  return `\nsent ${whole(at)} ${whole(up)} ${id}\n`;
}

/** The line of a penalty. */
export function penaltyLine({ at, up, lasts }: Penalty): string {
  return `\npenalty ${whole(at)} ${whole(up)} ${Math.min(whole(lasts), LONGEST_PENALTY_MS)}\n`;
}

/** What still counts at a moment. */
export function pruned({ sends, penalties }: Ledger, now: Moment): Ledger {
  return {
    sends: sends.filter(send => leftOfSend(send, now) > 0),
    penalties: penalties.filter(penalty => leftOf(penalty, penalty.lasts, now) > 0),
  };
}

/** The text of a ledger. */
export function ledgerText({ sends, penalties }: Ledger): string {
  return [...penalties.map(penaltyLine), ...sends.map(sendLine)].join('');
}

/** One ledger, with what only another one knows behind it. */
export function joined(ledger: Ledger, other: Ledger): Ledger {
  const known = new Set(ledger.sends.map(({ id }) => id));
  return {
    sends: [...ledger.sends, ...other.sends.filter(({ id }) => !known.has(id))],
    penalties: [...ledger.penalties, ...other.penalties],
  };
}

/** The penalty that runs longest at a moment. */
export function penaltyOf({ penalties }: Ledger, now: Moment): Penalty | undefined {
  let longest: Penalty | undefined;
  for (const penalty of penalties) {
    const left = leftOf(penalty, penalty.lasts, now);
    if (left > 0 && (longest === undefined || left > leftOf(longest, longest.lasts, now))) longest = penalty;
  }
  return longest;
}

/** Why a request must wait at a moment; undefined when it may be sent. */
export function holdOf(ledger: Ledger, now: Moment): Hold | undefined {
  const penalty = penaltyOf(ledger, now);
  if (penalty !== undefined) {
    return { reason: 'penalty', until: now.at + leftOf(penalty, penalty.lasts, now) };
  }
  const left = grantedOf(ledger)
    .map(send => leftOfSend(send, now))
    .filter(milliseconds => milliseconds > 0)
    .sort((a, b) => b - a);
  const wait = left[MAX_REQUESTS - 1];
  return wait === undefined ? undefined : { reason: 'budget', until: now.at + wait };
}

/** Whether a request in the ledger may be sent: fewer than five of those before it count at its moment. */
export function isGranted(ledger: Ledger, id: string): boolean {
  return grantedOf(ledger).some(send => send.id === id);
}

/** The requests that were sent: what was written beyond the limit was not. */
function grantedOf({ sends }: Ledger): Send[] {
  const granted: Send[] = [];
  for (const send of sends) {
    const before = granted.filter(other => leftOfSend(other, send) > 0);
    if (before.length < MAX_REQUESTS) granted.push(send);
  }
  return granted;
}

/** How long a request still counts at a moment, in ms: a window may have stood still between clock and line. */
function leftOfSend(send: Send, now: Moment): number {
  return isShortlyBefore(now, send) ? WINDOW_MS : leftOf(send, WINDOW_MS, now);
}

function whole(milliseconds: number): number {
  return Math.max(0, Math.round(milliseconds));
}
