// Every id that package.json contributes and the code speaks of; a test holds the two against each other.

/** Commands, by their short names. */
export const CommandId = {
  addProfile: 'ringcentralJwt.addProfile',
  selectProfile: 'ringcentralJwt.selectProfile',
  getToken: 'ringcentralJwt.getToken',
  copyBearerToken: 'ringcentralJwt.copyBearerToken',
  revokeToken: 'ringcentralJwt.revokeToken',
  createJwt: 'ringcentralJwt.createJwt',
  showActions: 'ringcentralJwt.showActions',
  openWalkthrough: 'ringcentralJwt.openWalkthrough',
  showLog: 'ringcentralJwt.showLog',
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
  statusBarEnabled: 'ringcentralJwt.statusBar.enabled',
} as const;
export type SettingId = (typeof SettingId)[keyof typeof SettingId];

/** The walkthrough behind *Get Started*. */
export const WALKTHROUGH_ID = 'getStarted';

/** The status bar item; the workbench puts the extension's id before it. */
export const STATUS_BAR_ID = 'ringcentralJwt.token';

/** What a tree item says it is, for `view/item/context` menus. */
export const PROFILE_ITEM = 'profile';
