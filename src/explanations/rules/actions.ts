// The actions that several rules offer, and which of them can be done.
import type { Environment } from '../../ringcentral/environment.ts';
import type { Case } from '../case.ts';
import type { Action, Page } from '../explanation.ts';
import { createPage } from '../pages.ts';

/** Opens a page of RingCentral's. */
export const openPage = (page: Page): Action => ({ kind: 'open-page', page });

/**
 * The buttons that bring profile and JWT together; where the profile is in the JWT's environment already, only the server is.
 * Without a profile there is nothing to move, and only a JWT of the other environment can help.
 */
export function moveActions({ profile }: Case, jwt: Environment): Action[] {
  if (profile === undefined) return [openPage(createPage(undefined))];
  const hasOwnServer = profile.server !== null;
  const isThere = profile.environment === jwt && !hasOwnServer;
  return [
    ...(isThere ? [] : [{ kind: 'use-environment', environment: jwt } as const]),
    hasOwnServer ? { kind: 'edit-profile', part: 'server' } : { kind: 'open-setting', setting: 'servers' },
  ];
}

const WITHOUT_PROFILE: readonly Action['kind'][] = [
  'open-page',
  'create-jwt',
  'get-token',
  'check-permission',
  'open-setting',
  'show-log',
];

/** The actions that can be done; without a profile, as with a pasted answer, only those that can ask for one or need none. */
export function doable({ profile }: Case, actions: readonly Action[]): readonly Action[] {
  return profile === undefined ? actions.filter(({ kind }) => WITHOUT_PROFILE.includes(kind)) : actions;
}
