// What stands below a profile's row: server, client ID, JWT, access token, each with its own tooltip.
import { t } from '@vscode/l10n';
import type { RosterRow } from '../profiles/profile.ts';
import { minutesLeft } from '../tokens/accessToken.ts';
import { expiryMark, expiryWords, localTime, utcDay } from './dates.ts';

/** A row that says one fact, with further facts below it. */
export interface DetailNode {
  readonly kind: 'detail';
  /** Unique within the view. */
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly tooltip: string;
  readonly icon: string;
  readonly children: readonly DetailNode[];
}

/**
 * The rows below a profile's row.
 * @param address the server's URL, if there is a usable one
 * @param now in ms
 */
export function detailsOf(row: RosterRow, address: string | undefined, now: number): DetailNode[] {
  return [
    {
      ...base(row, 'server', 'server'),
      label: t('Server'),
      value: address ?? t('not set'),
      tooltip: serverTooltip(row),
    },
    {
      ...base(row, 'clientId', 'tag'),
      label: t('Client ID'),
      value: row.clientId,
      tooltip: t('The app’s client ID. Whoever owns a JWT needs it to permit this app.'),
    },
    jwtDetail(row, now),
    tokenDetail(row, now),
  ];
}

/** What every row has: a kind, an id of its own, an icon, and mostly nothing below it. */
function base(
  row: RosterRow,
  key: string,
  icon: string,
): Pick<DetailNode, 'kind' | 'id' | 'icon' | 'children'> {
  return { kind: 'detail', id: `${row.id}/${key}`, icon, children: [] };
}

function serverTooltip(row: RosterRow): string {
  return row.server === null
    ? t('Where tokens are got: the setting ringcentralJwt.servers.{0}.', row.environment)
    : t('Where tokens are got: this profile’s own server.');
}

function jwtDetail(row: RosterRow, now: number): DetailNode {
  const expiry = expiryWords(row.jwtExpiresAt);
  return {
    ...base(row, 'jwt', 'lock'),
    label: t('JWT'),
    value: expiryMark(row.jwtExpiresAt, now) ?? expiry,
    tooltip: t('The JWT credential itself is in the secret storage and never shown.'),
    children: [
      {
        ...base(row, 'jwt/issued', 'calendar'),
        label: t('Issued'),
        value: row.jwtIssuedAt === undefined ? t('unknown') : t('{0} (UTC)', utcDay(row.jwtIssuedAt)),
        tooltip: t('When the JWT was created in the Developer Console.'),
      },
      {
        ...base(row, 'jwt/expires', 'clock'),
        label: t('Expires'),
        value: expiry,
        tooltip: jwtExpiryTooltip(row),
      },
      {
        ...base(row, 'jwt/owner', 'account'),
        label: t('Owner'),
        value: row.ownerId ?? t('unknown'),
        tooltip: t('The extension id of the user whose permissions decide what calls may do.'),
      },
    ],
  };
}

function jwtExpiryTooltip({ jwtExpiresAt }: RosterRow): string {
  if (jwtExpiresAt === undefined) return t('The JWT does not say when it expires.');
  return jwtExpiresAt === 'none-set'
    ? t('The JWT was created without an expiration date. It ends when it is deleted in the console.')
    : t('The last day of the JWT. After it, a new one has to be created.');
}

function tokenDetail(row: RosterRow, now: number): DetailNode {
  const { token } = row;
  const own = { ...base(row, 'token', 'shield'), label: t('Access token') };
  if (token === undefined) {
    return { ...own, value: t('none'), tooltip: t('Get one with Get Access Token.') };
  }
  const time = localTime(token.expiresAt);
  const isLive = token.expiresAt > now;
  const tooltip = isLive
    ? t('Valid until {0}. Used until a minute before.', time)
    : t('Expired at {0}.', time);
  return {
    ...own,
    value: isLive ? t('{0} min left', minutesLeft(token.expiresAt, now)) : t('expired'),
    tooltip,
    children: [
      { ...base(row, 'token/expires', 'clock'), label: t('Expires'), value: time, tooltip },
      ...token.scopes.map(scope => ({
        ...base(row, `token/scope/${scope}`, 'check'),
        label: scope,
        value: '',
        tooltip: t('The app permission {0}: the token may be used for calls that need it.', scope),
      })),
    ],
  };
}
