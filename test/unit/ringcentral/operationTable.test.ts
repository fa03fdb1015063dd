import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { types } from 'node:util';
import { gzipSync } from 'node:zlib';
import RingCentral from '@rc-ex/core';
import { build } from 'esbuild';
import {
  generateOperationTable,
  OPERATION_TABLE,
  operationTableOf,
  readOperations,
  readOperationSources,
} from '../../../operations.js';
import { OPERATIONS } from '../../../src/ringcentral/operations.ts';
import { formatPermissionExpression } from '../../../src/ringcentral/permissionExpression.ts';

const ROOT = join(import.meta.dirname, '../../..');
const CALL_LOG = 'Restapi/Account/Extension/CallLog/index.mjs';

function operation(call: string): object | undefined {
  const [method, path] = call.split(' ');
  const found = OPERATIONS.find(each => each.method === method && each.path === path);
  if (found === undefined) return undefined;
  const { group, appPermission: app, userPermission: user } = found;
  return {
    group,
    app: app && formatPermissionExpression(app),
    user: user && formatPermissionExpression(user),
  };
}

/** Three methods of SDK 1.8.6 leave an id out that their documented endpoint has. */
const LACKING_AN_ID = new Set([
  'GET /restapi/v1.0/account/{}/greeting/{}/content',
  'GET /restapi/v1.0/account/{}/message-threads/messages/{}/content/{}',
  'GET /restapi/v1.0/account/{}/extension/{}/phone-number/{}/sms-configuration',
]);

/** What the SDK can send, found by calling each of its methods, with and without ids on the way. */
async function tryAllMethods(): Promise<{ methods: ReadonlySet<unknown>; requests: ReadonlySet<string> }> {
  const methods = new Set<unknown>();
  const requests = new Set<string>();
  const request = (method: string, endpoint: string): Promise<object> => {
    requests.add(`${method} ${endpoint.replaceAll('~', '{}')}`);
    return Promise.resolve({});
  };
  const visit = async (node: object, ...parameters: readonly string[][]): Promise<void> => {
    const prototype: unknown = Object.getPrototypeOf(node);
    const members: Record<string, { value?: unknown }> = Object.getOwnPropertyDescriptors(prototype);
    for (const [name, { value: member }] of Object.entries(members)) {
      if (name === 'constructor' || name === 'path' || !(member instanceof Function)) continue;
      const isRequest = types.isAsyncFunction(member);
      if (isRequest && !(node instanceof RingCentral)) {
        methods.add(member);
        // Some refuse to be called without an id.
        await Promise.resolve(Reflect.apply(member, node, [])).catch(() => undefined);
      }
      for (const parameter of isRequest ? [] : parameters) {
        const next: unknown = Reflect.apply(member, node, parameter);
        if (next instanceof Object) await visit(next, [], ['{}']);
      }
    }
  };
  await visit(Object.assign(new RingCentral(), { request }), []);
  return { methods, requests };
}

describe('the table of operations', () => {
  it('is the one that the package makes', async () => {
    assert.equal(readFileSync(join(ROOT, OPERATION_TABLE), 'utf8'), await generateOperationTable());
  });

  it('has an operation for each method of the SDK, with a path that the SDK calls', async () => {
    const { methods, requests } = await tryAllMethods();
    assert.equal(OPERATIONS.length, methods.size);
    const calls = OPERATIONS.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
    assert.deepEqual(new Set(calls.filter(call => !requests.has(call))), LACKING_AN_ID);
  });

  it('has no more and no fewer operations than the package’s types document', async () => {
    const files = [...(await readOperationSources()).keys()].map(file => file.replace(/\.mjs$/, '.d.mts'));
    const folder = join(ROOT, 'node_modules/@rc-ex/core/dist/paths');
    const texts = files.map(file => readFileSync(join(folder, file), 'utf8')).join('\n');
    assert.equal(OPERATIONS.length, texts.split('* HTTP Method:').length - 1);
    assert.equal(
      OPERATIONS.filter(({ appPermission }) => appPermission).length,
      texts.split('* App Permission:').length - 1,
    );
    assert.equal(
      OPERATIONS.filter(({ userPermission }) => userPermission).length,
      texts.split('* User Permission:').length - 1,
    );
  });

  for (const [call, group, app, user] of [
    ['GET /restapi/v1.0/account/{accountId}', 'Light', 'ReadAccounts', 'ReadCompanyInfo'],
    ['GET /restapi/v1.0/account/{accountId}/call-log', 'Heavy', 'ReadCallLog', 'FullCompanyCallLog'],
    [
      'PUT /restapi/v1.0/account/{accountId}/extension/{extensionId}',
      'Medium',
      'EditExtensions',
      'EditUserInfo OR EditUserCredentials',
    ],
    ['POST /restapi/v1.0/account/{accountId}/extension/{extensionId}/sms', 'Medium', 'SMS', 'OutboundSMS'],
    ['GET /restapi/v1.0/account/{accountId}/extension/{extensionId}/authz-profile', 'Medium'],
    ['POST /restapi/oauth/token', 'Auth'],
    ['POST /scim/v2/Users/.search', 'Light', 'ReadAccounts'],
    ['GET /.well-known/openid-configuration', 'NoThrottling'],
  ] as const) {
    it(`says what ${call} needs`, () => {
      assert.deepEqual(operation(call), { group, app, user });
    });
  }

  it('says of each operation in one line, without Markdown, what it does', () => {
    for (const { summary } of OPERATIONS) assert.match(summary, /^[A-Z][^\n`*\]]+[^\s.]$/);
  });

  it('is at most 20 KB as it is bundled, compressed', async () => {
    const { outputFiles } = await build({
      entryPoints: [join(ROOT, 'src/ringcentral/operations.ts')],
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
    });
    const [bundle] = outputFiles;
    assert.ok(bundle && bundle.contents.length > 60_000);
    assert.ok(gzipSync(bundle.contents).length <= 20_000, `${gzipSync(bundle.contents).length} bytes`);
  });
});

describe('making the table of operations', () => {
  let sources: Map<string, string>;
  before(async () => {
    sources = await readOperationSources();
  });

  function changed(change: (text: string) => string, file = CALL_LOG): Map<string, string> {
    const text = sources.get(file) ?? '';
    const other = change(text);
    assert.notEqual(other, text);
    return new Map([...sources, [file, other]]);
  }

  it('does not depend on the order of the files', () => {
    const reversed = new Map([...sources].reverse());
    assert.equal(
      operationTableOf(readOperations(reversed), '1.8.6'),
      operationTableOf(readOperations(sources), '1.8.6'),
    );
  });

  for (const [name, change, message] of [
    ['has no doc block', text => text.replace(/\/\*\*[^]*?\*\//, ''), /CallLog.*list\(\): .*no doc block/],
    ['is not said to send anything', text => text.replace(/\* HTTP.*/, '*'), /list\(\): .*no "HTTP Method"/],
    [
      'has a field of another name',
      text => text.replace('* App Perm', '* Application Perm'),
      /unknown field/,
    ],
    ['has a new field', text => text.replace('* App Perm', '* Since: 2\n\t* App Perm'), /"Since: 2"/],
    ['has a field twice', text => text.replace(/(\t\* App.*\n)/, '$1$1'), /"App Permission" is there twice/],
    ['has an empty field', text => text.replace(/(\* App Permission:).*/, '$1'), /unknown field/],
    ['has no endpoint', text => text.replace(/\t\* Endpoint:.*\n/, ''), /"" is no endpoint/],
    ['has no rate limit group', text => text.replace(/\t\* Rate.*\n/, ''), /unknown rate limit group ""/],
    ['is of an unknown group', text => text.replace('Group: Heavy', 'Group: Huge'), /group "Huge"/],
    ['is of an unknown method', text => text.replace('Method: get', 'Method: query'), /method "QUERY"/],
    ['sends another method', text => text.replace('rc.get(', 'rc.post('), /not send the GET/],
    ['says nothing of itself', text => text.replace(/(\/\*\*)[^]*?(\t\* HTTP)/, '$1\n$2'), /what it does/],
    [
      'needs what is no expression',
      text => text.replace('User Permission: ReadCallLog', 'User Permission: ReadCallLog (own only)'),
      /"ReadCallLog \(own only\)" is no permission expression/,
    ],
    [
      'documents another endpoint than it calls',
      text => text.replaceAll('/call-log', '/call-logs').replaceAll('{extensionId}/call-logs', '$&-x'),
      /not call its endpoint/,
    ],
    [
      'has another version in its path',
      text => text.replace('{apiVersion}', '{uiVersion}'),
      /unknown version "\{uiVersion\}"/,
    ],
    ['is there twice', text => text.replace(/(\/call-log)\/\{callRecordId\}$/m, '$1'), /is there twice/],
    [
      'is documented and not there',
      text => text.replace('//#endregion', '/** HTTP Method: get */\n$&'),
      /3 requests and 4 doc blocks for 3 methods/,
    ],
    ['is not async', text => text.replace('async list', 'list'), /3 requests and 3 doc blocks for 2 methods/],
  ] as const satisfies readonly (readonly [string, (text: string) => string, RegExp])[]) {
    it(`stops when a method ${name}`, () => {
      assert.throws(() => readOperations(changed(change)), message);
    });
  }

  it('stops when most methods are gone', () => {
    const few = new Map([...sources].slice(0, 200));
    assert.throws(() => readOperations(few), /operations found, at least 480 expected/);
  });

  it('stops when the package is compressed', () => {
    const compressed = new Map(
      [...sources].map(([file, text]) => [file, text.replace(/\/\*\*[^]*?\*\//g, '')]),
    );
    assert.throws(() => readOperations(compressed), /no doc block/);
  });
});
