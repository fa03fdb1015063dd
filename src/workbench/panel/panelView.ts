// What the panel shows: an explanation with all the words for it, as a plain value that outlives a reload.
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import {
  BESIDE,
  GATES,
  WHO,
  type Action,
  type ClosedBy,
  type Explanation,
  type Gate,
  type GateId,
} from '../../explanations/explanation.ts';
import { gateName, gateQuestion, gateStateWord, whoWord } from '../../explanations/gateWords.ts';
import type { SettingName } from '../../explanations/settingNames.ts';
import { CommandId } from '../../ids.ts';
import { ENVIRONMENTS } from '../../ringcentral/environment.ts';
import { actionTitle, besideWords, LabelsSchema, panelLabels } from './panelWords.ts';

const SETTINGS = Object.keys({
  servers: true,
  requestTimeoutSeconds: true,
  proxy: true,
  proxySupport: true,
  proxyStrictSSL: true,
  systemCertificates: true,
} satisfies Record<SettingName, true>);

const isSetting = (name: string): name is SettingName => SETTINGS.includes(name);

/** Only pages that are reached safely: a restored state is no reason to open anything else. */
const PageSchema = v.object({
  title: v.string(),
  url: v.pipe(v.string(), v.url(), v.startsWith('https://')),
});

const ActionSchema = v.variant('kind', [
  v.object({ kind: v.literal('open-page'), page: PageSchema }),
  v.object({
    kind: v.picklist([
      'paste-jwt',
      'create-jwt',
      'copy-client-id',
      'try-anyway',
      'get-token',
      'copy-token',
      'show-log',
    ]),
  }),
  v.object({ kind: v.literal('edit-profile'), part: v.exactOptional(v.literal('server')) }),
  v.object({
    kind: v.literal('check-permission'),
    operation: v.exactOptional(v.string()),
    targetExtensionId: v.exactOptional(v.string()),
  }),
  v.object({ kind: v.literal('try-call'), operation: v.string() }),
  v.object({ kind: v.literal('use-environment'), environment: v.picklist(ENVIRONMENTS) }),
  v.object({ kind: v.literal('open-setting'), setting: v.pipe(v.string(), v.guard(isSetting)) }),
  v.object({ kind: v.literal('try-again'), at: v.exactOptional(v.number()) }),
]);

const ButtonSchema = v.object({
  title: v.string(),
  /** The title while it must wait, with `{0}` where the seconds go; only together with `at`. */
  waitingTitle: v.exactOptional(v.string()),
  isPrimary: v.boolean(),
  action: ActionSchema,
});

const GateViewSchema = v.object({
  id: v.picklist(GATES),
  name: v.string(),
  question: v.string(),
  state: v.picklist(['passed', 'failed', 'not-reached', 'unknown']),
  stateWord: v.string(),
  reason: v.string(),
  /** Whether Diagnose is deciding it at this moment. */
  isBusy: v.boolean(),
});

/** The commands that fail with an explanation, and that *Try Again* may run. */
const RETRIES = [
  CommandId.getToken,
  CommandId.copyBearerToken,
  CommandId.copyAs,
  CommandId.insertBearerToken,
  CommandId.diagnose,
  CommandId.editProfile,
  CommandId.duplicateProfile,
  CommandId.inspectJwt,
  CommandId.checkPermission,
] as const;
export type Retry = (typeof RETRIES)[number];

/** A view as it comes back from the webview's state, or into it. Nothing in it is secret. */
export const PanelViewSchema = v.object({
  /** Names this view among all others, for the page's messages. */
  id: v.string(),
  /** Whether Diagnose is still walking the gates. */
  phase: v.picklist(['running', 'done']),
  rule: v.string(),
  closedBy: v.picklist([...GATES, ...BESIDE, 'none']),
  isGuess: v.boolean(),
  /** The profile's name. */
  subject: v.exactOptional(v.string()),
  /** The profile that the buttons act on. */
  profileId: v.exactOptional(v.string()),
  /** The command that *Try Again* runs. */
  retry: v.exactOptional(v.picklist(RETRIES)),
  headline: v.string(),
  short: v.string(),
  gates: v.pipe(
    v.array(GateViewSchema),
    v.check(gates => gates.length === GATES.length && gates.every(({ id }, i) => id === GATES[i])),
  ),
  /** What ended the request where no gate did. */
  beside: v.exactOptional(v.object({ name: v.string(), text: v.string() })),
  happened: v.array(v.string()),
  causes: v.array(v.object({ text: v.string(), evidence: v.exactOptional(v.string()) })),
  steps: v.array(
    v.object({
      text: v.string(),
      who: v.picklist(WHO),
      whoWord: v.string(),
      page: v.exactOptional(PageSchema),
    }),
  ),
  buttons: v.array(ButtonSchema),
  evidence: v.array(v.object({ label: v.string(), value: v.string() })),
  /** What a call was answered with, as text; not kept for a reload. */
  body: v.exactOptional(v.string()),
  /** What a screen reader is told when this view replaces another one. */
  announcement: v.string(),
  labels: LabelsSchema,
});

export type PanelView = v.InferOutput<typeof PanelViewSchema>;
export type GateView = v.InferOutput<typeof GateViewSchema>;
export type Button = v.InferOutput<typeof ButtonSchema>;

/** What a view is made for, beside its explanation. */
export interface ViewOptions {
  readonly profileId?: string | undefined;
  readonly retry?: Retry | undefined;
  /** The gates that Diagnose is deciding; left out when it is done, or nobody diagnoses. */
  readonly deciding?: readonly GateId[] | undefined;
}

/** The view of an explanation. */
export function toPanelView(
  explanation: Explanation,
  { profileId, retry, deciding }: ViewOptions = {},
): PanelView {
  const { rule, closedBy, isGuess, subject, headline, short, gates } = explanation;
  const beside = besideOf(closedBy);
  return {
    id: crypto.randomUUID(),
    phase: deciding === undefined ? 'done' : 'running',
    rule,
    closedBy,
    isGuess,
    ...(subject === undefined ? {} : { subject }),
    ...(profileId === undefined ? {} : { profileId }),
    ...(retry === undefined ? {} : { retry }),
    headline,
    short,
    gates: gates.map(gate => gateView(gate, deciding)),
    ...(beside === undefined ? {} : { beside }),
    happened: [...explanation.happened],
    causes: explanation.causes.map(cause => ({ ...cause })),
    steps: explanation.steps.map(step => ({ ...step, whoWord: whoWord(step.who) })),
    buttons: explanation.actions.map(buttonOf),
    evidence: explanation.evidence.map(line => ({ ...line })),
    ...(explanation.body === undefined ? {} : { body: explanation.body }),
    announcement: deciding === undefined ? headline : progressOf(deciding),
    labels: panelLabels(closedBy),
  };
}

/** What is left of a view whose check a reload has interrupted. */
export function interruptedView(view: PanelView): PanelView {
  const headline = t('The check was interrupted.');
  return {
    ...view,
    id: crypto.randomUUID(),
    phase: 'done',
    rule: 'diagnosis.interrupted',
    headline,
    short: t('interrupted'),
    gates: view.gates.map(gate => ({ ...gate, isBusy: false })),
    happened: [
      t('The window was loaded anew while the gates were being checked. Nothing is being sent now.'),
    ],
    buttons: [buttonOf({ kind: 'try-again' }, 0)],
    retry: CommandId.diagnose,
    announcement: headline,
  };
}

/** The explanation that a view was made of, for the report after a reload. */
export function toExplanation(view: PanelView): Explanation {
  const { rule, closedBy, isGuess, subject, headline, short, happened, causes, evidence } = view;
  return {
    ...{ rule, closedBy, isGuess, subject, headline, short, happened, causes, evidence },
    gates: view.gates.map(({ id, state, reason }) => ({ id, state, reason })),
    steps: view.steps.map(({ text, who, page }) => ({ text, who, ...(page === undefined ? {} : { page }) })),
    actions: view.buttons.map(({ action }) => action),
  };
}

function gateView({ id, state, reason }: Gate, deciding: readonly GateId[] = []): GateView {
  return {
    ...{ id, state, reason },
    name: gateName(id),
    question: gateQuestion(id),
    stateWord: gateStateWord(state),
    isBusy: deciding.includes(id),
  };
}

function besideOf(closedBy: ClosedBy): PanelView['beside'] {
  const id = BESIDE.find(one => one === closedBy);
  return id === undefined ? undefined : besideWords(id);
}

function buttonOf(action: Action, index: number): Button {
  return {
    title: actionTitle(action),
    ...(action.kind === 'try-again' && action.at !== undefined
      ? { waitingTitle: t('Try Again in {0} s', '{0}') }
      : {}),
    isPrimary: index === 0,
    action,
  };
}

function progressOf(deciding: readonly GateId[]): string {
  return deciding.length === 0
    ? t('Checking the gates…')
    : t('Checking: {0}', deciding.map(gateName).join(', '));
}
