// The wizard that adds a credential profile: JWT, environment, client ID, client secret, name (product, section 3).
import { t } from '@vscode/l10n';
import { proposeName, type Profile, type ProfileFacts } from '../../profiles/profile.ts';
import type { Environment } from '../../ringcentral/environment.ts';
import { readJwt } from '../../ringcentral/jwtCredential.ts';
import { chooseEnvironment } from './environmentStep.ts';
import { askClientId, askClientSecret, askJwt, askName } from './fieldSteps.ts';
import { BACK, LEFT, type StepOutcome, type StepPlace } from './multiStepInput.ts';

/** What has been entered so far; going back finds it again. */
interface Draft {
  jwt: string;
  environment: Environment;
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
    environment: 'production',
    server: null,
    clientId: '',
    clientSecret: '',
    name: '',
  };
  const steps: Step[] = [
    async ({ jwt }, place) => field('jwt', await askJwt({ place, value: jwt }, now)),
    askEnvironment,
    async ({ clientId }, place) => field('clientId', await askClientId({ place, value: clientId })),
    async ({ clientSecret }, place) =>
      field('clientSecret', await askClientSecret({ place, value: clientSecret })),
    async ({ clientId, environment }, place) => {
      const value = proposeName(clientId, environment, others());
      return field('name', await askName({ place, value }, environment, others));
    },
  ];
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
    if (outcome === BACK) index = Math.max(0, index - 1);
    else {
      Object.assign(draft, outcome);
      index += 1;
    }
  }
  return { id: crypto.randomUUID(), credentialId: crypto.randomUUID(), ...draft };
}

const askEnvironment: Step = async (draft, place) => {
  const jwt = readJwt(draft.jwt);
  const detected = jwt.ok ? jwt.value.environment : undefined;
  return chooseEnvironment({ detected, server: draft.server }, place);
};

function field(name: keyof Draft, outcome: StepOutcome<string>): StepOutcome<Partial<Draft>> {
  return typeof outcome === 'symbol' ? outcome : { [name]: outcome };
}
