// Reads from the ledgers which penalties run for the clients that the profiles name.
import type { Roster } from '../profiles/roster.ts';
import { parseLedger, penaltyOf } from '../tokens/ledger.ts';
import type { Moment } from '../tokens/moment.ts';
import { nameOf, type Penalties } from '../tokens/penalties.ts';
import { LedgerFolder } from './ledgerFolder.ts';
import type { ServerPolicy } from './serverPolicy.ts';

/** What is looked for where. */
export interface PenaltyReading {
  /** The path of the ledgers' folder. */
  readonly folder: string;
  readonly roster: Roster;
  readonly servers: Pick<ServerPolicy, 'addressOf'>;
  readonly penalties: Penalties;
  readonly now: () => Moment;
}

/** @throws where a ledger can't be read */
export async function readPenalties({
  folder,
  roster,
  servers,
  penalties,
  now,
}: PenaltyReading): Promise<void> {
  const files = new LedgerFolder(folder);
  const read = new Set<string>();
  for (const row of roster.rows()) {
    const server = servers.addressOf(row);
    const client = server === undefined ? undefined : { server, clientId: row.clientId };
    if (client === undefined || read.has(nameOf(client))) continue;
    read.add(nameOf(client));
    const penalty = penaltyOf(parseLedger(await files.read(nameOf(client))), now());
    if (penalty !== undefined) penalties.note(client, penalty);
  }
}
