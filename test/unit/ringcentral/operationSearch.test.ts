import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ownPath } from '../../../src/ringcentral/operation.ts';
import { OPERATIONS } from '../../../src/ringcentral/operations.ts';
import { searchOperations } from '../../../src/ringcentral/operationSearch.ts';

const ACCOUNT = '/restapi/v1.0/account/{accountId}';
const EXTENSION = `${ACCOUNT}/extension/{extensionId}`;
const SERVER = 'https://platform.ringcentral.com';

function found(query: string, limit?: number): string[] {
  return searchOperations(query, limit).operations.map(({ method, path }) => `${method} ${path}`);
}

describe('searchOperations, by words,', () => {
  for (const [query, ...first] of [
    ['send sms', `POST ${EXTENSION}/sms`],
    ['How do I send an SMS to a user?', `POST ${EXTENSION}/sms`],
    ['SMS', `POST ${EXTENSION}/sms`],
    ['call log', `GET ${ACCOUNT}/call-log`],
    ['user call logs', `GET ${EXTENSION}/call-log/{callRecordId}`],
    ['GET call-log', `GET ${ACCOUNT}/call-log`],
    ['DELETE call-log', `DELETE ${EXTENSION}/call-log`],
    ['delete call log', `DELETE ${EXTENSION}/call-log`],
    ['presence', `GET ${ACCOUNT}/presence`],
    ['change user presence', `PUT ${EXTENSION}/presence`],
    ['presenc', `GET ${ACCOUNT}/presence`],
    ['read account info', `GET ${ACCOUNT}`],
    ['account', `GET ${ACCOUNT}`],
    ['extension', `GET ${ACCOUNT}/extension`, `GET ${EXTENSION}`],
    ['create an extension', `POST ${ACCOUNT}/extension`],
    ['fax', `POST ${EXTENSION}/fax`],
    ['make ringout', `POST ${EXTENSION}/ring-out`],
    ['answering rules', `GET ${ACCOUNT}/answering-rule`],
    ['update business hours', `PUT ${ACCOUNT}/business-hours`, `PUT ${EXTENSION}/business-hours`],
    ['edit business address', `PUT ${ACCOUNT}/business-address`],
    ['create subscription', 'POST /restapi/v1.0/subscription'],
    ['webhooks', 'GET /team-messaging/v1/webhooks'],
    ['remove', 'POST /team-messaging/v1/teams/{chatId}/remove'],
    ['oauth token', 'POST /restapi/oauth/token'],
    ['permission check', `GET ${EXTENSION}/authz-profile/check`],
    ['audio/mpeg recording', `GET ${ACCOUNT}/recording/{recordingId}/content`],
  ] as const) {
    it(`finds "${query}"`, () => {
      assert.deepEqual(found(query).slice(0, first.length), first);
    });
  }

  it('puts operations that do what the first word says before others', () => {
    const methods = searchOperations('edit account').operations.map(({ method }) => method);
    assert.ok(methods.slice(0, 5).every(method => method === 'PUT' || method === 'PATCH'));
  });

  it('finds nothing for words that no operation has', () => {
    assert.deepEqual(found('zzzzqq'), []);
  });

  for (const query of ['', '  ', '/', 'https://platform.ringcentral.com', '?!']) {
    it(`shows the first of all for ${JSON.stringify(query)}`, () => {
      assert.deepEqual(found(query, 2), ['GET /restapi', 'GET /restapi/v1.0']);
    });
  }
});

describe('searchOperations, by path or URL,', () => {
  const callLog = [`GET ${EXTENSION}/call-log`, `DELETE ${EXTENSION}/call-log`];
  for (const [query, ...all] of [
    [`${SERVER}/restapi/v1.0/account/123/extension/456/call-log?view=Detailed&page=1`, ...callLog],
    [`  ${SERVER}/restapi/v1.0/account/~/extension/~/call-log/#top`, ...callLog],
    [`https://proxy.example.com/rc/restapi/v1.0/account/%7E/extension/%7E/call-log`, ...callLog],
    [`curl -sS '${SERVER}/restapi/v1.0/account/~/extension/~/call-log' -H 'Accept: */*'`, ...callLog],
    [`${SERVER}/restapi/{apiVersion}/account/{accountId}/extension/{extensionId}/call-log`, ...callLog],
    [`Call [it](${SERVER}/restapi/v1.0/account/~/extension/~/call-log).`, ...callLog],
    [`DELETE ${SERVER}/restapi/v1.0/account/~/extension/~/call-log`, ...callLog.toReversed()],
    [`curl -X DELETE ${SERVER}/restapi/v1.0/account/~/extension/1/call-log`, ...callLog.toReversed()],
    [`${SERVER}/restapi/v1.0/account/1/extension/2`, `GET ${EXTENSION}`, `PUT ${EXTENSION}`],
    [
      `${SERVER}/restapi/v1.0/account/1/extension/2/authz-profile/check?permissionId=X`,
      `GET ${EXTENSION}/authz-profile/check`,
    ],
    [
      `${SERVER}/restapi/v1.0/dictionary/permission/X`,
      'GET /restapi/v1.0/dictionary/permission/{permissionId}',
    ],
    [
      'https://media.ringcentral.com/restapi/v1.0/account/1/recording/2/content',
      `GET ${ACCOUNT}/recording/{recordingId}/content`,
    ],
    ['https://a.b/scim/v2/Users/.search', 'POST /scim/v2/Users/.search'],
    ['POST extension/~/sms', `POST ${EXTENSION}/sms`],
    [
      `${EXTENSION}/unified-presence`,
      `GET ${EXTENSION}/unified-presence`,
      `PATCH ${EXTENSION}/unified-presence`,
    ],
  ] as const) {
    it(`finds the operations of ${query} and no others`, () => {
      assert.deepEqual(found(query).slice(0, isPartial(query) ? all.length : undefined), all);
    });
  }

  for (const [query, ...first] of [
    ['/restapi/v1.0/account/~/extension/~/sms', `POST ${EXTENSION}/sms`, `GET ${EXTENSION}/sms-recipients`],
    [
      '{{server}}/restapi/v1.0/account/:accountId/extension/:extensionId',
      `GET ${EXTENSION}`,
      `PUT ${EXTENSION}`,
    ],
    ['/restapi/v1.0/account/~/ext', `GET ${ACCOUNT}/extension`, `GET ${EXTENSION}`],
    ['/restapi/v1.0/account/~/extension/', `GET ${ACCOUNT}/extension`, `POST ${ACCOUNT}/extension`],
    ['extension/~/pres', `GET ${EXTENSION}/presence`, `PUT ${EXTENSION}/presence`],
    ['/sms', `POST ${EXTENSION}/sms`],
    ['call-log/123', `GET ${ACCOUNT}/call-log/{callRecordId}`, `GET ${EXTENSION}/call-log/{callRecordId}`],
    [
      'https://developers.ringcentral.com/api-reference/Call-Log/readUserCallLog',
      `GET ${EXTENSION}/call-log/{callRecordId}`,
    ],
  ] as const) {
    it(`begins with what fits ${query} best`, () => {
      assert.deepEqual(found(query).slice(0, first.length), first);
    });
  }

  it('goes on, after the operations of a path, with GET first and the shorter paths', () => {
    const { operations } = searchOperations('/restapi/v1.0/account/~/extension/~/call-log');
    assert.deepEqual(
      operations.map(({ method, path }) => `${method} ${path}`),
      [...callLog, `GET ${EXTENSION}/call-log-sync`, `GET ${EXTENSION}/call-log/{callRecordId}`],
    );
  });

  it('finds each operation by its own path and by a URL with ids, first of all of its method', () => {
    for (const { method, path } of OPERATIONS) {
      const urls = [path, ownPath(path), `https://proxy.example.com/rc${path.replace(/\{\w+\}/g, '42')}`];
      for (const url of urls) assert.equal(found(`${method} ${url}`)[0], `${method} ${path}`, url);
    }
  });

  for (const [query, target] of [
    [`${SERVER}/restapi/v1.0/account/123/extension/456/call-log?page=2`, '456'],
    [`${SERVER}/restapi/v2/accounts/~/extensions/789/comm-handling/voice/state-rules`, '789'],
    ['extension/12/presence', '12'],
    [`${SERVER}/restapi/v1.0/account/123/extension/~/call-log`, undefined],
    [`${SERVER}/restapi/v1.0/account/123/extension/{extensionId}/call-log`, undefined],
    [`${SERVER}/restapi/v1.0/account/123/extension`, undefined],
    [`${SERVER}/restapi/v1.0/account/123/call-log/456`, undefined],
    ['https://example.com/extension/456/nothing-like-it', undefined],
    ['extension 456', undefined],
  ] as const) {
    it(`says of ${query} that its target is ${target ?? 'nobody else'}`, () => {
      assert.equal(searchOperations(query).targetExtensionId, target);
    });
  }

  function isPartial(query: string): boolean {
    return !query.includes('://');
  }
});

describe('searchOperations', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.constantFrom(
      '/',
      '~',
      '%',
      '%zz',
      '{',
      '//',
      ' GET ',
      ' delete',
      'account',
      '/extension/9',
      '?',
      '\uD800',
    ),
    fc.constantFrom(...OPERATIONS).map(({ path }) => path),
  );

  it('finds for any text at most as many operations as asked, none twice', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.nat(30), (pieces, limit) => {
        const { operations } = searchOperations(pieces.join(''), limit);
        assert.ok(operations.length <= limit);
        assert.equal(new Set(operations).size, operations.length);
      }),
      { numRuns: 500 },
    );
  });

  it('finds twenty unless asked otherwise', () => {
    assert.equal(found('account').length, 20);
  });

  it('takes a text of any length', () => {
    for (const text of ['a', '/', 'a/', ' a', '%']) found(text.repeat(1_000_000));
  });
});
