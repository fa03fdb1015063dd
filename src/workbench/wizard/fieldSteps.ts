// The questions for a profile's fields, one input each, checked while typing: for the wizard and for editing.
import { t } from '@vscode/l10n';
import { parseClientId, parseClientSecret, parseName, type ProfileFacts } from '../../profiles/profile.ts';
import type { Environment } from '../../ringcentral/environment.ts';
import { readValidJwt } from '../../ringcentral/jwtCredential.ts';
import type { Result } from '../../ringcentral/result.ts';
import {
  clientIdDefectWords,
  clientSecretDefectWords,
  jwtDefectWords,
  jwtWords,
  nameDefectWords,
} from './fieldWords.ts';
import { askText, BACK, type StepMessage, type StepOutcome, type StepPlace } from './multiStepInput.ts';

/** What every question is asked with. */
interface Question {
  readonly place: StepPlace;
  /** What is there to begin with; never a stored secret. */
  readonly value: string;
  /** What is said instead of the usual prompt. */
  readonly prompt?: string;
}

interface SecretQuestion extends Question {
  /** Whether nothing entered is an answer too: the stored value is kept. */
  readonly mayKeep?: boolean;
}

/**
 * Asks for a JWT.
 * @param now in ms
 * @returns the JWT cleaned of what was pasted with it; empty when the stored one is kept
 */
export async function askJwt(question: SecretQuestion, now: () => number): Promise<StepOutcome<string>> {
  const outcome = await askText({
    place: question.place,
    prompt:
      question.prompt ??
      t('The JWT credential from RingCentral’s Developer Console. It is kept in the secret storage.'),
    placeholder: t('Paste the JWT, it begins with eyJ'),
    value: question.value,
    isSecret: true,
    check: (value, isFinal) => {
      const jwt = readValidJwt(value, now());
      if (jwt.ok) return { text: jwtWords(jwt.value), isError: false };
      const isFine = jwt.failure.kind === 'empty' && (question.mayKeep === true || !isFinal);
      return isFine ? undefined : { text: jwtDefectWords(jwt.failure), isError: true };
    },
  });
  if (typeof outcome === 'symbol') return outcome;
  const jwt = readValidJwt(outcome, now());
  if (jwt.ok) return jwt.value.jwt;
  return jwt.failure.kind === 'empty' && question.mayKeep === true ? '' : BACK;
}

/** Asks for a client ID. */
export async function askClientId(question: Question): Promise<StepOutcome<string>> {
  return parsedOf(
    await askText({
      place: question.place,
      prompt:
        question.prompt ??
        t('The client ID of the app that presents the JWT, from the app’s Credentials tab.'),
      placeholder: t('Client ID'),
      value: question.value,
      isSecret: false,
      check: (value, isFinal) => errorOf(parseClientId(value), isFinal || value !== '', clientIdDefectWords),
    }),
    parseClientId,
  );
}

/** Asks for a client secret, which may be empty; what that means the prompt says. */
export async function askClientSecret(question: Question): Promise<StepOutcome<string>> {
  return parsedOf(
    await askText({
      place: question.place,
      prompt: question.prompt ?? t('The app’s client secret. Leave it empty for an app that has none.'),
      placeholder: t('Client secret'),
      value: question.value,
      isSecret: true,
      check: value => errorOf(parseClientSecret(value), true, clientSecretDefectWords),
    }),
    parseClientSecret,
  );
}

/**
 * Asks for a name.
 * @param others the profiles that it must differ from
 */
export async function askName(
  question: Question,
  environment: Environment,
  others: () => readonly ProfileFacts[],
): Promise<StepOutcome<string>> {
  const parse = (value: string): ReturnType<typeof parseName> => parseName(value, environment, others());
  return parsedOf(
    await askText({
      place: question.place,
      prompt: question.prompt ?? t('A name to find this profile by.'),
      placeholder: t('Name'),
      value: question.value,
      isSecret: false,
      check: (value, isFinal) =>
        errorOf(parse(value), isFinal || value !== '', defect => nameDefectWords(defect, environment)),
    }),
    parse,
  );
}

/** What was accepted was checked; should it not parse now, the user is asked again. */
function parsedOf<Defect>(
  outcome: StepOutcome<string>,
  parse: (text: string) => Result<string, Defect>,
): StepOutcome<string> {
  if (typeof outcome === 'symbol') return outcome;
  const parsed = parse(outcome);
  return parsed.ok ? parsed.value : BACK;
}

function errorOf<Defect>(
  parsed: Result<string, Defect>,
  isDue: boolean,
  words: (defect: Defect) => string,
): StepMessage | undefined {
  return parsed.ok || !isDue ? undefined : { text: words(parsed.failure), isError: true };
}
