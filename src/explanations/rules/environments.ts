// Which environment a refused request reached and which its JWT is of, and what is known of RingCentral's servers.
import { t } from '@vscode/l10n';
import { environmentOfUrl, type Environment } from '../../ringcentral/environment.ts';
import type { Page } from '../explanation.ts';
import { adminPage } from '../pages.ts';
import type { RefusedCase } from '../rule.ts';

/** The environment that a host belongs to, if it is a known one of RingCentral's. */
export const hostEnvironment = (host: string): Environment | undefined => environmentOfUrl(`https://${host}`);

/** The environment that a refused request reached: the one of its host, else the one that the profile is for. */
export function askedEnvironment({ profile, refused }: RefusedCase): Environment | undefined {
  return hostEnvironment(refused.host) ?? profile?.environment;
}

/** The environment that the JWT names, where the request reached another one. */
export function otherEnvironment(refusal: RefusedCase): Environment | undefined {
  const named = refusal.profile?.jwtEnvironment;
  return named === askedEnvironment(refusal) ? undefined : named;
}

/** The server's host; a pasted answer may not tell it. */
export function serverName({ refused }: RefusedCase): string {
  return refused.host === '' ? t('RingCentral’s server') : refused.host;
}

/** The admin portal of the profile's environment, else of the one that was asked. */
export function portal(refusal: RefusedCase): Page {
  return adminPage(refusal.profile?.environment ?? askedEnvironment(refusal) ?? 'production');
}

/** Whether an address is the server of the segregated partners, who are in production only (facts, section 6). */
export function isPartnerUrl(address: string | undefined): boolean {
  return (
    address !== undefined &&
    URL.canParse(address) &&
    /(^|\.)ringcentral\.biz$/.test(new URL(address).hostname)
  );
}

/** What is known of the sandbox's future (facts, section 5). */
export const sandboxIsLegacy = (): string =>
  t(
    'RingCentral has called the sandbox deprecated since March 2024. It may stop working; no end date is known.',
  );
