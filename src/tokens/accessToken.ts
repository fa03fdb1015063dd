// An access token and its life: until when it is used, and how much is left of it (product, section 4).
/** A token with what it is bound to: it is sent and revoked only at the server and with the client it was got with. */
export interface AccessToken {
  readonly accessToken: string;
  /** In ms. */
  readonly obtainedAt: number;
  /** In ms. */
  readonly expiresAt: number;
  readonly server: string;
  readonly clientId: string;
  /** The client's secret, so that the session can be ended however the profile has changed since. */
  readonly clientSecret: string;
  /** The `credentialId` of the profile that it was got with. */
  readonly credential: string;
  readonly scopes: readonly string[];
  /** The owner's extension id. */
  readonly ownerId: string | undefined;
}

/** A token is handed out until this long before it expires, in ms. */
export const MARGIN_MS = 60_000;

/** What a token is bound to. */
export type Binding = Pick<AccessToken, 'server' | 'clientId' | 'clientSecret' | 'credential'>;

/** Whether a token is handed out for this server and credential at this moment (in ms). */
export function isUsable(token: AccessToken, binding: Binding, now: number): boolean {
  return (
    token.server === binding.server &&
    token.clientId === binding.clientId &&
    token.credential === binding.credential &&
    token.expiresAt - now > MARGIN_MS
  );
}

/** Whole minutes left, rounded down, never negative. Times in ms. */
export function minutesLeft(expiresAt: number, now: number): number {
  return Math.max(0, Math.floor((expiresAt - now) / 60_000));
}

/** Whole seconds left, rounded down, never negative. Times in ms. */
export function secondsLeft(expiresAt: number, now: number): number {
  return Math.max(0, Math.floor((expiresAt - now) / 1000));
}
