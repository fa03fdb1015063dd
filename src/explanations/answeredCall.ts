// What a call was answered with that went through every gate.
import { t } from '@vscode/l10n';
import { ownPath, type Operation } from '../ringcentral/operation.ts';
import type { HttpAnswer } from '../ringcentral/http.ts';
import { parseJson } from '../ringcentral/json.ts';
import { toPlainLines } from '../ringcentral/plainText.ts';
import type { KnownProfile } from './case.ts';
import { provedByCall } from './diagnosis.ts';
import { answerLines, profileLines, utcTimeLine } from './evidence.ts';
import { GATES, type Explanation } from './explanation.ts';
import { removeSecrets } from '../ringcentral/secretShapes.ts';
import { operationTitle } from './permissionFindings.ts';

/** As much of a body is shown, in characters. */
export const MAX_BODY = 100 * 1024;

/** For a reading call that RingCentral answered. The body is text, whatever is in it. */
export function answeredExplanation(
  profile: KnownProfile,
  operation: Operation,
  { evidence, body }: HttpAnswer,
): Explanation {
  const proved = { state: 'passed', reason: t('Proved: RingCentral answered this call.') } as const;
  const findings = {
    ...provedByCall(),
    'app-permission': proved,
    'user-permission': proved,
    feature: proved,
    token: proved,
  };
  const isCut = body.length > MAX_BODY;
  return {
    rule: 'call.answered',
    closedBy: 'none',
    isGuess: false,
    subject: profile.name,
    headline: t('RingCentral answered the call with status {0}.', evidence.status),
    short: t('answered {0}', evidence.status),
    gates: GATES.map(id => ({ id, ...(findings[id] ?? proved) })),
    happened: [
      t('{0} was sent once, with the token of this profile.', operationTitle(operation)),
      ...(isCut ? [t('The answer is longer than what is shown of it.')] : []),
    ],
    causes: [],
    steps: [],
    actions: [
      { kind: 'copy-token' },
      { kind: 'check-permission', operation: `${operation.method} ${operation.path}` },
    ],
    evidence: [
      utcTimeLine(evidence.at),
      { label: t('Operation'), value: `${operation.method} ${ownPath(operation.path)}` },
      { label: t('Host'), value: evidence.host },
      ...answerLines(evidence),
      ...profileLines(profile),
    ],
    body: shown(body.slice(0, MAX_BODY), isCut),
  };
}

/** Lines as they are, JSON with its lines broken; nothing that moves the text about or hides in it. */
function shown(body: string, isCut: boolean): string {
  const json = isCut ? undefined : parseJson(body);
  const text = json === undefined ? body : JSON.stringify(json, undefined, 2);
  return removeSecrets(toPlainLines(text)).slice(0, MAX_BODY);
}
