// All fuzz targets. To add one, write its inputs and what holds for them in a file of `targets`, as a row of its list.
import type { Target } from './target.ts';
import { answerTargets } from './targets/answerTargets.ts';
import { credentialTargets } from './targets/credentialTargets.ts';
import { explanationTargets } from './targets/explanationTargets.ts';
import { ledgerTargets } from './targets/ledgerTargets.ts';
import { panelTargets } from './targets/panelTargets.ts';
import { placeTargets } from './targets/placeTargets.ts';
import { queryTargets } from './targets/queryTargets.ts';
import { storageTargets } from './targets/storageTargets.ts';

export const TARGETS: readonly Target[] = [
  ...credentialTargets,
  ...answerTargets,
  ...explanationTargets,
  ...storageTargets,
  ...ledgerTargets,
  ...panelTargets,
  ...queryTargets,
  ...placeTargets,
];
