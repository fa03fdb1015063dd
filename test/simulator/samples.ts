// The sample organization: profiles that sign in, and one for each way of being refused.
import { SignJWT } from 'jose';
import type { Clock } from './clock.ts';
import type { App, Credential, Directory, NewApp } from './directory.ts';
import { ADMINISTRATOR_ROLE } from './directory.ts';
import { audienceOf, issuerOf } from './environments.ts';
import type { Environment } from './environments.ts';
import { clientIdFor } from './identifiers.ts';

/** What somebody types into the extension to have this profile. */
export interface SampleProfile {
  readonly name: string;
  readonly environment: Environment;
  readonly clientId: string;
  /** Empty for a public app. */
  readonly clientSecret: string;
  readonly jwt: string;
}

/** A profile that is refused: with a RingCentral code or, where none is known, an OAuth error. */
export interface SampleRefusal extends SampleProfile {
  readonly expect: string;
  /** Where: at the sign-in, or afterwards by `GET /restapi/v1.0/account/~/extension/~`. */
  readonly at: 'token' | 'api';
}

export interface Samples {
  readonly profiles: readonly SampleProfile[];
  readonly refusals: readonly SampleRefusal[];
}

const DAY_SECONDS = 86_400;

/** Fills the directories of both environments. */
export async function seed(production: Directory, sandbox: Directory, clock: Clock): Promise<Samples> {
  const now = Math.floor(clock.now() / 1000);
  const productionProfiles = await seedProfiles(production, now);
  const sandboxProfiles = await seedProfiles(sandbox, now);
  return {
    profiles: [...productionProfiles, ...sandboxProfiles],
    refusals: await seedRefusals(production, sandbox, now),
  };
}

async function seedProfiles(directory: Directory, now: number): Promise<SampleProfile[]> {
  const administrator = directory.addUser({ name: 'Ingrid Solheim', permissions: { ...ADMINISTRATOR_ROLE } });
  const service = directory.addUser({ name: 'Integration Service' });
  directory.organization.missingFeatures.set('Presence', 'turned off').set('CallRecording', 'not in plan');
  const callReports = directory.addApp({ name: 'Call reports' });
  const contactSync = directory.addApp({
    name: 'Contact sync',
    permissions: ['EditAccounts', 'Contacts', 'ReadCallLog', 'ReadPresence'],
    refreshTokens: true,
  });
  const reminders = directory.addApp({
    name: 'Appointment reminders',
    permissions: ['ReadAccounts', 'SMS'],
    clientSecret: null,
  });
  const faxArchive = directory.addApp({ name: 'Fax archive', permissions: ['ReadAccounts', 'Faxes'] });
  const lasting = await directory.addCredential({
    owner: service,
    label: 'All our apps',
    issuedAt: now - 90 * DAY_SECONDS,
  });
  const dated = await directory.addCredential({
    owner: administrator,
    label: 'Contact sync only',
    issuedAt: now - 30 * DAY_SECONDS,
    expires: { endOf: dayAt(now + 200 * DAY_SECONDS) },
    permittedApps: [contactSync.clientId],
  });
  const endingSoon = await directory.addCredential({
    owner: service,
    label: 'Until the new archive',
    issuedAt: now - 60 * DAY_SECONDS,
    expires: { endOf: dayAt(now + 9 * DAY_SECONDS) },
  });
  return [
    profile(directory, callReports, lasting),
    profile(directory, contactSync, dated),
    profile(directory, reminders, lasting),
    profile(directory, faxArchive, endingSoon),
  ];
}

/** The refusals of production, and those of sandbox that a person meets first. */
async function seedRefusals(
  production: Directory,
  sandbox: Directory,
  now: number,
): Promise<SampleRefusal[]> {
  return [
    ...(await clientRefusals(production)),
    ...(await credentialRefusals(production, sandbox, now)),
    ...(await ownerRefusals(production)),
    ...(await permissionRefusals(production)),
    ...(await clientRefusals(sandbox)),
  ];
}

async function clientRefusals(directory: Directory): Promise<SampleRefusal[]> {
  const { app, credential } = await pair(directory, { name: 'Lobby display' });
  const healthy = profile(directory, app, credential);
  const noJwtFlow = directory.addApp({ name: 'Before the JWT flow was enabled', jwtFlow: false });
  return [
    {
      ...healthy,
      name: 'Mistyped client ID',
      clientId: clientIdFor('nobody'),
      expect: 'OAU-153',
      at: 'token',
    },
    {
      ...healthy,
      name: 'Old client secret',
      clientSecret: `${'0'.repeat(42)}A`,
      expect: 'OAU-146',
      at: 'token',
    },
    { ...healthy, name: 'Client secret left out', clientSecret: '', expect: 'OAU-123', at: 'token' },
    { ...profile(directory, noJwtFlow, credential), expect: 'OAU-251', at: 'token' },
  ];
}

async function credentialRefusals(
  directory: Directory,
  other: Directory,
  now: number,
): Promise<SampleRefusal[]> {
  const { app, credential } = await pair(directory, { name: 'Warehouse intercom' });
  const { owner } = credential;
  const healthy = profile(directory, app, credential);
  const elsewhere = await other.addCredential({ owner: other.addUser({ name: 'Teo Marchetti' }) });
  const expired = await directory.addCredential({
    owner,
    issuedAt: now - 100 * DAY_SECONDS,
    expires: { endOf: dayAt(now - 10 * DAY_SECONDS) },
  });
  const deleted = await directory.addCredential({ owner, issuedAt: now - DAY_SECONDS, deleted: true });
  const limited = await directory.addCredential({ owner, permittedApps: [clientIdFor('another app')] });
  const strangersApp = directory.addApp({
    name: 'Made by a partner',
    organization: directory.addOrganization('Beacon Software Partners'),
  });
  return [
    { ...healthy, name: 'Not a JWT', jwt: 'not-a-jwt', expect: 'OAU-331', at: 'token' },
    {
      ...healthy,
      name: 'Signed by ourselves',
      jwt: await selfSigned(directory, owner.id, now),
      expect: 'OAU-347',
      at: 'token',
    },
    {
      ...healthy,
      name: 'JWT of the other environment',
      jwt: elsewhere.jwt,
      expect: 'invalid_grant',
      at: 'token',
    },
    { ...healthy, name: 'Expired JWT', jwt: expired.jwt, expect: 'invalid_grant', at: 'token' },
    { ...healthy, name: 'Deleted JWT', jwt: deleted.jwt, expect: 'invalid_grant', at: 'token' },
    {
      ...healthy,
      name: 'Damaged signature',
      jwt: damage(credential.jwt),
      expect: 'invalid_grant',
      at: 'token',
    },
    { ...healthy, name: 'JWT for other apps only', jwt: limited.jwt, expect: 'OAU-473', at: 'token' },
    { ...profile(directory, strangersApp, credential), expect: 'OAU-473', at: 'token' },
  ];
}

async function ownerRefusals(directory: Directory): Promise<SampleRefusal[]> {
  const disabled = await pair(directory, { name: 'Owner disabled' });
  disabled.credential.owner.status = 'Disabled';
  const deleted = await pair(directory, { name: 'Owner deleted' });
  deleted.credential.owner.status = 'Deleted';
  const organization = directory.addOrganization('Closed Branch');
  organization.suspended = true;
  const suspended = await pair(directory, { name: 'Account suspended', organization });
  const withoutApps = await pair(directory, { name: 'Role without third-party apps' });
  delete withoutApps.credential.owner.permissions['ThirdPartyAppAccess'];
  return [
    { ...profile(directory, disabled.app, disabled.credential), expect: 'OAU-141', at: 'token' },
    { ...profile(directory, suspended.app, suspended.credential), expect: 'OAU-142', at: 'token' },
    { ...profile(directory, deleted.app, deleted.credential), expect: 'OAU-232', at: 'token' },
    { ...profile(directory, withoutApps.app, withoutApps.credential), expect: 'CMN-408', at: 'token' },
  ];
}

async function permissionRefusals(directory: Directory): Promise<SampleRefusal[]> {
  const narrowApp = await pair(directory, { name: 'App without ReadAccounts', permissions: ['SMS'] });
  const narrowUser = await pair(directory, { name: 'User without ReadExtensions' });
  delete narrowUser.credential.owner.permissions['ReadExtensions'];
  return [
    { ...profile(directory, narrowApp.app, narrowApp.credential), expect: 'CMN-401', at: 'api' },
    { ...profile(directory, narrowUser.app, narrowUser.credential), expect: 'CMN-408', at: 'api' },
  ];
}

/** An app and a credential of a user of its own, in one organization. */
async function pair(directory: Directory, app: NewApp): Promise<{ app: App; credential: Credential }> {
  const added = directory.addApp(app);
  const owner = directory.addUser({ name: `Owner of ${app.name}`, organization: added.organization });
  return { app: added, credential: await directory.addCredential({ owner }) };
}

function profile(directory: Directory, app: App, credential: Credential): SampleProfile {
  return {
    name: app.name,
    environment: directory.environment,
    clientId: app.clientId,
    clientSecret: app.clientSecret ?? '',
    jwt: credential.jwt,
  };
}

/** What people try who take the flow for one where the app signs: the claims are right, the algorithm is not. */
async function selfSigned(directory: Directory, owner: string, now: number): Promise<string> {
  const { environment } = directory;
  return new SignJWT({
    aud: audienceOf(environment),
    sub: owner,
    iss: issuerOf(environment),
    exp: now + 3600,
    iat: now,
  })
    .setProtectedHeader({ typ: 'JWT', alg: 'HS256' })
    .sign(new TextEncoder().encode('a secret of the simulator, long enough for HS256'));
}

/** The JWT with another first character in its signature. */
function damage(jwt: string): string {
  const signature = jwt.lastIndexOf('.') + 1;
  return jwt.slice(0, signature) + (jwt[signature] === 'A' ? 'B' : 'A') + jwt.slice(signature + 1);
}

/** The UTC day of a time, as `YYYY-MM-DD`. */
function dayAt(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
