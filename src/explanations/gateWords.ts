// The words for gates, their states, and who does a step: in the panel and in the report.
import { t } from '@vscode/l10n';
import type { GateId, GateState, Who } from './explanation.ts';

/** A gate's name (product, section 6). */
export function gateName(id: GateId): string {
  switch (id) {
    case 'credential':
      return t('Credential');
    case 'environment':
      return t('Environment');
    case 'application':
      return t('Application');
    case 'owner':
      return t('Owner');
    case 'token':
      return t('Access token');
    case 'app-permission':
      return t('App permission');
    case 'user-permission':
      return t('User permission');
    case 'feature':
      return t('Feature');
  }
}

/** What a gate asks (product, section 6). */
export function gateQuestion(id: GateId): string {
  switch (id) {
    case 'credential':
      return t('Is it a JWT, intact, not expired, not deleted?');
    case 'environment':
      return t('Does the JWT belong to the profile’s environment, and the server to it?');
    case 'application':
      return t('Is the app known, its client secret right, its JWT auth flow on, and may it use this JWT?');
    case 'owner':
      return t('May the user behind the JWT sign in?');
    case 'token':
      return t('Is it an access token, still valid, and is its session still open?');
    case 'app-permission':
      return t('Does the access token’s scope hold the permission that the call needs?');
    case 'user-permission':
      return t('Does the owner’s role hold the permission that the call needs?');
    case 'feature':
      return t('Do plan, account and the owner’s extension have the feature?');
  }
}

/** A gate's state in a word or two. */
export function gateStateWord(state: GateState): string {
  switch (state) {
    case 'passed':
      return t('passed');
    case 'failed':
      return t('failed');
    case 'not-reached':
      return t('not reached');
    case 'unknown':
      return t('unknown');
  }
}

/** Who can do a step. */
export function whoWord(who: Who): string {
  switch (who) {
    case 'you':
      return t('You');
    case 'app-owner':
      return t('The app’s owner');
    case 'developer-admin':
      return t('A Developer Admin');
    case 'account-admin':
      return t('The account administrator');
    case 'network-admin':
      return t('Whoever runs your network');
  }
}
