// Sessions and their tokens: how many there may be, how they are renewed, and what ends them (facts, section 4).
import { randomUUID } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { App, User } from './directory.ts';
import type { Environment } from './environments.ts';
import { newToken } from './identifiers.ts';
import type { TokenKind } from './identifiers.ts';
import { rememberSecret } from './knownSecrets.ts';

/** How many sessions one user has with one app; a further one pushes out the oldest. */
const SESSIONS_PER_USER_AND_APP = 5;

export interface Session {
  readonly id: string;
  readonly app: App;
  readonly user: User;
  readonly scopes: readonly string[];
  readonly endpointId: string;
  ended: boolean;
}

export interface Token {
  readonly value: string;
  readonly kind: TokenKind;
  readonly session: Session;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** A renewal has put another token in this one's place. */
  replaced: boolean;
}

/** How long new tokens live, in seconds; no refresh token without its time. */
export interface Lifetimes {
  readonly access: number;
  readonly refresh?: number;
}

/** The tokens of one sign-in or renewal. */
export interface IssuedTokens {
  readonly session: Session;
  readonly access: Token;
  readonly refresh?: Token;
}

/** The sessions of one environment. */
export class SessionStore {
  readonly #environment: Environment;
  readonly #clock: Clock;
  readonly #sessions: Session[] = [];
  readonly #tokens = new Map<string, Token>();

  constructor(environment: Environment, clock: Clock) {
    this.#environment = environment;
    this.#clock = clock;
  }

  /** Opens a session, and ends the oldest of this user and app where there were five already. */
  open(
    app: App,
    user: User,
    scopes: readonly string[],
    endpointId: string,
    lifetimes: Lifetimes,
  ): IssuedTokens {
    const others = this.live(app, user);
    for (const pushedOut of others.slice(0, Math.max(0, others.length - SESSIONS_PER_USER_AND_APP + 1))) {
      pushedOut.ended = true;
    }
    const session: Session = { id: randomUUID(), app, user, scopes, endpointId, ended: false };
    this.#sessions.push(session);
    return this.#issue(session, lifetimes);
  }

  /** Gives the session new tokens; its old ones are dead at once. */
  renew(session: Session, lifetimes: Lifetimes): IssuedTokens {
    for (const token of this.#tokensOf(session)) {
      token.replaced = true;
    }
    return this.#issue(session, lifetimes);
  }

  /** A token that was issued here, dead or alive. */
  find(value: string): Token | undefined {
    return this.#tokens.get(value);
  }

  isExpired(token: Token): boolean {
    return this.#clock.now() >= token.expiresAt;
  }

  /** The sessions that still go on, all or those of a user and app, the oldest first. */
  live(app?: App, user?: User): Session[] {
    return this.#sessions.filter(
      session =>
        (app === undefined || session.app === app) &&
        (user === undefined || session.user === user) &&
        !session.ended &&
        !this.#isOver(session),
    );
  }

  /** Ends all sessions, as a password change or an administrator can. */
  endAll(): void {
    for (const session of this.#sessions) {
      session.ended = true;
    }
  }

  /** A session whose last token has expired has no way to go on, so it leaves room for another [inf]. */
  #isOver(session: Session): boolean {
    return this.#tokensOf(session).every(token => token.replaced || this.isExpired(token));
  }

  #tokensOf(session: Session): Token[] {
    return [...this.#tokens.values()].filter(token => token.session === session);
  }

  #issue(session: Session, { access, refresh }: Lifetimes): IssuedTokens {
    return {
      session,
      access: this.#add('access', session, access),
      ...(refresh !== undefined && { refresh: this.#add('refresh', session, refresh) }),
    };
  }

  #add(kind: TokenKind, session: Session, seconds: number): Token {
    const value = newToken(kind, this.#environment);
    rememberSecret(`${kind} token`, value);
    const token: Token = {
      value,
      kind,
      session,
      expiresAt: this.#clock.now() + seconds * 1000,
      replaced: false,
    };
    this.#tokens.set(value, token);
    return token;
  }
}
