// What comes back from storage: profiles, tokens and marks out of the secret storage, the roster out of a memento.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { ActiveProfile } from '../../../src/profiles/activeProfile.ts';
import { DeletionMarks } from '../../../src/profiles/deletionMarks.ts';
import { ProfileStore } from '../../../src/profiles/profileStore.ts';
import { Roster } from '../../../src/profiles/roster.ts';
import { idsOf, parseKey } from '../../../src/profiles/storedKeys.ts';
import { ENVIRONMENTS } from '../../../src/ringcentral/environment.ts';
import { parseJson } from '../../../src/ringcentral/json.ts';
import { TokenStore } from '../../../src/tokens/tokenStore.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memoryStorage.ts';
import { claimsOf, jwtOf, NOW, profileOf, rowOf } from '../../support/samples.ts';
import { jsonLike, LARGE_TEXTS, textLike } from '../arbitraries.ts';
import { assertTime } from '../checks.ts';
import { target, type Outcome, type Target } from '../target.ts';

const { id: ID, ...PROFILE } = profileOf();
const DELETED_ID = 'deleted-id';

const PROFILE_ENTRIES = [
  { version: 1, ...PROFILE },
  { version: 1, ...PROFILE, server: 'https://gateway.example.com', credentialId: undefined },
  { version: 1, ...PROFILE, jwt: jwtOf({ ...claimsOf(), exp: 1e306, iat: -1e306 }) },
  { version: 2, ...PROFILE },
];

const TOKEN_ENTRY = {
  version: 1,
  accessToken: 'an-access-token',
  obtainedAt: NOW,
  expiresAt: NOW + 3_600_000,
  server: 'https://platform.ringcentral.com',
  clientId: PROFILE.clientId,
  clientSecret: PROFILE.clientSecret,
  credential: PROFILE.credentialId,
  scopes: ['ReadAccounts'],
  ownerId: '62014500004',
};

const TOKEN_FACTS = {
  obtainedAt: NOW,
  expiresAt: NOW + 3_600_000,
  scopes: ['SMS'],
  server: 'https://platform.ringcentral.com',
  credential: PROFILE.credentialId,
};

const ROSTERS = [
  { version: 1, rows: [rowOf(), rowOf({ id: 'other', environment: 'sandbox', token: TOKEN_FACTS })] },
  { version: 1, rows: [rowOf({ jwtExpiresAt: NOW, token: TOKEN_FACTS })] },
  {
    version: 1,
    rows: [rowOf({ jwtExpiresAt: 1e300 }), rowOf({ token: { ...TOKEN_FACTS, expiresAt: -1e300 } })],
  },
];

interface Stored {
  readonly profile: string;
  readonly token: string;
  readonly mark: string;
  readonly roster: string;
}

const stored: fc.Arbitrary<Stored> = fc.record({
  profile: jsonLike(PROFILE_ENTRIES),
  token: jsonLike([TOKEN_ENTRY, { ...TOKEN_ENTRY, ownerId: undefined }]),
  mark: jsonLike([
    { version: 1, deletedAt: NOW - 1000 },
    { version: 1, deletedAt: 0 },
    { version: 2, deletedAt: 'then' },
  ]),
  roster: jsonLike(ROSTERS),
});

const ROW_KEYS = [
  ...['clientId', 'credentialId', 'environment', 'id', 'jwtEnvironment', 'jwtExpiresAt', 'jwtIssuedAt'],
  ...['name', 'ownerId', 'server', 'token'],
];
const TOKEN_KEYS = [...Object.keys(TOKEN_ENTRY).filter(key => key !== 'version')].sort();

/** A window over storage that holds this. */
class Window {
  readonly secrets = new MemorySecrets();
  readonly memento = new MemoryMemento();
  readonly roster: Roster;
  readonly marks: DeletionMarks;
  readonly profiles: ProfileStore;
  readonly tokens: TokenStore;

  constructor({ profile, token, mark, roster }: Stored) {
    this.secrets.entries.set(`profile:${ID}`, profile).set(`token:${ID}`, token);
    this.secrets.entries.set(`deleted:${DELETED_ID}`, mark).set(`profile:${DELETED_ID}`, profile);
    this.memento.values.set('roster', parseJson(roster));
    this.roster = new Roster(this.memento);
    this.marks = new DeletionMarks(this.secrets, () => NOW);
    this.profiles = new ProfileStore(this.secrets, this.roster, this.marks);
    this.tokens = new TokenStore(this.secrets, this.roster);
  }

  entry(key: string): string | undefined {
    return this.secrets.entries.get(key);
  }
}

async function checkStored(input: Stored): Promise<Outcome> {
  const window = new Window(input);
  assertRows(window);
  const profile = await checkProfile(window, input.profile);
  const token = await checkToken(window);
  await checkMarks(window);
  assertRows(window);
  return profile && token ? 'read' : 'refused';
}

async function checkProfile(window: Window, entry: string): Promise<boolean> {
  const { profiles } = window;
  const read = await profiles.read(ID);
  assert.equal(window.entry(`profile:${ID}`), entry, 'what was read was changed');
  if (!read.ok) {
    assert.ok(['unreadable', 'newer'].includes(read.failure));
    assert.equal(profiles.troubleOf(ID), read.failure);
    return false;
  }
  const { server, environment, ...texts } = read.value;
  assert.deepEqual(Object.keys(read.value).sort(), Object.keys(profileOf()).sort());
  assert.ok(server === null || typeof server === 'string');
  assert.ok(ENVIRONMENTS.includes(environment));
  assert.ok(Object.values(texts).every(text => typeof text === 'string'));
  await profiles.write(read.value);
  assert.deepEqual(await profiles.read(ID), read);
  return true;
}

async function checkToken(window: Window): Promise<boolean> {
  const { tokens } = window;
  const token = await tokens.read(ID);
  if (token === undefined) return false;
  const { scopes, obtainedAt, expiresAt, ownerId, ...texts } = token;
  assert.deepEqual(Object.keys(token).sort(), TOKEN_KEYS);
  assertTime(obtainedAt);
  assertTime(expiresAt);
  assert.ok([ownerId ?? '', ...scopes, ...Object.values(texts)].every(text => typeof text === 'string'));
  await tokens.write(ID, token);
  assert.deepEqual(await tokens.read(ID), token);
  return true;
}

/** Of a deleted profile nothing is left, and its mark has a day on which it goes. */
async function checkMarks({ secrets, profiles, tokens, roster }: Window): Promise<void> {
  const written = secrets.entries.get(`deleted:${DELETED_ID}`);
  const wasNewer = isNewer(written ?? '');
  await profiles.reconcile();
  await tokens.reconcile();
  await profiles.pruneMarks();
  assert.equal(secrets.entries.get(`profile:${DELETED_ID}`), undefined);
  assert.equal(roster.row(DELETED_ID), undefined);
  const mark = secrets.entries.get(`deleted:${DELETED_ID}`);
  assert.ok(!wasNewer || mark === written, 'a newer version’s mark was changed');
  if (mark === undefined) return;
  const value = parseJson(mark) as { deletedAt?: number };
  if (!wasNewer) assertTime(value.deletedAt ?? Infinity);
}

function isNewer(mark: string): boolean {
  return v.is(v.object({ version: v.pipe(v.number(), v.gtValue(1)) }), parseJson(mark));
}

/** What the roster holds has its form, and is the same after a restart. */
function assertRows({ roster, memento }: Window): void {
  for (const row of roster.rows()) {
    assert.deepEqual(Object.keys(row).sort(), ROW_KEYS);
    assert.equal(roster.row(row.id), row);
    for (const at of [row.jwtIssuedAt, row.jwtExpiresAt, row.token?.obtainedAt, row.token?.expiresAt]) {
      if (typeof at === 'number') assertTime(at);
    }
  }
  const sorted = [...roster.rowsOf('production'), ...roster.rowsOf('sandbox')];
  assert.equal(sorted.length, roster.rows().length);
  const again = new MemoryMemento();
  // VS Code keeps a memento as JSON.
  const json = JSON.stringify({ version: 1, rows: roster.rows() });
  again.values.set('roster', JSON.parse(json));
  assert.deepEqual(new Roster(again).rows(), roster.rows());
  const chosen = new ActiveProfile(memento, again, roster).get();
  assert.equal(chosen, undefined);
}

function checkKey(key: string): Outcome {
  const parsed = parseKey(key);
  if (parsed === undefined) return 'refused';
  assert.equal(`${parsed.kind}:${parsed.id}`, key);
  assert.deepEqual(idsOf([key], `${parsed.kind}:`), [parsed.id]);
  return 'read';
}

const KEYS = [
  'profile:0f8fad5b-d9cb-469f-a165-70867728950e',
  'token:x',
  'deleted:a:b',
  'other:x',
  'profile:',
];

const largeEntries = Object.fromEntries(
  Object.entries(LARGE_TEXTS)
    .filter(([name]) => !name.startsWith('much of') || name.includes('{'))
    .map(([name, text]) => [
      name,
      (): Stored => ({ profile: text(), token: text(), mark: text(), roster: text() }),
    ]),
);

export const storageTargets: readonly Target[] = [
  target({ name: 'what is stored', inputs: stored, check: checkStored, large: largeEntries }),
  target({
    name: 'a key of the secret storage',
    inputs: textLike(KEYS),
    check: checkKey,
    large: LARGE_TEXTS,
  }),
];
