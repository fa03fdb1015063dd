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
      return t(
        'Is the client known, its secret right, the JWT flow on, and is it permitted to use this credential?',
      );
    case 'owner':
      return t('May the user behind the JWT sign in?');
    case 'token':
      return t('Is it an access token, alive, of this session?');
    case 'app-permission':
      return t('Does the token’s scope hold what the call needs?');
    case 'user-permission':
      return t('Does the owner’s role hold it?');
    case 'feature':
      return t('Do plan, account and extension have the feature?');
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
  }
}
