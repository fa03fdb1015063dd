// The permissions of apps and of users: which ones imply others, and what the dictionary says of them (facts, section 7).

const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  Accounts: ['EditAccounts'],
  EditAccounts: ['ReadAccounts', 'EditExtensions'],
  EditCallLog: ['ReadCallLog'],
  ReadCallRecording: ['ReadCallLog'],
  EditMessages: ['ReadMessages'],
  SMS: ['ReadMessages'],
  Faxes: ['ReadMessages'],
  InternalMessages: ['ReadMessages'],
  EditPresence: ['ReadPresence'],
  Contacts: ['ReadContacts'],
};

/** The app permissions that a list of them grants, the implied ones among them. */
export function withImplied(scopes: Iterable<string>): Set<string> {
  const granted = new Set(scopes);
  // A Set that grows while it is walked also visits what was added, so chains of implication are followed.
  for (const scope of granted) {
    for (const implied of IMPLIED[scope] ?? []) {
      granted.add(implied);
    }
  }
  return granted;
}

/** How far a user's permission reaches. */
export type PermissionScope = 'Self' | 'AllExtensions' | 'Account';

export interface DictionaryEntry {
  readonly displayName: string;
  readonly category: string;
  readonly assignable: boolean;
}

/** User permissions by id. The display names and categories are the simulator's own wording [inf]. */
export const USER_PERMISSIONS: ReadonlyMap<string, DictionaryEntry> = new Map([
  ['ThirdPartyAppAccess', entry('Third Party Apps Access', 'Features')],
  ['ReadExtensions', entry('View User Details', 'UserManagement')],
  ['EditUserInfo', entry('Edit User Information', 'UserManagement')],
  ['EditUserCredentials', entry('Edit User Credentials', 'UserManagement')],
  ['AddRemoveUsers', entry('Add and Remove Users', 'UserManagement')],
  ['ReadCompanyInfo', entry('View Company Information', 'CompanyManagement')],
  ['EditCompanyInfo', entry('Edit Company Information', 'CompanyManagement')],
  ['ReadCallLog', entry('View Call Log', 'CallLog')],
  ['EditCallLog', entry('Edit Call Log', 'CallLog')],
  ['FullCompanyCallLog', entry('View Company Call Log', 'CallLog')],
  ['ReadMessages', entry('View Messages', 'Messages')],
  ['OutboundSMS', entry('Send Text Messages', 'Messages')],
  ['InternalSMS', entry('Send Internal Messages', 'Messages')],
  ['ReadPresenceStatus', entry('View Presence', 'Presence')],
  ['ReadPersonalContacts', entry('View Personal Contacts', 'Contacts')],
  ['ReadCompanyPhoneNumbers', entry('View Company Phone Numbers', 'CompanyManagement')],
  ['ReadUserRoles', entry('View Roles', 'Roles')],
  ['ReadUserAnsweringRules', entry('View Call Handling', 'UserSettings')],
  ['ReadCallerIDSettings', entry('View Caller ID', 'UserSettings')],
  ['ReadUserDevices', entry('View Devices', 'UserSettings')],
  ['ReadUserForwardingFlipNumbers', entry('View Forwarding Numbers', 'UserSettings')],
  ['ReadExtensionGrant', entry('View Grants', 'UserSettings')],
  ['ReadMessagesNotificationsSettings', entry('View Notification Settings', 'UserSettings')],
  ['ReadUserPhoneNumbers', entry('View User Phone Numbers', 'UserSettings')],
  ['SuperAdmin', entry('Super Administrator', 'Roles', false)],
]);

function entry(displayName: string, category: string, assignable = true): DictionaryEntry {
  return { displayName, category, assignable };
}
