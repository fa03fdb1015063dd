// What is said when a profile's credential can't be read at all, so that nothing was sent.
import { t } from '@vscode/l10n';
import type { CredentialTrouble } from '../../profiles/profileStore.ts';
import type { Case } from '../case.ts';
import type { Step, Words } from '../explanation.ts';
import { appsPage, createPage } from '../pages.ts';
import { troubleShort } from '../troubleWords.ts';
import { doable } from './actions.ts';
import type { RuleWords } from './ruleWords.ts';
import { createPath, step } from './steps.ts';

/**
 * For a profile whose secret is not to be had.
 * @param trouble why; what a newer version stored is left alone
 */
export function credentialTroubleWords(trouble: CredentialTrouble, about: Case): RuleWords {
  return { rule: `credential-${trouble}`, closedBy: 'credential', words: troubleWords(trouble, about) };
}

function troubleWords(trouble: CredentialTrouble, about: Case): Words {
  const nothingSent = t('Nothing was sent to RingCentral.');
  const actions = doable(about, [{ kind: 'paste-jwt' }, { kind: 'create-jwt' }]);
  switch (trouble) {
    case 'missing':
      return {
        headline: t('The stored credential is gone from VS Code’s secret storage.'),
        short: troubleShort(trouble),
        happened: [
          t('The profile is still listed, but its JWT and client secret are not there.'),
          nothingSent,
        ],
        causes: [
          { text: t('The keyring of the operating system is locked, or was reset or replaced.') },
          { text: t('VS Code runs without a keyring, or the data of the browser it runs in were cleared.') },
        ],
        steps: [
          step('you', t('If the keyring is locked, unlock it and restart VS Code. That may be all.')),
          ...pasteAgainSteps(about),
        ],
        actions,
      };
    case 'unreadable':
      return {
        headline: t('The stored credential can’t be read. It was left as it is.'),
        short: troubleShort(trouble),
        happened: [
          t('VS Code’s secret storage has an entry for the profile, but in an unknown form.'),
          nothingSent,
        ],
        causes: [{ text: t('The entry was damaged, or something other than this extension wrote it.') }],
        steps: pasteAgainSteps(about),
        actions,
      };
    case 'newer':
      return {
        headline: t('The profile was stored by a newer version of this extension.'),
        short: troubleShort(trouble),
        happened: [
          t('This version can’t read its credential, or its token, and leaves both as they are.'),
          nothingSent,
        ],
        causes: [
          {
            text: t('Another window runs a newer version of the extension, or it ran here before.'),
            evidence: t('The entry carries a higher version number than this extension knows.'),
          },
        ],
        steps: [
          step('you', t('Update JWT Credentials for RingCentral in the Extensions view; reload the window.')),
          step('you', t('Then get an access token. The JWT need not be pasted again.')),
        ],
        actions: [{ kind: 'show-log' }],
      };
  }
}

function pasteAgainSteps(about: Case): Step[] {
  return [
    step('you', t('Paste the JWT into the profile again, and the client secret where the app has one.')),
    step(
      'you',
      t('If you no longer have the JWT, create one. {0}', createPath()),
      createPage(about.profile?.clientId),
    ),
    step(
      'app-owner',
      t('If you no longer have the client secret: in the Developer Console open the app → “Credentials”.'),
      appsPage(),
    ),
    step('you', t('Then get an access token. Nothing has to be changed at RingCentral.')),
  ];
}
