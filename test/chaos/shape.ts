import { LEASE_MS } from '../../src/delivery/lease.ts';
import type { Crowd } from './people.ts';

/**
 * `CHAOS=long npm run test:chaos` for the long form, of 20 minutes unless `CHAOS_MINUTES` says otherwise; `CHAOS_SEED` for the same
 * choices again.
 */
export const LONG = process.env.CHAOS === 'long';
const MINUTES = Number(process.env.CHAOS_MINUTES ?? 20);
/** A shorter one has as many events in the same time. */
const inProportion = (of20Minutes: number) => Math.ceil((of20Minutes * MINUTES) / 20);
export const SEED = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);

export interface Shape {
  readonly replicas: number;
  readonly taskForces: number;
  readonly crowd: Crowd;
  /** Nothing goes wrong until so many acts were done. */
  readonly calmActs: number;
  /** How long things go wrong. */
  readonly stormMs: number;
  readonly kills: number;
  readonly restarts: number;
  /** How long a process may have a message. */
  readonly leaseMs: number;
  readonly testMs: number;
}

const SHORT_CROWD: Crowd = {
  leadersInSlack: 2,
  leadersInTeams: 2,
  consultants: 2,
  openings: 10,
  acts: 40,
  pauseMs: 400,
};

/** People as far apart as they are: nobody does more than the limit on one person allows. */
const LONG_CROWD: Crowd = {
  leadersInSlack: 4,
  leadersInTeams: 4,
  consultants: 8,
  openings: 700,
  acts: 3_400,
  pauseMs: 3_000,
};

export const ON_POSTGRES: Shape = LONG
  ? {
      replicas: 3,
      taskForces: 6,
      crowd: LONG_CROWD,
      calmActs: 60,
      stormMs: MINUTES * 60_000,
      kills: inProportion(50),
      restarts: inProportion(10),
      leaseMs: LEASE_MS,
      testMs: 90 * 60_000,
    }
  : {
      replicas: 2,
      taskForces: 1,
      crowd: SHORT_CROWD,
      calmActs: 6,
      stormMs: 9_000,
      kills: 2,
      restarts: 1,
      leaseMs: 9_000,
      testMs: 600_000,
    };

export const EMBEDDED: Shape = LONG
  ? { ...ON_POSTGRES, replicas: 1, taskForces: 1, kills: inProportion(60), restarts: 0 }
  : { ...ON_POSTGRES, replicas: 1, kills: 2, restarts: 0 };

/** Starts of a second process beside the embedded one, each of which must be refused. */
export const SECOND_STARTS = LONG ? 20 : 1;
