// Draws a gate: an arch on the road. What stands in it tells the state by its shape; colour only helps.
import type { GateView } from '../panelView.ts';
import { drawing } from './dom.ts';

const ARCH = 'M5 44V20a15 15 0 0 1 30 0V44';
const INSIDE: Readonly<Record<GateView['state'], string | undefined>> = {
  passed: 'M14 25.5l4.5 4.5L26.5 21',
  failed: 'M14.5 19.5l11 11M25.5 19.5l-11 11',
  'not-reached': undefined,
  unknown: 'M16.2 21.4a3.8 3.8 0 1 1 5.9 3.2c-1.4 .9-2.1 1.6-2.1 3.2M20 32v.1',
};

const DOTS = 'M13.5 27v.1M20 27v.1M26.5 27v.1';

/** The picture of a gate; its words stand beside it. */
export function gatePicture({ state, isBusy }: GateView): SVGElement {
  const inside = isBusy ? DOTS : INSIDE[state];
  return drawing(
    'svg',
    { class: 'picture', viewBox: '0 0 40 44', 'aria-hidden': 'true', focusable: 'false' },
    drawing('path', { class: 'arch', d: state === 'failed' ? `${ARCH}Z` : ARCH }),
    inside === undefined ? undefined : drawing('path', { class: 'inside', d: inside }),
  );
}

/** The token between the two groups of gates. */
export function tokenPicture(): SVGElement {
  return drawing(
    'svg',
    { class: 'coin', viewBox: '0 0 20 20', 'aria-hidden': 'true', focusable: 'false' },
    drawing('circle', { class: 'rim', cx: '10', cy: '10', r: '7' }),
    drawing('circle', { class: 'core', cx: '10', cy: '10', r: '2.5' }),
  );
}
