import assert from 'node:assert/strict';
import { detailsOf, type DetailNode } from '../../../src/workbench/profileNodes.ts';
import { NOW, rowOf } from '../../support/samples.ts';

const row = rowOf({
  token: { obtainedAt: NOW, expiresAt: NOW + 42 * 60_000, scopes: ['ReadAccounts', 'ReadCallLog'] },
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
    assert.deepEqual(lines(detailsOf(row, 'https://platform.ringcentral.com', NOW)), [
      'Server: https://platform.ringcentral.com',
      'Client ID: AcmeClientId0123456789',
      'JWT: no expiry set',
      '  Issued: 2026-01-02 (UTC)',
      '  Expires: no expiry set',
      '  Owner: 62014500004',
      'Access token: 42 min left',
      '  Expires: hh:mm',
      '  ReadAccounts',
      '  ReadCallLog',
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
    assert.deepEqual(lines(detailsOf(bare, undefined, NOW)), [
      'Server: not set',
      'Client ID: AcmeClientId0123456789',
      'JWT: unknown',
      '  Issued: unknown',
      '  Expires: unknown',
      '  Owner: unknown',
      'Access token: none',
    ]);
  });

  it('gives each row an id and a tooltip of its own', () => {
    const nodes = all(detailsOf(row, undefined, NOW));
    assert.equal(new Set(nodes.map(({ id }) => id)).size, nodes.length);
    assert.ok(nodes.every(({ tooltip }) => tooltip !== ''));
  });
});
