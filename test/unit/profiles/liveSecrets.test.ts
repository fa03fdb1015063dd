import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GuardedSecrets } from '../../../src/profiles/guardedSecrets.ts';
import { LiveSecrets } from '../../../src/profiles/liveSecrets.ts';
import { Redactor } from '../../../src/profiles/redactor.ts';
import { Roster } from '../../../src/profiles/roster.ts';
import { ProfileStore } from '../../../src/profiles/profileStore.ts';
import { DeletionMarks } from '../../../src/profiles/deletionMarks.ts';
import { TokenStore } from '../../../src/tokens/tokenStore.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memoryStorage.ts';
import { NOW, profileOf } from '../../support/samples.ts';

const redact = (live: LiveSecrets, text: string): string => new Redactor(live).redact(text);
const secretOf = (index: number): string => `Secret${String(index).padStart(5, '0')}x`;

describe('LiveSecrets', () => {
  it('knows at once what becomes known while it redacts', () => {
    const live = new LiveSecrets();
    const redactor = new Redactor(live);
    assert.equal(redactor.redact(secretOf(1)), secretOf(1));
    live.add(secretOf(1));
    assert.equal(redactor.redact(secretOf(1)), '[redacted]');
  });

  it('remembers a thousand secrets, and forgets the one longest unused first', () => {
    const live = new LiveSecrets();
    for (let index = 0; index < 1000; index += 1) live.add(secretOf(index));
    live.add(secretOf(0));
    live.add(secretOf(1000));
    assert.equal(redact(live, secretOf(1)), secretOf(1));
    for (const index of [0, 2, 500, 1000]) assert.equal(redact(live, secretOf(index)), '[redacted]');
  });

  it('takes a word that no secret is long enough for out of no line', () => {
    const live = new LiveSecrets();
    live.addEntry('{"clientSecret":"got","jwt":"","accessToken":"a"}');
    assert.equal(redact(live, 'token: got from a host'), 'token: got from a host');
  });

  it('finds the secrets of an entry of a newer version, whatever they are called and wherever they stand', () => {
    const live = new LiveSecrets();
    live.addEntry(
      JSON.stringify({
        version: 9,
        kind: 'personal',
        name: 'Acme and its friends',
        scopes: ['ReadAccounts', 'EditExtensions'],
        refresh: { tokens: ['NewRefreshToken1'] },
        privateKey: 'NewPrivateKey1234',
        clientSecret: 'short1',
      }),
    );
    for (const secret of ['NewRefreshToken1', 'NewPrivateKey1234', 'short1']) {
      assert.equal(redact(live, `<${secret}>`), '<[redacted]>');
    }
    const words = 'personal, Acme and its friends, ReadAccounts, EditExtensions';
    assert.equal(redact(live, words), words);
  });

  it('takes an entry that is no JSON object for a secret as a whole', () => {
    for (const entry of [
      'JustASecretText',
      '{"clientSecret":"cut o',
      '"a word in quotes"',
      '1234567890123',
    ]) {
      const live = new LiveSecrets();
      live.addEntry(entry);
      assert.equal(redact(live, `<${entry}>`), '<[redacted]>');
    }
    const live = new LiveSecrets();
    live.addEntry('"a word in quotes"');
    assert.equal(redact(live, '<a word in quotes>'), '<[redacted]>');
  });

  it('reads any entry without a failure, however deep it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), entry => {
        new LiveSecrets().addEntry(entry);
      }),
    );
    new LiveSecrets().addEntry('['.repeat(100_000) + ']'.repeat(100_000));
  });
});

describe('the secret storage', () => {
  const profile = profileOf({ clientSecret: 'OpaqueSecret', jwt: 'NoShapeAtAll' });
  const token = {
    accessToken: 'OpaqueToken',
    obtainedAt: NOW,
    expiresAt: NOW + 3_600_000,
    server: 'https://platform.ringcentral.com',
    clientId: profile.clientId,
    clientSecret: profile.clientSecret,
    credential: profile.credentialId,
    scopes: ['ReadAccounts', 'ReadPresenceOfEverybody'],
    ownerId: '62014500004123',
  };

  function storesOver(secrets: MemorySecrets): {
    live: LiveSecrets;
    profiles: ProfileStore;
    tokens: TokenStore;
  } {
    const live = new LiveSecrets();
    const guarded = new GuardedSecrets(secrets, live);
    const roster = new Roster(new MemoryMemento());
    const profiles = new ProfileStore(guarded, roster, new DeletionMarks(guarded, () => NOW));
    return { live, profiles, tokens: new TokenStore(guarded, roster) };
  }

  function assertKnown(live: LiveSecrets): void {
    for (const secret of [profile.clientSecret, profile.jwt, token.accessToken]) {
      assert.equal(redact(live, `<${secret}>`), '<[redacted]>');
    }
  }

  it('makes known what is stored, and leaves readable what is stored beside it', async () => {
    const { live, profiles, tokens } = storesOver(new MemorySecrets());
    await profiles.write({ ...profile, server: 'https://rc.example.com' });
    await tokens.write(profile.id, token);
    assertKnown(live);
    const { name, clientId, credentialId, environment } = profile;
    const harmless = [name, clientId, credentialId, environment, 'https://rc.example.com', token.server];
    const line = [...harmless, ...token.scopes, token.ownerId].join(', ');
    assert.equal(redact(live, line), line);
  });

  it('makes known what is read, in a window that stored nothing', async () => {
    const secrets = new MemorySecrets();
    const first = storesOver(secrets);
    await first.profiles.write(profile);
    await first.tokens.write(profile.id, token);
    const { live, profiles, tokens } = storesOver(secrets);
    await profiles.read(profile.id);
    await tokens.read(profile.id);
    assertKnown(live);
  });

  it('makes known what it was asked to store and could not', async () => {
    const secrets = new MemorySecrets();
    const { live, profiles, tokens } = storesOver(secrets);
    secrets.failing = (_, call) => call === 'store';
    await assert.rejects(profiles.write(profile));
    await assert.rejects(tokens.write(profile.id, token));
    assertKnown(live);
  });
});
