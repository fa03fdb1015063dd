// One line about a failure for the log: the facts, without a word that the server wrote.
import { decidingCode, type Failure } from '../ringcentral/failure.ts';

/** Describes a failure in English. */
export function failureLine(failure: Failure): string {
  return `${failure.phase}: ${failure.host} ${detailsOf(failure)}`;
}

function detailsOf(failure: Failure): string {
  switch (failure.kind) {
    case 'refused':
      return [
        `refused with ${failure.status}`,
        failure.oauthError,
        decidingCode(failure),
        failure.requestId && `request ${failure.requestId}`,
      ]
        .filter(part => part !== undefined && part !== '')
        .join(', ');
    case 'network':
      return `not reached: ${failure.code ?? 'no system code'}`;
    case 'timeout':
      return `no complete answer within ${failure.afterSeconds} s`;
    case 'unreadable':
      return `answered ${failure.status} with something unreadable: ${failure.problem}`;
    case 'redirect':
      return `answered ${failure.status} with a redirect to ${failure.target ?? 'nowhere'}`;
    case 'too-large':
      return `answered ${failure.status} with more than ${failure.limitBytes} bytes`;
    case 'cancelled':
      return `cancelled by ${failure.by}`;
    case 'penalty':
      return `not asked because of the ${failure.reason} until ${new Date(failure.until).toISOString()}`;
  }
}
