import type { Store } from '../app/ports/store.ts';
import type { Instant } from '../domain/ids.ts';
import { accountLinksIn } from './in-memory/account-links.ts';
import { arrivalsIn } from './in-memory/arrivals.ts';
import { auditIn } from './in-memory/audit.ts';
import { companiesIn } from './in-memory/companies.ts';
import { departuresIn } from './in-memory/departures.ts';
import { directoryIn } from './in-memory/directory.ts';
import { homesIn } from './in-memory/homes.ts';
import { installationsIn } from './in-memory/installations.ts';
import { linkKeysIn } from './in-memory/link-keys.ts';

import { meetingsIn } from './in-memory/meetings.ts';
import { openingsIn, overviewIn } from './in-memory/openings.ts';
import { mailroomIn, outboxIn, pacingIn, slotsIn } from './in-memory/outbox.ts';
import { personalDataIn } from './in-memory/personal-data.ts';
import { placesIn } from './in-memory/places.ts';
import { resultsIn } from './in-memory/result-facts.ts';
import { sentMessagesIn } from './in-memory/sent-messages.ts';
import { settingsIn } from './in-memory/settings.ts';
import { emptyState } from './in-memory/state.ts';
import { steeringIn } from './in-memory/steering.ts';
import { setUpCodesIn, taskForcesIn } from './in-memory/task-forces.ts';
import { upkeepIn } from './in-memory/upkeep.ts';

/**
 * The store's twin without a database: it passes the same contract, is gone with the process, and serves tests.
 *
 * @param now the outbox's clock, which is the database's own in the real store
 */
export function createInMemoryStore(now: () => Instant = () => new Date()): Store {
  const state = emptyState(now);
  return {
    directory: directoryIn(state),
    taskForces: taskForcesIn(state),
    settings: settingsIn(state),
    openings: openingsIn(state),
    overview: overviewIn(state),
    meetings: meetingsIn(state),
    steering: steeringIn(state),
    companies: companiesIn(state),
    mailroom: mailroomIn(state),
    outbox: outboxIn(state),
    pacing: pacingIn(state),
    slots: slotsIn(state),
    upkeep: upkeepIn(state),
    setUpCodes: setUpCodesIn(state),
    accountLinks: accountLinksIn(state),
    departures: departuresIn(state),
    places: placesIn(state),
    results: resultsIn(state),
    linkKeys: linkKeysIn(),
    installations: installationsIn(state),
    arrivals: arrivalsIn(),
    homes: homesIn(state),
    personalData: personalDataIn(state),
    sentMessages: sentMessagesIn(state),
    audit: auditIn(state),
  };
}
