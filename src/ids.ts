// Every id that package.json contributes and the code speaks of; a test holds the two against each other.

/** Commands, by their short names. */
export const CommandId = {
  addProfile: 'ringcentralJwt.addProfile',
  editProfile: 'ringcentralJwt.editProfile',
  duplicateProfile: 'ringcentralJwt.duplicateProfile',
  deleteProfile: 'ringcentralJwt.deleteProfile',
  selectProfile: 'ringcentralJwt.selectProfile',
  getToken: 'ringcentralJwt.getToken',
  copyBearerToken: 'ringcentralJwt.copyBearerToken',
  copyAs: 'ringcentralJwt.copyAs',
  insertBearerToken: 'ringcentralJwt.insertBearerToken',
  revokeToken: 'ringcentralJwt.revokeToken',
  copyClientId: 'ringcentralJwt.copyClientId',
  diagnose: 'ringcentralJwt.diagnose',
  explainLastFailure: 'ringcentralJwt.explainLastFailure',
  explainResponse: 'ringcentralJwt.explainResponse',
  checkPermission: 'ringcentralJwt.checkPermission',
  inspectJwt: 'ringcentralJwt.inspectJwt',
  createJwt: 'ringcentralJwt.createJwt',
  showActions: 'ringcentralJwt.showActions',
  openWalkthrough: 'ringcentralJwt.openWalkthrough',
  showLog: 'ringcentralJwt.showLog',
  removeAllData: 'ringcentralJwt.removeAllData',
} as const;
export type CommandId = (typeof CommandId)[keyof typeof CommandId];

/** Views and the container they are in. */
export const ViewId = {
  container: 'ringcentralJwt',
  profiles: 'ringcentralJwt.profiles',
} as const;

/** Settings, all of application scope. */
export const SettingId = {
  productionServer: 'ringcentralJwt.servers.production',
  sandboxServer: 'ringcentralJwt.servers.sandbox',
  requestTimeoutSeconds: 'ringcentralJwt.requestTimeoutSeconds',
  tokenTtlSeconds: 'ringcentralJwt.token.ttlSeconds',
  tokenAutoRenew: 'ringcentralJwt.token.autoRenew',
  clipboardClearAfterSeconds: 'ringcentralJwt.clipboard.clearAfterSeconds',
  statusBarEnabled: 'ringcentralJwt.statusBar.enabled',
} as const;
export type SettingId = (typeof SettingId)[keyof typeof SettingId];

/** The walkthrough behind *Get Started*. */
export const WALKTHROUGH_ID = 'getStarted';

/** The type of the panel's webview, by which VS Code restores it. */
export const PANEL_TYPE = 'ringcentralJwt.explanation';

/** The status bar item; the workbench puts the extension's id before it. */
export const STATUS_BAR_ID = 'ringcentralJwt.token';

/** What a tree item says it is, for `view/item/context` menus: before the token's state, or before the detail's key. */
export const PROFILE_ITEM = 'profile';
export const DETAIL_ITEM = 'detail';
