import type { Store } from '../app/ports/store.ts';
import { createAccountLinks } from './account-links.ts';
import { createArrivals } from './arrivals.ts';
import { createAudit } from './audit.ts';
import { createCompanies } from './companies.ts';
import type { Access } from './database.ts';
import { createDepartures } from './departures.ts';
import { createDirectory } from './directory.ts';
import { createHomes } from './homes.ts';
import { createInstallations } from './installations.ts';
import { createLinkKeys } from './link-keys.ts';
import { createMailroom } from './mailroom.ts';
import { createMeetings } from './meetings.ts';
import { createOpenings } from './openings.ts';
import { createOutbox } from './outbox.ts';
import { createOverview } from './overview.ts';
import { createPacing } from './pacing.ts';
import { createPersonalData } from './personal-data.ts';
import { createPlaces } from './places.ts';
import { createResultsSource } from './result-facts.ts';
import { createRows } from './sealed-rows.ts';
import { createSealing, type Sealing } from './sealing.ts';
import { createSentMessages } from './sent-messages.ts';
import { createSetUpCodes } from './set-up-codes.ts';
import { createSettingsStore } from './settings-store.ts';
import { createSlots } from './slots.ts';
import { createSteering } from './steering.ts';
import { createTaskForces } from './task-forces.ts';
import { createUpkeep } from './upkeep.ts';

/** The store on PostgreSQL, by its own server or embedded: the same SQL. Without a sealing it keeps texts as they are. */
export function createStore(database: Access, sealing: Sealing = createSealing([])): Store {
  const { client, query } = database;
  const rows = createRows(sealing);
  return {
    directory: createDirectory(database, rows),
    taskForces: createTaskForces(database),
    settings: createSettingsStore(client, rows),
    openings: createOpenings(database, rows),
    overview: createOverview(database, rows),
    meetings: createMeetings(database, rows),
    steering: createSteering(client, rows),
    companies: createCompanies(client, rows),
    mailroom: createMailroom(database, rows),
    outbox: createOutbox(database),
    pacing: createPacing(query),
    slots: createSlots(client),
    upkeep: createUpkeep(client),
    setUpCodes: createSetUpCodes(database),
    accountLinks: createAccountLinks(client, rows),
    departures: createDepartures(database, rows),
    places: createPlaces(database),
    results: createResultsSource(database, rows),
    linkKeys: createLinkKeys(query),
    installations: createInstallations(client, sealing),
    arrivals: createArrivals(client),
    homes: createHomes(client),
    personalData: createPersonalData(client, rows),
    sentMessages: createSentMessages(client),
    audit: createAudit(database),
  };
}
