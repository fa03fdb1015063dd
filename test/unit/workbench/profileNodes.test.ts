import assert from 'node:assert/strict';
import { detailsOf, type DetailNode } from '../../../src/workbench/profileNodes.ts';
import { CREDENTIAL_ID, NOW, rowOf } from '../../support/samples.ts';

const SERVER = 'https://platform.ringcentral.com';
const known = { address: SERVER, trouble: undefined, now: NOW };
const row = rowOf({
  token: {
    obtainedAt: NOW,
    expiresAt: NOW + 42 * 60_000,
    scopes: ['ReadAccounts', 'EditMessages'],
    credential: CREDENTIAL_ID,
    server: SERVER,
  },
});

function lines(nodes: readonly DetailNode[], indent = ''): string[] {
  return nodes.flatMap(({ label, value, children }) => [
    `${indent}${label}${value === '' ? '' : `: ${value}`}`.replace(/\d\d:\d\d.*/, 'hh:mm'),
    ...lines(children, `${indent}  `),
  ]);
}

function all(nodes: readonly DetailNode[]): DetailNode[] {
  return nodes.flatMap(node => [node, ...all(node.children)]);
}

describe('detailsOf', () => {
  it('tells server, client ID, JWT and token with its scopes', () => {
    assert.deepEqual(lines(detailsOf(row, known)), [
      'Server: https://platform.ringcentral.com',
      'Client ID: AcmeClientId0123456789',
      'JWT: no expiry set',
      '  Issued: 2026-01-02 (UTC)',
      '  Expires: no expiry set',
      '  Owner: 62014500004',
      'Access token: 42 min left',
      '  Expires: hh:mm',
      '  ReadAccounts',
      '  EditMessages: includes ReadMessages',
    ]);
  });

  it('says what is not known or not there', () => {
    const bare = {
      ...row,
      ownerId: undefined,
      jwtIssuedAt: undefined,
      jwtExpiresAt: undefined,
      token: undefined,
    };
    assert.deepEqual(lines(detailsOf(bare, { ...known, address: undefined })), [
      'Server: not set',
      'Client ID: AcmeClientId0123456789',
      'JWT: unknown',
      '  Issued: unknown',
      '  Expires: unknown',
      '  Owner: unknown',
      'Access token: none',
    ]);
  });

  it('counts no minutes of a token that was got from another server', () => {
    const [, , , token] = detailsOf(row, { ...known, address: 'https://other.example' });
    assert.equal(token?.value, 'of another server');
    assert.deepEqual(token.children, []);
    assert.match(token.tooltip, /platform\.ringcentral\.com/);
  });

  it('counts no minutes of a token that was got before an edit', () => {
    const [, , , token] = detailsOf({ ...row, credentialId: 'another' }, known);
    assert.equal(token?.value, 'of an earlier credential');
  });

  for (const [trouble, value, asks] of [
    ['missing', /^missing: click to paste it again$/, true],
    ['unreadable', /^unreadable: click to paste it again$/, true],
    ['newer', /^stored by a newer version$/, false],
  ] as const) {
    it(`says in place of the JWT that its entry is ${trouble}`, () => {
      const jwt = detailsOf(row, { ...known, trouble }).find(({ key }) => key === 'jwt');
      assert.match(jwt?.value ?? '', value);
      assert.equal(jwt?.asksForSecrets, asks);
    });
  }

  it('gives each row an id and a tooltip of its own', () => {
    const nodes = all(detailsOf(row, known));
    assert.equal(new Set(nodes.map(({ id }) => id)).size, nodes.length);
    assert.ok(nodes.every(({ tooltip }) => tooltip !== ''));
  });
});
