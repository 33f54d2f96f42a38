import type { Audit } from './audit.ts';
import type { Installations } from './installations.ts';
import type { LinkKeys } from './links.ts';
import type { Meetings } from './meetings.ts';
import type { Openings } from './openings.ts';
import type { Mailroom, Outbox, Pacing } from './outbox.ts';
import type { Companies, Homes, Overview, ResultsSource, SteeringStore } from './overview.ts';
import type { AccountLinks, Departures, Directory } from './people.ts';
import type { PersonalData } from './personal-data.ts';
import type { Places } from './places.ts';
import type { SettingsStore, SetUpCodes, TaskForces } from './task-forces.ts';
import type { Slots, Upkeep } from './upkeep.ts';

export interface Store {
  readonly directory: Directory;
  readonly taskForces: TaskForces;
  readonly settings: SettingsStore;
  readonly openings: Openings;
  readonly overview: Overview;
  readonly meetings: Meetings;
  readonly steering: SteeringStore;
  readonly companies: Companies;
  readonly mailroom: Mailroom;
  readonly outbox: Outbox;
  readonly pacing: Pacing;
  readonly slots: Slots;
  readonly upkeep: Upkeep;
  readonly setUpCodes: SetUpCodes;
  readonly accountLinks: AccountLinks;
  readonly departures: Departures;
  readonly places: Places;
  readonly results: ResultsSource;
  readonly linkKeys: LinkKeys;
  readonly installations: Installations;
  readonly homes: Homes;
  readonly personalData: PersonalData;
  readonly audit: Audit;
}
