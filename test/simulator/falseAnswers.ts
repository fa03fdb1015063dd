// Answers that have nothing to do with what was asked: those of a portal, a gateway, a failing service.
import { apiRefusal, emptyAnswer, jsonAnswer } from './answers.ts';
import type { Answer } from './answers.ts';
import type { Fault } from './faults.ts';

type FalseAnswerKind =
  'portal' | 'unavailable' | 'redirect' | 'text as json' | 'empty' | 'invalid json' | 'reply';

/** The answer that a fault gives instead of the true one. */
export function falseAnswer(fault: Extract<Fault, { kind: FalseAnswerKind }>): Answer {
  switch (fault.kind) {
    case 'portal':
      return html(200, 'Welcome to the guest network. Please sign in to continue.');
    case 'unavailable':
      return unavailable(fault.status, fault.body ?? 'ringcentral', fault.retryAfterSeconds);
    case 'redirect':
      return { ...emptyAnswer(302), headers: { location: fault.location ?? 'https://elsewhere.example/' } };
    case 'text as json':
      return { ...jsonAnswer(200, {}), body: 'This is not JSON.' };
    case 'empty':
      return emptyAnswer(200);
    case 'invalid json':
      return { ...jsonAnswer(200, {}), body: '{"access_token":"U0pDMDFTSU18' };
    case 'reply':
      return { status: fault.status, headers: fault.headers ?? {}, body: fault.body };
  }
}

function unavailable(status: number, body: 'ringcentral' | 'html', retryAfterSeconds?: number): Answer {
  const headers: Record<string, string> =
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  if (body === 'html') {
    return html(status, 'The upstream server does not respond.', headers);
  }
  return status === 500
    ? apiRefusal({ status, code: 'CMN-203', message: 'Internal Server Error', headers })
    : apiRefusal({ status, code: 'CMN-201', message: 'Service Temporary Unavailable', headers });
}

function html(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'text/html;charset=utf-8', ...headers },
    body: `<!doctype html><html><head><title>${text}</title></head><body><h1>${text}</h1></body></html>`,
  };
}
