// The words of the panel that neither a rule nor a gate has: headings, captions, and what the buttons say.
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import type { Action, BesideId, ClosedBy } from '../../explanations/explanation.ts';
import type { SettingName } from '../../explanations/settingNames.ts';
import { environmentName } from '../../explanations/words.ts';

/** What ended a request beside the gates: its name, and what that says of them. */
export function besideWords(id: BesideId): { readonly name: string; readonly text: string } {
  switch (id) {
    case 'rate-limit':
      return {
        name: t('Rate limit'),
        text: t(
          'The number of requests ended this one, not a gate. The gates shown as unknown decided nothing.',
        ),
      };
    case 'service':
      return {
        name: t('Service'),
        text: t('RingCentral’s own service failed, not a gate. The gates shown as unknown decided nothing.'),
      };
    case 'network':
      return {
        name: t('Network'),
        text: t('The way to RingCentral failed, not a gate. The gates shown as unknown decided nothing.'),
      };
  }
}

/** What a button says. */
export function actionTitle(action: Action): string {
  switch (action.kind) {
    case 'open-page':
      return action.page.title;
    case 'edit-profile':
      return action.part === 'server' ? t('Change the Server') : t('Edit Profile…');
    case 'paste-jwt':
      return t('Paste JWT Again');
    case 'create-jwt':
      return t('Create JWT');
    case 'copy-client-id':
      return t('Copy Client ID');
    case 'try-anyway':
      return t('Try Anyway');
    case 'copy-token':
      return t('Copy Bearer Token');
    case 'get-token':
      return t('Get a New Token');
    case 'show-log':
      return t('Show Log');
    case 'check-permission':
      return action.operation === undefined ? t('Check API Permission…') : t('Check Again');
    case 'try-call':
      return t('Try This Call');
    case 'use-environment':
      return t('Use the Other Environment ({0})', environmentName(action.environment));
    case 'open-setting':
      return settingTitle(action.setting);
    case 'try-again':
      return t('Try Again');
  }
}

function settingTitle(setting: SettingName): string {
  switch (setting) {
    case 'servers':
      return t('Change the Server');
    case 'requestTimeoutSeconds':
      return t('Change the Time Limit');
    case 'proxy':
      return t('Open Proxy Setting');
    case 'proxySupport':
      return t('Open Setting {0}', 'http.proxySupport');
    case 'proxyStrictSSL':
      return t('Open Setting {0}', 'http.proxyStrictSSL');
    case 'systemCertificates':
      return t('Open Setting {0}', 'http.systemCertificates');
  }
}

/** The words that every view has, as the page gets them. */
export const LabelsSchema = v.object({
  gates: v.string(),
  toToken: v.string(),
  throughCall: v.string(),
  checking: v.string(),
  hint: v.string(),
  guess: v.string(),
  guessWhy: v.string(),
  happened: v.string(),
  why: v.string(),
  speaksForIt: v.string(),
  fix: v.string(),
  who: v.string(),
  evidence: v.string(),
  body: v.string(),
  copyReport: v.string(),
});

/** Headings, captions and what is said to a screen reader; the webview has no words of its own. */
export function panelLabels(closedBy: ClosedBy): v.InferOutput<typeof LabelsSchema> {
  return {
    gates: t('The eight gates'),
    toToken: t('to the token'),
    throughCall: t('through the call'),
    checking: t('checking…'),
    hint: t('Point at a gate, or move to it with the arrow keys, to see how its state is known.'),
    guess: t('This is a guess.'),
    guessWhy: t(
      'No rule knows this answer. It was placed on the likeliest gate by its status, its code and its wording; the evidence is shown whole.',
    ),
    happened: t('What happened'),
    why: t('Why'),
    speaksForIt: t('What speaks for it:'),
    fix: closedBy === 'none' ? t('What to do next') : t('How to fix it'),
    who: t('Who can do it:'),
    evidence: t('Evidence'),
    body: t('The answer'),
    copyReport: t('Copy Report'),
  };
}
