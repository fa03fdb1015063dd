// What to say about a text that can't be used as a server.
import { t } from '@vscode/l10n';
import type { ServerUrlDefect } from '../ringcentral/serverUrl.ts';

/** A sentence that says what is wrong and what would be right. */
export function serverDefectWords(defect: ServerUrlDefect): string {
  switch (defect) {
    case 'empty':
      return t('Enter the server’s URL, such as https://platform.ringcentral.com.');
    case 'too-long':
      return t('This URL is too long. Enter only the server’s, such as https://platform.ringcentral.com.');
    case 'not-a-url':
      return t('This is not a URL. Enter one such as https://platform.ringcentral.com.');
    case 'not-https':
      return t('A server’s URL begins with https://.');
    case 'http-not-loopback':
      return t('Only https keeps a credential safe on its way; http is for servers on this machine.');
    case 'has-credentials':
      return t('Take the user name and password out of the URL.');
    case 'has-query':
      return t('Take everything from ? or # on out of the URL.');
  }
}
