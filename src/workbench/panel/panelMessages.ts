// What the panel's page and its host say to each other.
import * as v from 'valibot';
import { PanelViewSchema } from './panelView.ts';

/** From the host: what to show. */
export const HostMessageSchema = v.object({ type: v.literal('show'), view: PanelViewSchema });
export type HostMessage = v.InferOutput<typeof HostMessageSchema>;

/** Which view it is about: the host may show another one by now. */
const view = v.string();
const index = v.pipe(v.number(), v.integer(), v.minValue(0));

/** From the page: it can be shown something, or the user pressed one of its buttons. */
export const PageMessageSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** The button of this index in the view's `buttons`. */
  v.object({ type: v.literal('action'), view, index }),
  /** The page of the step of this index in the view's `steps`. */
  v.object({ type: v.literal('open'), view, step: index }),
  v.object({ type: v.literal('copy-report'), view }),
]);
export type PageMessage = v.InferOutput<typeof PageMessageSchema>;
