// Every form in which an entry was ever stored, letter by letter: whatever comes later must read them all.
import assert from 'node:assert/strict';
import { MemoryMemento, MemorySecrets } from '../../support/memoryStorage.ts';
import { Rooms } from '../../support/rooms.ts';
import { NOW } from '../../support/samples.ts';

const JWT =
  'eyJraWQiOiJrIiwidHlwIjoiSldUIiwiYWxnIjoiUlMyNTYifQ.eyJhdWQiOiJodHRwczovL3BsYXRmb3JtLnJpbmdjZW50cmFsLmNvbS9yZXN0YXBpL29hdXRoL3Rva2VuIiwic3ViIjoiNjIwMTQ1MDAwMDQiLCJpc3MiOiJodHRwczovL3BsYXRmb3JtLnJpbmdjZW50cmFsLmNvbSIsImV4cCI6MzkxNTg3NTY0NywiaWF0IjoxNzY4MzkyMDAwfQ.c2ln';
const SERVER = 'https://platform.ringcentral.com';

/** Before credentials had a name. */
const PROFILE_FIRST = `{"version":1,"name":"Acme","environment":"production","server":null,"clientId":"AcmeClient","clientSecret":"AcmeSecret","jwt":"${JWT}"}`;
const PROFILE = `{"version":1,"credentialId":"7c9e6679-7425-40de-944b-e07fc1f90ae7","name":"Acme","environment":"production","server":null,"clientId":"AcmeClient","clientSecret":"AcmeSecret","jwt":"${JWT}"}`;
const PROFILE_WITH_SERVER = `{"version":1,"credentialId":"c2","name":"Own","environment":"sandbox","server":"http://localhost:8080","clientId":"Own","clientSecret":"","jwt":"${JWT}"}`;

/** Before a token was bound to a credential, and with one that was not yet the credential's name. */
const TOKEN_FIRST = `{"version":1,"accessToken":"secret-token","obtainedAt":${NOW},"expiresAt":${NOW + 3_600_000},"server":"${SERVER}","clientId":"AcmeClient","scopes":["ReadAccounts"],"ownerId":"7"}`;
const TOKEN_WITH_CREDENTIAL = `{"version":1,"accessToken":"secret-token","obtainedAt":${NOW},"expiresAt":${NOW + 3_600_000},"server":"${SERVER}","clientId":"AcmeClient","credential":"5f2b","scopes":["ReadAccounts"],"ownerId":"7"}`;
const TOKEN = `{"version":1,"accessToken":"secret-token","obtainedAt":${NOW},"expiresAt":${NOW + 3_600_000},"server":"${SERVER}","clientId":"AcmeClient","clientSecret":"AcmeSecret","credential":"7c9e6679-7425-40de-944b-e07fc1f90ae7","scopes":["ReadAccounts"],"ownerId":"7"}`;
const TOKEN_WITHOUT_OWNER = TOKEN.replace(',"ownerId":"7"', '');

const ROW = `"id":"p1","name":"Acme","environment":"production","server":null,"clientId":"AcmeClient"`;
const JWT_FACTS = `"ownerId":"62014500004","jwtIssuedAt":1768392000000,"jwtExpiresAt":"none-set"`;
const ROSTERS = {
  'the first one': `{"version":1,"rows":[{${ROW},${JWT_FACTS},"token":{"expiresAt":1,"scopes":["ReadAccounts"]}}]}`,
  'with the time of the token': `{"version":1,"rows":[{${ROW},${JWT_FACTS},"token":{"obtainedAt":0,"expiresAt":1,"scopes":[]}}]}`,
  'with the server of the token': `{"version":1,"rows":[{${ROW},${JWT_FACTS},"token":{"obtainedAt":0,"expiresAt":1,"scopes":[],"server":"${SERVER}"}}]}`,
  'with the name of the credential': `{"version":1,"rows":[{${ROW},"credentialId":"c1",${JWT_FACTS},"token":{"obtainedAt":0,"expiresAt":1,"scopes":[],"server":"${SERVER}","credential":"c1"}}]}`,
  'with the environment of the JWT': `{"version":1,"rows":[{${ROW},"credentialId":"c1","jwtEnvironment":"production",${JWT_FACTS}}]}`,
  'with what is in doubt': `{"version":1,"rows":[{${ROW},"credentialId":"c1","jwtEnvironment":"production",${JWT_FACTS}}],"doubts":["token:p1"]}`,
} as const;

function roomsWith(entries: Readonly<Record<string, string>>, roster?: string): Rooms<MemorySecrets> {
  const secrets = new MemorySecrets();
  for (const [key, entry] of Object.entries(entries)) secrets.entries.set(key, entry);
  const globalState = new MemoryMemento();
  if (roster !== undefined) globalState.values.set('roster', JSON.parse(roster));
  return new Rooms({
    secrets,
    globalState,
    now: () => NOW,
    serverFor: async ({ server }) => Promise.resolve(server ?? SERVER),
  });
}

describe('an entry as an earlier version stored it', () => {
  for (const [what, entry, credentialId] of [
    ['without a name of its credential', PROFILE_FIRST, ''],
    ['with one', PROFILE, '7c9e6679-7425-40de-944b-e07fc1f90ae7'],
  ] as const) {
    it(`is a profile ${what}`, async () => {
      const rooms = roomsWith({ 'profile:p1': entry });
      await rooms.profiles.reconcile();
      assert.deepEqual(await rooms.profiles.read('p1'), {
        ok: true,
        value: {
          id: 'p1',
          credentialId,
          name: 'Acme',
          environment: 'production',
          server: null,
          clientId: 'AcmeClient',
          clientSecret: 'AcmeSecret',
          jwt: JWT,
        },
      });
      assert.partialDeepStrictEqual(rooms.roster.row('p1'), { name: 'Acme', ownerId: '62014500004' });
    });
  }

  it('is a profile with a server of its own and no client secret', async () => {
    const read = await roomsWith({ 'profile:p1': PROFILE_WITH_SERVER }).profiles.read('p1');
    assert.partialDeepStrictEqual(read, {
      ok: true,
      value: { environment: 'sandbox', server: 'http://localhost:8080', clientSecret: '' },
    });
  });

  it('gets a name of its credential with the first change that concerns it', async () => {
    const rooms = roomsWith({ 'profile:p1': PROFILE_FIRST });
    await rooms.changes.edit('p1', { name: 'Other' });
    await rooms.changes.edit('p1', { clientSecret: 'another' });
    const read = await rooms.profiles.read('p1');
    assert.ok(read.ok && read.value.credentialId !== '' && read.value.jwt === JWT);
  });

  for (const [what, entry] of [
    ['with an owner', TOKEN],
    ['without one', TOKEN_WITHOUT_OWNER],
  ] as const) {
    it(`is a token ${what}, and is used`, async () => {
      const rooms = roomsWith({ 'profile:p1': PROFILE, 'token:p1': entry });
      await rooms.profiles.reconcile();
      await rooms.tokenStore.reconcile();
      const got = await rooms.tokens.obtain('p1');
      assert.equal(got.ok && got.value.accessToken, 'secret-token');
      assert.equal(rooms.roster.row('p1')?.token?.expiresAt, NOW + 3_600_000);
    });
  }

  for (const [what, entry] of [
    ['before it was bound to a credential', TOKEN_FIRST],
    ['before it had its client’s secret', TOKEN_WITH_CREDENTIAL],
  ] as const) {
    it(`is no token any more when it was stored ${what}`, async () => {
      const rooms = roomsWith({ 'profile:p1': PROFILE, 'token:p1': entry });
      assert.deepEqual(await rooms.tokenStore.find('p1'), { ok: true, value: undefined });
    });
  }

  it('is the mark of a deletion', async () => {
    const mark = `{"version":1,"deletedAt":${NOW}}`;
    const rooms = roomsWith({ 'profile:p1': PROFILE, 'token:p1': TOKEN, 'deleted:p1': mark });
    await rooms.profiles.reconcile();
    await rooms.tokenStore.reconcile();
    await rooms.profiles.pruneMarks();
    assert.deepEqual([...rooms.secrets.entries], [['deleted:p1', mark]]);
  });

  for (const [what, roster] of Object.entries(ROSTERS)) {
    it(`is a roster: ${what}`, () => {
      assert.partialDeepStrictEqual(roomsWith({}, roster).roster.row('p1'), {
        name: 'Acme',
        environment: 'production',
        server: null,
        clientId: 'AcmeClient',
        ownerId: '62014500004',
        jwtExpiresAt: 'none-set',
      });
    });
  }

  it('has a doubt in its roster that is looked into', async () => {
    const rooms = roomsWith(
      { 'profile:p1': PROFILE, 'token:p1': TOKEN },
      ROSTERS['with what is in doubt'].replace('token:p1', 'profile:p1'),
    );
    await rooms.profiles.reconcile();
    assert.equal(rooms.roster.row('p1')?.credentialId, '7c9e6679-7425-40de-944b-e07fc1f90ae7');
    assert.deepEqual(rooms.roster.doubts(), []);
  });

  it('is written in the same form today', async () => {
    const rooms = roomsWith({ 'profile:p1': PROFILE, 'token:p1': TOKEN });
    await rooms.changes.edit('p1', { name: 'Other' });
    const [profile = '', token = ''] = ['profile:p1', 'token:p1'].map(key => rooms.secrets.entries.get(key));
    assert.equal(profile, PROFILE.replace('"Acme"', '"Other"'));
    const stored = await rooms.tokenStore.read('p1');
    assert.ok(stored);
    await rooms.tokenStore.write('p1', stored);
    assert.deepEqual(JSON.parse(rooms.secrets.entries.get('token:p1') ?? ''), JSON.parse(token));
    assert.deepEqual(JSON.parse(token), JSON.parse(TOKEN));
  });
});
