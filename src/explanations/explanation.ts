// What an explanation is: which gate is closed, why, and what opens it (product, section 6).
import type { SettingName } from './settingNames.ts';
import type { Environment } from '../ringcentral/environment.ts';

/** The gates between a credential and a successful call, in this order: four to the token, four through the call. */
export const GATES = [
  'credential',
  'environment',
  'application',
  'owner',
  'token',
  'app-permission',
  'user-permission',
  'feature',
] as const;
export type GateId = (typeof GATES)[number];

/** What can end a request before any gate decides. */
export const BESIDE = ['rate-limit', 'service', 'network'] as const;
export type BesideId = (typeof BESIDE)[number];

export type ClosedBy = GateId | BesideId | 'none';

export type GateState = 'passed' | 'failed' | 'not-reached' | 'unknown';

/** One gate with how its state is known. */
export interface Gate {
  readonly id: GateId;
  readonly state: GateState;
  readonly reason: string;
}

/** Who can do a step. */
export const WHO = ['you', 'app-owner', 'developer-admin', 'account-admin', 'network-admin'] as const;
export type Who = (typeof WHO)[number];

export interface Page {
  readonly title: string;
  readonly url: string;
}

/** One thing to do. */
export interface Step {
  readonly text: string;
  readonly who: Who;
  /** The page where it is done. */
  readonly page?: Page;
}

/** What may have led to it. */
export interface Cause {
  readonly text: string;
  /** What speaks for it; left out where nothing but experience does. */
  readonly evidence?: string;
}

/** What a button does. */
export type Action =
  | { readonly kind: 'open-page'; readonly page: Page }
  | {
      readonly kind:
        | 'paste-jwt'
        | 'create-jwt'
        | 'copy-client-id'
        | 'try-anyway'
        /** A new token, in place of one that may live. */
        | 'get-token'
        | 'copy-token'
        | 'show-log';
    }
  /** `part` is what the button names of it. */
  | { readonly kind: 'edit-profile'; readonly part?: 'server' }
  /** `operation` is method and path; another extension than the owner's may be the one that is meant. */
  | {
      readonly kind: 'check-permission';
      readonly operation?: string;
      readonly targetExtensionId?: string;
    }
  /** Sends a reading call. */
  | { readonly kind: 'try-call'; readonly operation: string }
  | { readonly kind: 'use-environment'; readonly environment: Environment }
  | { readonly kind: 'open-setting'; readonly setting: SettingName }
  /** `at` is the first moment, in ms, at which trying again is allowed. */
  | { readonly kind: 'try-again'; readonly at?: number };

/** What a rule says: the part of an explanation that is written for people. */
export interface Words {
  /** What happened, as one sentence in plain words. */
  readonly headline: string;
  /** The same in two to four words, for a row of the tree. */
  readonly short: string;
  /** What happened, in one to three sentences. */
  readonly happened: readonly string[];
  /** The likeliest first. */
  readonly causes: readonly Cause[];
  /** In the order in which to try them. */
  readonly steps: readonly Step[];
  /** The most useful first. */
  readonly actions: readonly Action[];
}

/** A line of the evidence. */
export interface EvidenceLine {
  readonly label: string;
  readonly value: string;
}

export interface Explanation extends Words {
  /** The rule's id: code and phase where it has a code, `OAU-213.api`. */
  readonly rule: string;
  readonly closedBy: ClosedBy;
  /** Whether no rule knew the failure, so that its gate is a guess. */
  readonly isGuess: boolean;
  /** The profile's name, where there is one. */
  readonly subject: string | undefined;
  /** All eight, in their order. */
  readonly gates: readonly Gate[];
  readonly evidence: readonly EvidenceLine[];
  /** What a call was answered with, as text. */
  readonly body?: string;
}
