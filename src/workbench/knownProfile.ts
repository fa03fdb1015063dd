// A profile as explanations know it: without its secrets, with the address that its tokens are got from.
import type { KnownProfile } from '../explanations/case.ts';
import type { RosterRow } from '../profiles/profile.ts';
import type { Owners } from './owners.ts';
import type { ServerPolicy } from './serverPolicy.ts';

/** What is known of a row's profile. */
export function knownProfile(
  row: RosterRow,
  servers: Pick<ServerPolicy, 'addressOf'>,
  owners: Pick<Owners, 'nameOf'>,
): KnownProfile {
  const { id, name, environment, server, clientId, ownerId, jwtExpiresAt, jwtEnvironment } = row;
  const address = servers.addressOf(row);
  const ownerName = owners.nameOf(row);
  return {
    ownerName,
    id,
    name,
    environment,
    server,
    clientId,
    ownerId,
    jwtExpiresAt,
    jwtEnvironment,
    address,
  };
}
