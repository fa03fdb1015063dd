// Makes JWT credentials as the Developer Console does, and proves whether one was made here (facts, section 3).
import { SignJWT, compactVerify, decodeJwt, generateKeyPair } from 'jose';
import type { GenerateKeyPairResult } from 'jose';
import { audienceOf, issuerOf } from './environments.ts';
import type { Environment } from './environments.ts';

/** The key id that all published RingCentral credentials name, in both environments. */
const KEY_ID = '8762f598d05944db86bf5ca978047608';

/** RingCentral's "no expiry" is this many seconds after the issue. */
const NO_EXPIRY_SECONDS = 2_147_483_647;

/** When a credential expires: never, or at the end of a day in UTC (`YYYY-MM-DD`). */
export type Expiry = 'never' | { readonly endOf: string };

export interface CredentialClaims {
  readonly id: string;
  readonly environment: Environment;
  /** The owner's extension id. */
  readonly owner: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  readonly expires: Expiry;
}

/** When a credential expires, in seconds since 1970. A chosen expiry ends at 23:59:59 UTC of its day. */
export function expirySeconds(expires: Expiry, issuedAt: number): number {
  return expires === 'never' ? issuedAt + NO_EXPIRY_SECONDS : Date.parse(`${expires.endOf}T23:59:59Z`) / 1000;
}

/** Signs credentials and verifies them. */
export class CredentialIssuer {
  readonly #keys: GenerateKeyPairResult;

  private constructor(keys: GenerateKeyPairResult) {
    this.#keys = keys;
  }

  /** An issuer with a new RSA key of 2048 bits, which takes some tenths of a second. */
  static async create(): Promise<CredentialIssuer> {
    return new CredentialIssuer(await generateKeyPair('RS256', { modulusLength: 2048 }));
  }

  /** A signed JWT; its header and claims stand in the order of RingCentral's. */
  async issue({ id, environment, owner, issuedAt, expires }: CredentialClaims): Promise<string> {
    const claims = {
      aud: audienceOf(environment),
      sub: owner,
      iss: issuerOf(environment),
      exp: expirySeconds(expires, issuedAt),
      iat: issuedAt,
      jti: id,
    };
    return new SignJWT(claims)
      .setProtectedHeader({ kid: KEY_ID, typ: 'JWT', alg: 'RS256' })
      .sign(this.#keys.privateKey);
  }

  /** The id of a credential whose signature is this issuer's; `undefined` for any other. Looks at no other claim. */
  async identify(jwt: string): Promise<string | undefined> {
    try {
      await compactVerify(jwt, this.#keys.publicKey, { algorithms: ['RS256'] });
      return decodeJwt(jwt).jti;
    } catch {
      return undefined;
    }
  }
}
