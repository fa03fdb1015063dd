// The wizard that adds a credential profile: JWT, environment, client ID, client secret, name (product, section 3).
import { t } from '@vscode/l10n';
import {
  parseClientId,
  parseClientSecret,
  parseName,
  proposeName,
  type Profile,
  type ProfileFacts,
} from '../../profiles/profile.ts';
import type { Environment } from '../../ringcentral/environment.ts';
import { readValidJwt } from '../../ringcentral/jwtCredential.ts';
import type { Result } from '../../ringcentral/result.ts';
import { chooseEnvironment } from './environmentStep.ts';
import {
  clientIdDefectWords,
  clientSecretDefectWords,
  jwtDefectWords,
  jwtWords,
  nameDefectWords,
} from './fieldWords.ts';
import { askText, BACK, LEFT, type StepOutcome, type StepPlace } from './multiStepInput.ts';

/** What has been entered so far; going back finds it again. */
interface Draft {
  jwt: string;
  environment: Environment | undefined;
  server: string | null;
  clientId: string;
  clientSecret: string;
  name: string;
}

type Step = (draft: Draft, place: StepPlace) => Promise<StepOutcome<Partial<Draft>>>;

/**
 * Asks for a profile, step by step. Nothing is stored.
 * @param others the profiles that its name must differ from
 * @param now in ms
 * @returns undefined when the user left
 */
export async function askForProfile(
  others: () => readonly ProfileFacts[],
  now: () => number,
): Promise<Profile | undefined> {
  const draft: Draft = {
    jwt: '',
    environment: undefined,
    server: null,
    clientId: '',
    clientSecret: '',
    name: '',
  };
  const steps = [askJwt(now), askEnvironment, askClientId, askClientSecret, askName(others)];
  for (let index = 0; ;) {
    const step = steps[index];
    if (step === undefined) break;
    const outcome = await step(draft, {
      title: t('Add Credential Profile'),
      step: index + 1,
      totalSteps: steps.length,
      canGoBack: index > 0,
    });
    if (outcome === LEFT) return undefined;
    if (outcome === BACK) index -= 1;
    else {
      Object.assign(draft, outcome);
      index += 1;
    }
  }
  const { environment, ...entered } = draft;
  return { id: crypto.randomUUID(), ...entered, environment: environment ?? 'production' };
}

function askJwt(now: () => number): Step {
  return async (draft, place) => {
    const outcome = await askText({
      place,
      prompt: t('The JWT credential from RingCentral’s Developer Console. It is kept in the secret storage.'),
      placeholder: t('Paste the JWT, it begins with eyJ'),
      value: draft.jwt,
      isSecret: true,
      check: (value, isFinal) => {
        const jwt = readValidJwt(value, now());
        if (jwt.ok) return { text: jwtWords(jwt.value), isError: false };
        return jwt.failure.kind === 'empty' && !isFinal
          ? undefined
          : { text: jwtDefectWords(jwt.failure), isError: true };
      },
    });
    if (typeof outcome === 'symbol') return outcome;
    const jwt = readValidJwt(outcome, now());
    return jwt.ok ? { jwt: jwt.value.jwt } : BACK;
  };
}

const askEnvironment: Step = async (draft, place) => {
  const jwt = readValidJwt(draft.jwt, 0);
  const detected = jwt.ok ? jwt.value.environment : undefined;
  return chooseEnvironment({ detected, server: draft.server }, place);
};

const askClientId: Step = async (draft, place) => {
  const outcome = await askText({
    place,
    prompt: t('The client ID of the app that presents the JWT, from the app’s Credentials tab.'),
    placeholder: t('Client ID'),
    value: draft.clientId,
    isSecret: false,
    check: (value, isFinal) => errorOf(parseClientId(value), isFinal || value !== '', clientIdDefectWords),
  });
  if (typeof outcome === 'symbol') return outcome;
  const clientId = parseClientId(outcome);
  return clientId.ok ? { clientId: clientId.value } : BACK;
};

const askClientSecret: Step = async (draft, place) => {
  const outcome = await askText({
    place,
    prompt: t('The app’s client secret. Leave it empty for an app that has none.'),
    placeholder: t('Client secret'),
    value: draft.clientSecret,
    isSecret: true,
    check: value => errorOf(parseClientSecret(value), true, clientSecretDefectWords),
  });
  if (typeof outcome === 'symbol') return outcome;
  const clientSecret = parseClientSecret(outcome);
  return clientSecret.ok ? { clientSecret: clientSecret.value } : BACK;
};

function askName(others: () => readonly ProfileFacts[]): Step {
  return async (draft, place) => {
    const environment = draft.environment ?? 'production';
    const outcome = await askText({
      place,
      prompt: t('A name to find this profile by.'),
      placeholder: t('Name'),
      value: proposeName(draft.clientId, environment, others()),
      isSecret: false,
      check: (value, isFinal) =>
        errorOf(parseName(value, environment, others()), isFinal || value !== '', defect =>
          nameDefectWords(defect, environment),
        ),
    });
    if (typeof outcome === 'symbol') return outcome;
    const name = parseName(outcome, environment, others());
    return name.ok ? { name: name.value } : BACK;
  };
}

function errorOf<Defect>(
  parsed: Result<string, Defect>,
  isDue: boolean,
  words: (defect: Defect) => string,
): { text: string; isError: true } | undefined {
  return parsed.ok || !isDue ? undefined : { text: words(parsed.failure), isError: true };
}
