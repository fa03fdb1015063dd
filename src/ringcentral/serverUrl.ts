// Which base URLs a credential may be sent to: https, or plain http on the own machine.
import { failed, success, type Result } from './result.ts';

/** Why a text can't be used as a server. */
export type ServerUrlDefect =
  'empty' | 'too-long' | 'not-a-url' | 'not-https' | 'http-not-loopback' | 'has-credentials' | 'has-query';

const MAX_LENGTH = 2048;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const RINGCENTRAL_DOMAINS = ['ringcentral.com', 'ringcentral.biz'];

/**
 * Reads the base URL of a server as a person types or pastes it.
 * Blanks around it, a slash at its end and a pasted API path (`/restapi/…`) are dropped.
 */
export function parseServerUrl(text: string): Result<string, ServerUrlDefect> {
  const trimmed = text.trim();
  if (trimmed === '') return failed('empty');
  if (trimmed.length > MAX_LENGTH) return failed('too-long');
  if (/\s/.test(trimmed) || !URL.canParse(trimmed)) return failed('not-a-url');
  const url = new URL(trimmed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return failed('not-https');
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) return failed('http-not-loopback');
  if (url.username !== '' || url.password !== '') return failed('has-credentials');
  if (url.search !== '' || url.hash !== '') return failed('has-query');
  const path = url.pathname.replace(/\/restapi(\/.*)?$/, '').replace(/\/+$/, '');
  return success(url.origin + path);
}

/** Whether a server is on this machine: `localhost`, `127.0.0.0/8` or `[::1]`. */
export function isLoopback(server: string): boolean {
  return LOOPBACK.test(new URL(server).hostname);
}

/** Whether a server's host is, by whole labels, ringcentral.com or ringcentral.biz or below one of them. */
export function isRingCentralHost(server: string): boolean {
  const { hostname } = new URL(server);
  return RINGCENTRAL_DOMAINS.some(domain => hostname === domain || hostname.endsWith(`.${domain}`));
}
