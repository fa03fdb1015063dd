// Who exists in one environment: organizations, their apps and users, and the users' JWT credentials.
import { randomUUID } from 'node:crypto';
import { expirySeconds } from './credentials.ts';
import type { CredentialIssuer, Expiry } from './credentials.ts';
import type { Clock } from './clock.ts';
import type { Environment } from './environments.ts';
import { clientIdFor, clientSecretFor } from './identifiers.ts';
import { rememberSecret } from './knownSecrets.ts';
import type { PermissionScope } from './permissions.ts';

/** A RingCentral account. */
export interface Organization {
  /** The account id. */
  readonly id: string;
  readonly name: string;
  suspended: boolean;
  /** Features that the account can't use, and why. */
  readonly missingFeatures: Map<string, 'turned off' | 'not in plan'>;
}

export interface App {
  readonly clientId: string;
  readonly name: string;
  readonly organization: Organization;
  /** `null` for a public app, which has none. */
  clientSecret: string | null;
  /** Whether the JWT auth flow is enabled. */
  jwtFlow: boolean;
  refreshTokens: boolean;
  /** App permissions, as the console lists them. */
  permissions: string[];
}

/** A user: in RingCentral's words an extension. */
export interface User {
  /** The extension id, a string of digits. */
  readonly id: string;
  readonly organization: Organization;
  name: string;
  readonly extensionNumber: string;
  status: 'Enabled' | 'Disabled' | 'Deleted';
  /** User permissions, by the role, each with its reach. */
  permissions: Record<string, PermissionScope>;
}

export interface Credential {
  readonly label: string;
  readonly owner: User;
  readonly jwt: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
  /** Apps that may use it: those of the owner's organization, or those of these client IDs. */
  permittedApps: 'organization' | string[];
  deleted: boolean;
}

export type NewApp = Partial<Omit<App, 'name'>> & { readonly name: string };
export type NewUser = Partial<User> & { readonly name: string };

export interface NewCredential {
  readonly owner: User;
  readonly label?: string;
  /** Seconds since 1970; now when absent. */
  readonly issuedAt?: number;
  /** Never when absent. */
  readonly expires?: Expiry;
  readonly permittedApps?: 'organization' | string[];
  readonly deleted?: boolean;
}

/** What a user with an ordinary role may do; all permissions reach over the own extension only. */
export const STANDARD_ROLE: Readonly<Record<string, PermissionScope>> = {
  ThirdPartyAppAccess: 'Account',
  ReadExtensions: 'Self',
  ReadCallLog: 'Self',
  ReadMessages: 'Self',
  ReadPresenceStatus: 'Self',
};

/** What an account administrator may do. */
export const ADMINISTRATOR_ROLE: Readonly<Record<string, PermissionScope>> = {
  ThirdPartyAppAccess: 'Account',
  ReadExtensions: 'AllExtensions',
  EditUserInfo: 'AllExtensions',
  ReadCallLog: 'AllExtensions',
  FullCompanyCallLog: 'AllExtensions',
  ReadMessages: 'AllExtensions',
  ReadPresenceStatus: 'AllExtensions',
  ReadCompanyInfo: 'Account',
  EditCompanyInfo: 'Account',
};

/** The directory of one environment. Its records may be changed at any time: the servers look at them anew. */
export class Directory {
  readonly environment: Environment;
  /** The organization that apps and users belong to unless something else is said. */
  readonly organization: Organization;
  readonly users: User[] = [];
  readonly #clock: Clock;
  readonly #issuer: CredentialIssuer;
  readonly #apps = new Map<string, App>();
  readonly #credentials = new Map<string, Credential>();
  readonly #firstId: number;
  #organizations = 0;

  constructor(environment: Environment, issuer: CredentialIssuer, clock: Clock) {
    this.environment = environment;
    this.#issuer = issuer;
    this.#clock = clock;
    this.#firstId = environment === 'production' ? 62_014_000_004 : 80_233_000_004;
    this.organization = this.addOrganization('Alder & Finch Architects');
  }

  addOrganization(name: string): Organization {
    this.#organizations += 1;
    return {
      id: String(this.#firstId + this.#organizations * 4),
      name,
      suspended: false,
      missingFeatures: new Map(),
    };
  }

  /** Adds an app: by default a confidential one with the JWT flow, without refresh tokens, reading accounts and calls. */
  addApp(app: NewApp): App {
    const seed = `${this.environment} ${app.name} ${this.#apps.size}`;
    const added: App = {
      clientId: clientIdFor(seed),
      organization: this.organization,
      clientSecret: clientSecretFor(seed),
      jwtFlow: true,
      refreshTokens: false,
      permissions: ['ReadAccounts', 'ReadCallLog'],
      ...app,
    };
    this.#apps.set(added.clientId, added);
    rememberSecret('client secret', added.clientSecret);
    return added;
  }

  /** Adds a user: by default an enabled one with the standard role. */
  addUser(user: NewUser): User {
    const added: User = {
      id: String(this.#firstId + 500_000 + this.users.length * 4),
      organization: this.organization,
      extensionNumber: String(101 + this.users.length),
      status: 'Enabled',
      permissions: { ...STANDARD_ROLE },
      ...user,
    };
    this.users.push(added);
    return added;
  }

  /** Makes a JWT credential: by default one that never expires, for all apps of the owner's organization. */
  async addCredential(credential: NewCredential): Promise<Credential> {
    const { owner, expires = 'never', permittedApps = 'organization', deleted = false } = credential;
    const issuedAt = credential.issuedAt ?? Math.floor(this.#clock.now() / 1000);
    const id = randomUUID();
    const { environment } = this;
    const jwt = await this.#issuer.issue({ id, environment, owner: owner.id, issuedAt, expires });
    const added: Credential = {
      label: credential.label ?? owner.name,
      owner,
      jwt,
      expiresAt: expirySeconds(expires, issuedAt),
      permittedApps,
      deleted,
    };
    this.#credentials.set(id, added);
    rememberSecret('JWT', jwt);
    return added;
  }

  findApp(clientId: string): App | undefined {
    return this.#apps.get(clientId);
  }

  /** The credential of a JWT whose signature is genuine; `undefined` when there is none or somebody has deleted it. */
  async findCredential(jwt: string): Promise<Credential | undefined> {
    const id = await this.#issuer.identify(jwt);
    const credential = id === undefined ? undefined : this.#credentials.get(id);
    return credential?.deleted === false ? credential : undefined;
  }
}
