// The wizard's step for the environment: the one that the JWT names first, a server of one's own, and a warning
// before the two contradict each other.
import { t } from '@vscode/l10n';
import { bindingWords, environmentName } from '../../explanations/words.ts';
import { environmentOfUrl, ENVIRONMENTS, type Environment } from '../../ringcentral/environment.ts';
import { parseServerUrl } from '../../ringcentral/serverUrl.ts';
import { serverDefectWords } from '../serverWords.ts';
import {
  askChoice,
  askText,
  BACK,
  LEFT,
  type Choice,
  type StepOutcome,
  type StepPlace,
} from './multiStepInput.ts';

/** An environment, and a server of its own where one was entered. */
export interface EnvironmentChoice {
  readonly environment: Environment;
  readonly server: string | null;
}

interface Known {
  /** The environment that the JWT names. */
  readonly detected: Environment | undefined;
  /** The server entered before, when the user comes back to this step. */
  readonly server: string | null;
  /** Whether a token is valid that a change will end. */
  readonly hasToken?: boolean;
}

/** Asks for the environment; Back within it leads to its own questions first. */
export async function chooseEnvironment(
  known: Known,
  place: StepPlace,
): Promise<StepOutcome<EnvironmentChoice>> {
  for (;;) {
    const choice = await askEnvironmentOrCustom(known, place);
    if (choice === BACK || choice === LEFT) return choice;
    const answer =
      choice === 'custom'
        ? await askCustomServer(known, place)
        : await settleMismatch({ environment: choice, server: null }, known.detected, place);
    if (answer !== BACK) return answer;
  }
}

async function askEnvironmentOrCustom(
  { detected, hasToken }: Known,
  place: StepPlace,
): Promise<StepOutcome<Environment | 'custom'>> {
  const custom: Choice<'custom'> = {
    label: t('Custom server…'),
    detail: t('A partner’s server, a proxy or a simulator, by its URL'),
    value: 'custom',
  };
  return askChoice<Environment | 'custom'>({
    place,
    placeholder:
      hasToken === true
        ? t('Which environment was the JWT created for? The token of this profile will be revoked.')
        : t('Which environment was the JWT created for?'),
    choices: [...environmentChoices(detected), custom],
  });
}

async function askCustomServer(known: Known, place: StepPlace): Promise<StepOutcome<EnvironmentChoice>> {
  let text = known.server ?? '';
  for (;;) {
    const entered = await askText({
      place,
      prompt: t('The server’s base URL. The path of the token endpoint is added to it.'),
      placeholder: 'https://platform.ringcentral.biz',
      value: text,
      isSecret: false,
      check: (value, isFinal) => {
        const server = parseServerUrl(value);
        const isDue = isFinal || value.length > 'https://'.length;
        return server.ok || !isDue ? undefined : { text: serverDefectWords(server.failure), isError: true };
      },
    });
    if (typeof entered === 'symbol') return entered;
    text = entered;
    const server = parseServerUrl(entered);
    if (!server.ok) continue;
    const environment = await askChoice({
      place,
      placeholder: t('Which environment does {0} belong to?', new URL(server.value).host),
      choices: environmentChoices(known.detected, environmentOfUrl(server.value)),
    });
    if (environment === LEFT) return LEFT;
    if (environment === BACK) continue;
    const settled = await settleMismatch({ environment, server: server.value }, known.detected, place);
    if (settled !== BACK) return settled;
  }
}

/** Where the choice contradicts the JWT, warns and offers the JWT's environment. */
export async function settleMismatch(
  choice: EnvironmentChoice,
  detected: Environment | undefined,
  place: StepPlace,
): Promise<StepOutcome<EnvironmentChoice>> {
  if (detected === undefined || detected === choice.environment) return choice;
  const found = environmentName(detected);
  const chosen = environmentName(choice.environment);
  const environment = await askChoice({
    place,
    placeholder: `${t('This JWT was created for {0}.', found)} ${bindingWords(detected, choice.environment)}`,
    choices: [
      {
        label: `$(check) ${t('Use {0}', found)}`,
        detail: t('The environment that the JWT names.'),
        value: detected,
      },
      {
        label: `$(warning) ${t('Keep {0}', chosen)}`,
        detail: t('RingCentral will probably refuse the JWT there.'),
        value: choice.environment,
      },
    ],
  });
  if (typeof environment === 'symbol') return environment;
  const isMoved = environment !== choice.environment;
  return { environment, server: isMoved ? serverFor(choice.server, environment) : choice.server };
}

/** A server that is known to belong to the other environment does not go along to this one. */
export function serverFor(server: string | null, environment: Environment): string | null {
  const ofServer = server === null ? undefined : environmentOfUrl(server);
  return ofServer === undefined || ofServer === environment ? server : null;
}

/** The environment that the JWT names stands first, else the one of the server; only the JWT's is called detected. */
function environmentChoices(
  detected: Environment | undefined,
  ofServer?: Environment,
): Choice<Environment>[] {
  const first = detected ?? ofServer;
  const details: Record<Environment, string> = {
    production: t('Real calls and messages'),
    sandbox: t('Legacy at RingCentral: may stop working'),
  };
  return ENVIRONMENTS.map(environment => ({
    label: environmentName(environment),
    detail: details[environment],
    ...(environment === detected ? { description: t('detected from the JWT') } : {}),
    value: environment,
  })).sort((a, b) => Number(b.value === first) - Number(a.value === first));
}
