// Operations that answer with a list, which here is empty: they are there for what they need.
import { jsonAnswer } from './answers.ts';
import type { Operation } from './operations.ts';

const ACCOUNT = '/restapi/v1.0/account/:accountId';
const EXTENSION = `${ACCOUNT}/extension/:extensionId`;

/** Groups and permissions are those that RingCentral's `@rc-ex/core` documents. */
export const LISTINGS: readonly Operation[] = [
  listing(`${ACCOUNT}/call-log`, 'heavy', 'ReadCallLog', 'FullCompanyCallLog'),
  listing(`${ACCOUNT}/call-queues`, 'medium', 'ReadAccounts', 'ReadExtensions'),
  listing(`${ACCOUNT}/extension`, 'medium', 'ReadAccounts', 'ReadExtensions'),
  listing(`${ACCOUNT}/phone-number`, 'heavy', 'ReadAccounts', 'ReadCompanyPhoneNumbers'),
  listing(`${ACCOUNT}/user-role`, 'medium', 'ReadAccounts', 'ReadUserRoles'),
  listing(`${EXTENSION}/address-book/contact`, 'heavy', 'ReadContacts', 'ReadPersonalContacts'),
  listing(`${EXTENSION}/answering-rule`, 'medium', 'ReadAccounts', 'ReadUserAnsweringRules'),
  listing(`${EXTENSION}/caller-id`, 'light', 'ReadAccounts', 'ReadCallerIDSettings'),
  listing(`${EXTENSION}/device`, 'light', 'ReadAccounts', 'ReadUserDevices'),
  listing(`${EXTENSION}/forwarding-number`, 'light', 'ReadAccounts', 'ReadUserForwardingFlipNumbers'),
  listing(`${EXTENSION}/grant`, 'light', 'ReadAccounts', 'ReadExtensionGrant'),
  listing(`${EXTENSION}/message-store`, 'light', 'ReadMessages', 'ReadMessages'),
  listing(`${EXTENSION}/notification-settings`, 'light', 'ReadAccounts', 'ReadMessagesNotificationsSettings'),
  listing(`${EXTENSION}/phone-number`, 'light', 'ReadAccounts', 'ReadUserPhoneNumbers'),
];

function listing(
  path: string,
  group: Operation['group'],
  appPermission: string,
  userPermission: string,
): Operation {
  return {
    method: 'GET',
    path,
    group,
    appPermission,
    userPermissions: [userPermission],
    answer: ({ serverUrl }) => jsonAnswer(200, { uri: serverUrl + path, records: [] }),
  };
}
