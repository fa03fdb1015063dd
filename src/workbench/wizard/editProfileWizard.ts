// Asks what of a profile to change, and to what: each field on its own (product, section 2).
import { t } from '@vscode/l10n';
import { environmentName } from '../../explanations/words.ts';
import { freeName, type Profile, type ProfileFacts } from '../../profiles/profile.ts';
import type { Environment } from '../../ringcentral/environment.ts';
import { readJwt } from '../../ringcentral/jwtCredential.ts';
import { expiryWords } from '../dates.ts';
import { forIconLabel } from '../plainLabels.ts';
import { chooseEnvironment, serverFor, settleMismatch, type EnvironmentChoice } from './environmentStep.ts';
import { askClientId, askClientSecret, askJwt, askName } from './fieldSteps.ts';
import { askChoice, BACK, LEFT, type Choice, type StepOutcome, type StepPlace } from './multiStepInput.ts';

/** The fields to change, with their new values; what was chosen is named for the user. */
export interface Edit {
  readonly field: Field;
  readonly changes: Partial<Omit<Profile, 'id' | 'credentialId'>>;
}

type Field = 'name' | 'environment' | 'clientId' | 'clientSecret' | 'jwt' | 'noClientSecret';

interface EditParts {
  readonly profile: Profile;
  /** The server's URL, if there is a usable one. */
  readonly address: string | undefined;
  /** Whether a token lives that the change of a credential's field will end. */
  readonly hasToken: boolean;
  /** All profiles. */
  readonly rows: () => readonly ProfileFacts[];
  /** In ms. */
  readonly now: () => number;
}

/**
 * Asks for one change. Nothing is stored.
 * @param wanted the field to change, where that is known; going back from it leads to the others
 * @returns undefined when the user left, or kept everything as it is
 */
export async function askForEdit(parts: EditParts, wanted?: Field): Promise<Edit | undefined> {
  const title = t('Edit Credential Profile: {0}', parts.profile.name);
  let known = wanted;
  for (;;) {
    const field =
      known ??
      (await askChoice({
        place: { title, canGoBack: false },
        placeholder: t('Select what to change'),
        choices: choicesOf(parts),
      }));
    known = undefined;
    if (typeof field === 'symbol') return undefined;
    const changes = await askForChanges(field, parts, { title, canGoBack: true });
    if (changes === LEFT) return undefined;
    if (changes !== BACK) return Object.keys(changes).length === 0 ? undefined : { field, changes };
  }
}

/**
 * A move to another environment, without a question where the name is free there. A server that is known to belong to
 * the environment that is left stays behind.
 * @returns undefined when the user left; without changes when the profile is there already
 */
export async function askForMove(
  { profile, rows }: EditParts,
  environment: Environment,
): Promise<Edit | undefined> {
  const title = t('Edit Credential Profile: {0}', profile.name);
  const others = (): ProfileFacts[] => rows().filter(({ id }) => id !== profile.id);
  const choice = { environment, server: serverFor(profile.server, environment) };
  const changes = await moved(choice, profile, others, { title, canGoBack: false });
  if (typeof changes === 'symbol') return undefined;
  return { field: 'environment', changes };
}

function choicesOf({ profile, address }: EditParts): Choice<Field>[] {
  const jwt = readJwt(profile.jwt);
  const hasSecret = profile.clientSecret !== '';
  const choice = (value: Field, icon: string, label: string, description: string): Choice<Field> => ({
    label: `$(${icon}) ${label}`,
    description: forIconLabel(description),
    value,
  });
  const server = profile.server ?? address ?? t('not set');
  return [
    choice('name', 'symbol-key', t('Name'), profile.name),
    choice(
      'environment',
      'server',
      t('Environment or server'),
      `${environmentName(profile.environment)} · ${server}`,
    ),
    choice('clientId', 'tag', t('Client ID'), profile.clientId),
    choice('clientSecret', 'key', t('Client secret'), hasSecret ? t('stored') : t('none')),
    choice('jwt', 'lock', t('JWT'), jwt.ok ? expiryWords(jwt.value.expiresAt) : t('stored')),
    ...(hasSecret
      ? [choice('noClientSecret', 'unlock', t('Remove client secret'), t('for an app that became public'))]
      : []),
  ];
}

type Changes = Partial<Omit<Profile, 'id' | 'credentialId'>>;

async function askForChanges(
  field: Field,
  parts: EditParts,
  place: StepPlace,
): Promise<StepOutcome<Changes>> {
  const { profile, rows, now } = parts;
  const others = (): ProfileFacts[] => rows().filter(({ id }) => id !== profile.id);
  switch (field) {
    case 'name':
      return changed('name', await askName({ place, value: profile.name }, profile.environment, others));
    case 'environment':
      return environmentChanges(parts, others, place);
    case 'clientId': {
      const prompt = withWarning(t('The client ID of the app that presents the JWT.'), parts);
      return changed('clientId', await askClientId({ place, value: profile.clientId, prompt }));
    }
    case 'clientSecret': {
      const prompt = withWarning(t('The new client secret. Leave it empty to keep the stored one.'), parts);
      return unlessKept('clientSecret', await askClientSecret({ place, value: '', prompt }));
    }
    case 'jwt': {
      const prompt = withWarning(t('The new JWT credential. Leave it empty to keep the stored one.'), parts);
      for (let value = ''; ;) {
        const jwt = await askJwt({ place, value, prompt, mayKeep: true }, now);
        if (typeof jwt === 'symbol' || jwt === '') return unlessKept('jwt', jwt);
        const jwtChange = await jwtChanges(jwt, parts, place);
        if (jwtChange !== BACK) return jwtChange;
        value = jwt;
      }
    }
    case 'noClientSecret':
      return confirmRemoval(parts, place);
  }
}

/** Going back from the name leads to the environment again. */
async function environmentChanges(
  { profile, hasToken }: EditParts,
  others: () => readonly ProfileFacts[],
  place: StepPlace,
): Promise<StepOutcome<Changes>> {
  const jwt = readJwt(profile.jwt);
  const detected = jwt.ok ? jwt.value.environment : undefined;
  for (;;) {
    const choice = await chooseEnvironment({ detected, server: profile.server, hasToken }, place);
    if (typeof choice === 'symbol') return choice;
    const change = await moved(choice, profile, others, place);
    if (change !== BACK) return change;
  }
}

/** What is removed can't be shown again, so it is not done by one key. */
async function confirmRemoval(parts: EditParts, place: StepPlace): Promise<StepOutcome<Changes>> {
  return askChoice<Changes>({
    place,
    placeholder: withWarning(t('The stored client secret can’t be shown or brought back.'), parts),
    choices: [{ label: `$(trash) ${t('Remove the client secret')}`, value: { clientSecret: '' } }],
  });
}

/** Where the new JWT names another environment than the profile's, its environment may go with it. */
async function jwtChanges(
  jwt: string,
  { profile, rows }: EditParts,
  place: StepPlace,
): Promise<StepOutcome<Changes>> {
  const read = readJwt(jwt);
  const detected = read.ok ? read.value.environment : undefined;
  const choice = await settleMismatch(profile, detected, place);
  if (typeof choice === 'symbol') return choice;
  const others = (): ProfileFacts[] => rows().filter(({ id }) => id !== profile.id);
  const change = await moved(choice, profile, others, place);
  return typeof change === 'symbol' ? change : { jwt, ...change };
}

/** The changes of a move to another environment, where the name may be in use already. */
async function moved(
  { environment, server }: EnvironmentChoice,
  profile: Profile,
  others: () => readonly ProfileFacts[],
  place: StepPlace,
): Promise<StepOutcome<Changes>> {
  if (environment === profile.environment && server === profile.server) return {};
  const isFree = freeName(profile.name, environment, others()) === profile.name;
  if (isFree) return { environment, server };
  const name = await askName(
    {
      place,
      value: freeName(profile.name, environment, others()),
      prompt: t(
        'The name {0} is in use in {1}. Choose another one.',
        profile.name,
        environmentName(environment),
      ),
    },
    environment,
    others,
  );
  return typeof name === 'symbol' ? name : { environment, server, name };
}

function changed(field: keyof Changes, outcome: StepOutcome<string>): StepOutcome<Changes> {
  return typeof outcome === 'symbol' ? outcome : { [field]: outcome };
}

/** An empty answer to the question for a secret keeps the stored one. */
function unlessKept(field: keyof Changes, outcome: StepOutcome<string>): StepOutcome<Changes> {
  return outcome === '' ? {} : changed(field, outcome);
}

function withWarning(prompt: string, { hasToken }: EditParts): string {
  return hasToken ? `${prompt} ${t('The token of this profile will be revoked.')}` : prompt;
}

/**
 * Asks again for the secrets of a profile that were lost: what the roster knows of it stays.
 * @param now in ms
 * @returns undefined when the user left
 */
export async function askForSecrets(
  facts: ProfileFacts,
  rows: () => readonly ProfileFacts[],
  now: () => number,
): Promise<Profile | undefined> {
  const title = t('Paste JWT Again: {0}', facts.name);
  const others = (): ProfileFacts[] => rows().filter(({ id }) => id !== facts.id);
  let jwt = '';
  for (;;) {
    const first = { title, step: 1, totalSteps: 2, canGoBack: false };
    const entered = await askJwt({ place: first, value: jwt }, now);
    if (typeof entered === 'symbol') return undefined;
    jwt = entered;
    const read = readJwt(jwt);
    const detected = read.ok ? read.value.environment : undefined;
    const choice = await settleMismatch(facts, detected, { ...first, canGoBack: true });
    if (choice === LEFT) return undefined;
    if (choice === BACK) continue;
    const second = { title, step: 2, totalSteps: 2, canGoBack: true };
    const clientSecret = await askClientSecret({ place: second, value: '' });
    if (clientSecret === LEFT) return undefined;
    if (clientSecret === BACK) continue;
    const { environment, server } = choice;
    const name = freeName(facts.name, environment, others());
    const { id, clientId } = facts;
    const credentialId = crypto.randomUUID();
    return { id, credentialId, name, environment, server, clientId, clientSecret, jwt };
  }
}
