// Keeps the extension within RingCentral's limit for token requests: five a minute, and a penalty that every request
// made inside it restarts (facts, section 4). Counted over all windows that share the ledgers (product, section 4).
import { codeOf } from '../profiles/errorCode.ts';
import type { Failure } from '../ringcentral/failure.ts';
import {
  EMPTY_LEDGER,
  holdOf,
  isGranted,
  joined,
  ledgerText,
  parseLedger,
  penaltyLine,
  penaltyOf,
  pruned,
  sendLine,
  WINDOW_MS,
  type Hold,
  type Ledger,
} from './ledger.ts';
import type { Moment } from './moment.ts';
import { nameOf, penaltyEnd, type Client, type Penalties } from './penalties.ts';
import { Turns, type SharedLock } from './turns.ts';

/** A ledger longer than this, in characters, is written anew without what counts no more. */
const LONG_LEDGER = 4096;
/** An answer's body may take its time after its head, but not this long (ms): then a clock was set. */
const LONGEST_BODY_MS = 120_000;
/** A line is written at once (ms). */
const LONGEST_WRITING_MS = 5000;

/** Where the ledgers are kept, by name. Each of these throws where none can be kept. */
export interface LedgerFiles {
  /** The text of a ledger; empty where there is none yet. */
  read(name: string): Promise<string>;
  /** Adds a text at a ledger's end, in one piece, whoever else does the same. */
  append(name: string, text: string): Promise<void>;
  /** Puts another text in a ledger's place, in one piece. */
  replace(name: string, text: string): Promise<void>;
}

export interface RequestBudgetParts {
  readonly now: () => Moment;
  /** Undefined where windows can't share files. */
  readonly files: LedgerFiles | undefined;
  readonly lock: SharedLock;
  readonly penalties: Penalties;
  /**
   * Called when requests are counted in this window only.
   * @param reason the error's code where there was one
   */
  readonly onAlone: (reason: string | undefined) => void;
}

/** Counts the requests in group Auth, token and revoke together, for each server and client ID. */
export class RequestBudget {
  readonly #parts: RequestBudgetParts;
  readonly #turns: Turns;
  /** What this window knows by itself, by ledger: it holds even if the ledger is lost. */
  readonly #own = new Map<string, Ledger>();

  constructor(parts: RequestBudgetParts) {
    this.#parts = parts;
    this.#turns = new Turns(parts.lock);
  }

  /**
   * Counts a request that is sent as soon as this returns, unless it must wait.
   * @param signal when it is aborted by the time that it would be counted, it is not
   * @returns why it must wait; undefined when it may be sent
   */
  async claim(client: Client, signal?: AbortSignal): Promise<Hold | undefined> {
    const name = nameOf(client);
    return this.#turns.take(name, async () => this.#claim(client, name, signal));
  }

  async #claim(client: Client, name: string, signal: AbortSignal | undefined): Promise<Hold | undefined> {
    const { ledger: before } = await this.#look(client);
    const hold = holdOf(before, this.#parts.now());
    if (hold !== undefined || signal?.aborted === true) return hold;
    const send = { ...this.#parts.now(), id: crypto.randomUUID().slice(0, 8) };
    if (await this.#append(name, sendLine(send))) {
      const { ledger: after, isRead } = await this.#look(client);
      const now = this.#parts.now();
      // The machine slept over it, or stood still: who came meanwhile is not seen from that moment.
      if (now.up - send.up > LONGEST_WRITING_MS) return this.#claim(client, name, signal);
      // Somebody else came in between: the lock was lost.
      const isHeld = penaltyOf(after, now) !== undefined || !isGranted(after, send.id);
      if (isRead && isHeld) return holdOf(after, now) ?? { reason: 'budget', until: now.at + WINDOW_MS };
    }
    this.#remember(name, { ...EMPTY_LEDGER, sends: [send] });
    return undefined;
  }

  /** Starts a penalty when the answer was 429. */
  async noteFailure(client: Client, failure: Failure): Promise<void> {
    if (failure.kind !== 'refused' || failure.status !== 429) return;
    const { now, penalties } = this.#parts;
    const { at, up } = now();
    // It counts from the answer's head, which its body came after.
    const passed = at - failure.answeredAt;
    const since = passed > 0 && passed < LONGEST_BODY_MS ? passed : 0;
    const lasts = penaltyEnd(failure) - failure.answeredAt;
    const penalty = { at: at - since, up: up - since, lasts };
    const name = nameOf(client);
    this.#remember(name, { ...EMPTY_LEDGER, penalties: [penalty] });
    penalties.note(client, penalty);
    // In turn, because another window may be writing the ledger anew.
    await this.#turns.take(name, async () => this.#append(name, penaltyLine(penalty)));
  }

  /** What is known of a client's requests, here and in the ledger; of a penalty in it this window knows from now on. */
  async #look(client: Client): Promise<{ readonly ledger: Ledger; readonly isRead: boolean }> {
    const { now, files, penalties } = this.#parts;
    const name = nameOf(client);
    const own = pruned(this.#own.get(name) ?? EMPTY_LEDGER, now());
    this.#own.set(name, own);
    let text = '';
    let isRead = false;
    try {
      text = (await files?.read(name)) ?? '';
      isRead = true;
    } catch (error) {
      this.#parts.onAlone(codeOf(error));
    }
    const ledger = joined(parseLedger(text), own);
    const penalty = penaltyOf(ledger, now());
    if (penalty !== undefined) penalties.note(client, penalty);
    if (text.length > LONG_LEDGER) {
      // What can't be shortened only grows on.
      await files?.replace(name, ledgerText(pruned(ledger, now()))).catch(() => undefined);
    }
    return { ledger, isRead };
  }

  /** Whether it is in the ledger now. */
  async #append(name: string, line: string): Promise<boolean> {
    const { files, onAlone } = this.#parts;
    if (files === undefined) {
      onAlone(undefined);
      return false;
    }
    try {
      await files.append(name, line);
      return true;
    } catch (error) {
      onAlone(codeOf(error));
      return false;
    }
  }

  #remember(name: string, ledger: Ledger): void {
    this.#own.set(name, joined(this.#own.get(name) ?? EMPTY_LEDGER, ledger));
  }
}
