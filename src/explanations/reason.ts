// How it is known that a gate is closed: by RingCentral's answer, by a look at what is stored, or by a guess.
import { t } from '@vscode/l10n';
import type { CredentialTrouble } from '../profiles/profileStore.ts';
import { decidingCode, type Refused } from '../ringcentral/failure.ts';
import type { OfflineFinding } from '../tokens/offlineCheck.ts';
import type { Case } from './case.ts';
import { environmentName } from './words.ts';

/** How far an answer decided: its code is known, it was read together with the JWT, or its meaning is guessed. */
export type Certainty = 'known' | 'inferred' | 'guessed';

/** How the closed gate's state is known, in a sentence; what is wrong, the headline says. */
export function reasonOf({ problem, profile }: Case, certainty: Certainty): string {
  switch (problem.kind) {
    case 'credential':
      return ofTrouble(problem.trouble);
    case 'offline':
      return ofFinding(problem.finding);
    case 'failure':
      return problem.failure.kind === 'refused'
        ? ofAnswer(problem.failure, certainty, profile !== undefined)
        : t('Known from how the request to {0} ended.', problem.failure.host);
  }
}

function ofTrouble(trouble: CredentialTrouble): string {
  switch (trouble) {
    case 'missing':
      return t('Looked up in VS Code’s secret storage: it has no entry for this profile.');
    case 'unreadable':
      return t('Read from VS Code’s secret storage: the entry has an unknown form.');
    case 'newer':
      return t('Read from VS Code’s secret storage: the entry has a newer version number.');
  }
}

function ofFinding(finding: OfflineFinding): string {
  switch (finding.kind) {
    case 'wrong-environment':
      return t(
        'Checked here, before any request: the JWT names {0}, the profile {1}.',
        environmentName(finding.jwt),
        environmentName(finding.profile),
      );
    case 'wrong-server':
      return t(
        'Checked here, before any request: the JWT names {0}, the server is one of {1}.',
        environmentName(finding.jwt),
        environmentName(finding.server),
      );
    case 'jwt':
      return finding.defect.kind === 'expired'
        ? t('Checked here, before any request: the JWT’s end against this computer’s clock.')
        : t('Checked here, before any request: the form of what is stored as the JWT.');
  }
}

function ofAnswer(refused: Refused, certainty: Certainty, hasProfile: boolean): string {
  const answer = answerWords(refused);
  switch (certainty) {
    case 'known':
      return t('Said by RingCentral: {0}.', answer);
    case 'inferred':
      return hasProfile
        ? t('Inferred from RingCentral’s answer ({0}) and from what the JWT says of itself.', answer)
        : t('Inferred from RingCentral’s answer: {0}.', answer);
    case 'guessed':
      return t('A guess from RingCentral’s answer: {0}.', answer);
  }
}

/** OAuth's errors are such words; anything else is left to the evidence. */
const OAUTH_ERROR = /^[a-z_]{1,40}$/;

/** Status and code, else OAuth error, as far as the answer has them. */
function answerWords(refused: Refused): string {
  const { status, oauthError } = refused;
  const code = decidingCode(refused);
  const error = oauthError !== undefined && OAUTH_ERROR.test(oauthError) ? oauthError : undefined;
  const name = code === undefined ? error : t('code {0}', code);
  const parts = [...(status === 0 ? [] : [t('status {0}', status)]), ...(name === undefined ? [] : [name])];
  return parts.length === 0 ? t('neither status nor code') : parts.join(', ');
}
