// App permissions, by the names that a token's scope uses, and which of them include others (facts, section 7).

const INCLUDED: Readonly<Record<string, readonly string[]>> = {
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

/** The app permissions that one includes, those included by them too; itself is not among them (facts, section 7). */
export function includedIn(permission: string): string[] {
  const direct = Object.hasOwn(INCLUDED, permission) ? (INCLUDED[permission] ?? []) : [];
  return [...new Set(direct.flatMap(included => [included, ...includedIn(included)]))];
}
