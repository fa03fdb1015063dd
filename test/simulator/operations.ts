// The operations of the API that the simulator knows: what each needs, and what it answers.
import { jsonAnswer } from './answers.ts';
import type { Answer } from './answers.ts';
import { hasPermission } from './apiAccess.ts';
import type { Requirements } from './apiAccess.ts';
import { invalidParameter, notFound } from './apiRefusals.ts';
import type { User } from './directory.ts';
import { LISTINGS } from './listings.ts';
import { USER_PERMISSIONS } from './permissions.ts';
import type { PermissionScope } from './permissions.ts';
import type { RateLimitGroup } from './rateLimits.ts';

/** One call that may proceed. */
export interface Call {
  /** The server's own address, which starts every `uri` in an answer. */
  readonly serverUrl: string;
  readonly caller: User;
  /** The extension that the path names; the caller where it names none. */
  readonly target: User;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Another extension of the same account. */
  readonly findUser: (id: string) => User | undefined;
}

export interface Operation extends Requirements {
  readonly method: 'GET' | 'PUT';
  readonly path: string;
  readonly group: RateLimitGroup;
  answer(call: Call): Answer;
}

const ACCOUNT = '/restapi/v1.0/account/:accountId';
const EXTENSION = `${ACCOUNT}/extension/:extensionId`;
const DICTIONARY = '/restapi/v1.0/dictionary/permission';

/** Methods, paths, groups and permissions are those that RingCentral's `@rc-ex/core` documents. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: EXTENSION,
    group: 'light',
    appPermission: 'ReadAccounts',
    userPermissions: ['ReadExtensions'],
    answer: ({ serverUrl, target }) => jsonAnswer(200, describeExtension(serverUrl, target)),
  },
  {
    method: 'PUT',
    path: EXTENSION,
    group: 'medium',
    appPermission: 'EditExtensions',
    userPermissions: ['EditUserInfo', 'EditUserCredentials'],
    answer: ({ serverUrl, target }) => jsonAnswer(200, describeExtension(serverUrl, target)),
  },
  {
    method: 'GET',
    path: ACCOUNT,
    group: 'light',
    appPermission: 'ReadAccounts',
    userPermissions: ['ReadCompanyInfo'],
    answer: ({ serverUrl, caller }) => jsonAnswer(200, describeAccount(serverUrl, caller)),
  },
  {
    // The guide's example: whoever may not edit the account cannot do so with a credential either (facts, section 1).
    method: 'PUT',
    path: `${ACCOUNT}/business-address`,
    group: 'medium',
    appPermission: 'EditAccounts',
    userPermissions: ['EditCompanyInfo'],
    answer: ({ serverUrl, caller }) =>
      jsonAnswer(200, {
        uri: `${accountUri(serverUrl, caller)}/business-address`,
        company: caller.organization.name,
      }),
  },
  {
    method: 'GET',
    path: `${EXTENSION}/call-log`,
    group: 'heavy',
    appPermission: 'ReadCallLog',
    userPermissions: ['ReadCallLog'],
    answer: ({ serverUrl, target }) => jsonAnswer(200, callLog(serverUrl, target)),
  },
  {
    method: 'GET',
    path: `${ACCOUNT}/call-recording`,
    group: 'light',
    appPermission: 'ReadAccounts',
    userPermissions: ['ReadCompanyInfo'],
    feature: 'CallRecording',
    answer: () => jsonAnswer(200, { onDemand: { enabled: true }, automatic: { enabled: false } }),
  },
  {
    method: 'GET',
    path: `${EXTENSION}/presence`,
    group: 'light',
    appPermission: 'ReadPresence',
    userPermissions: ['ReadPresenceStatus'],
    feature: 'Presence',
    answer: ({ serverUrl, target }) =>
      jsonAnswer(200, { uri: `${extensionUri(serverUrl, target)}/presence`, presenceStatus: 'Available' }),
  },
  {
    method: 'GET',
    path: `${EXTENSION}/authz-profile`,
    group: 'medium',
    answer: ({ serverUrl, target }) =>
      jsonAnswer(200, {
        uri: `${extensionUri(serverUrl, target)}/authz-profile`,
        permissions: Object.entries(target.permissions).map(([id, scope]) =>
          describeActivePermission(serverUrl, id, scope),
        ),
      }),
  },
  {
    method: 'GET',
    path: `${EXTENSION}/authz-profile/check`,
    group: 'light',
    answer: checkPermission,
  },
  {
    method: 'GET',
    path: DICTIONARY,
    group: 'light',
    answer: ({ serverUrl }) =>
      jsonAnswer(200, {
        uri: serverUrl + DICTIONARY,
        records: [...USER_PERMISSIONS.keys()].map(id => describePermission(serverUrl, id)),
      }),
  },
  {
    method: 'GET',
    path: `${DICTIONARY}/:permissionId`,
    group: 'light',
    answer: explainPermission,
  },
  ...LISTINGS,
];

function checkPermission({ serverUrl, target, query, findUser }: Call): Answer {
  const permissionId = query['permissionId'] ?? '';
  if (!USER_PERMISSIONS.has(permissionId)) {
    return invalidParameter('permissionId');
  }
  const other = query['targetExtensionId'];
  const concerned = other === undefined || other === '~' ? target : findUser(other);
  if (concerned === undefined) {
    return notFound('targetExtensionId');
  }
  const scope = target.permissions[permissionId];
  const successful = hasPermission(target, permissionId, concerned);
  return jsonAnswer(200, {
    uri: `${extensionUri(serverUrl, target)}/authz-profile/check?permissionId=${permissionId}`,
    successful,
    ...(successful && scope && { details: describeActivePermission(serverUrl, permissionId, scope) }),
  });
}

function explainPermission({ serverUrl, params }: Call): Answer {
  const permission = describePermission(serverUrl, params['permissionId'] ?? '');
  return permission === undefined ? notFound('permissionId') : jsonAnswer(200, permission);
}

function describeExtension(serverUrl: string, user: User): object {
  const [firstName = '', ...rest] = user.name.split(' ');
  return {
    uri: extensionUri(serverUrl, user),
    id: Number(user.id),
    extensionNumber: user.extensionNumber,
    name: user.name,
    contact: { firstName, lastName: rest.join(' '), company: user.organization.name },
    account: { uri: accountUri(serverUrl, user), id: user.organization.id },
    type: 'User',
    status: user.status,
    setupWizardState: 'Completed',
    hidden: false,
  };
}

function describeAccount(serverUrl: string, user: User): object {
  return {
    uri: accountUri(serverUrl, user),
    id: Number(user.organization.id),
    mainNumber: '+16505550100',
    status: user.organization.suspended ? 'Disabled' : 'Confirmed',
    setupWizardState: 'Completed',
  };
}

function callLog(serverUrl: string, user: User): object {
  const uri = `${extensionUri(serverUrl, user)}/call-log`;
  return {
    uri,
    records: [
      {
        uri: `${uri}/SIMaaaaaaaaaaaa`,
        id: 'SIMaaaaaaaaaaaa',
        sessionId: '4503991004',
        startTime: '2026-01-12T16:04:11.000Z',
        duration: 184,
        type: 'Voice',
        direction: 'Inbound',
        action: 'Phone Call',
        result: 'Accepted',
        from: { phoneNumber: '+16505550142', name: 'Marta Lindqvist' },
        to: { phoneNumber: '+16505550100', name: user.name },
      },
    ],
    paging: { page: 1, perPage: 100, pageStart: 0, pageEnd: 0 },
    navigation: { firstPage: { uri: `${uri}?page=1&perPage=100` } },
  };
}

function describeActivePermission(serverUrl: string, id: string, scope: PermissionScope): object {
  return {
    permission: { uri: `${serverUrl}${DICTIONARY}/${id}`, id, siteCompatible: 'Independent' },
    effectiveRole: { uri: `${serverUrl}/restapi/v1.0/dictionary/user-role/2`, id: '2' },
    scopes: [scope],
  };
}

function describePermission(serverUrl: string, id: string): object | undefined {
  const entry = USER_PERMISSIONS.get(id);
  return (
    entry && {
      uri: `${serverUrl}${DICTIONARY}/${id}`,
      id,
      displayName: entry.displayName,
      description: entry.displayName,
      assignable: entry.assignable,
      readOnly: false,
      siteCompatible: 'Independent',
      category: {
        uri: `${serverUrl}/restapi/v1.0/dictionary/permission-category/${entry.category}`,
        id: entry.category,
      },
    }
  );
}

function accountUri(serverUrl: string, user: User): string {
  return `${serverUrl}/restapi/v1.0/account/${user.organization.id}`;
}

function extensionUri(serverUrl: string, user: User): string {
  return `${accountUri(serverUrl, user)}/extension/${user.id}`;
}
