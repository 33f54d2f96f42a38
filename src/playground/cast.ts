import type { Role } from '../domain/permissions.ts';

/** Everybody in Birkholm; nobody of them lives anywhere else. */
export interface Cast {
  readonly key: string;
  readonly name: string;
  readonly role: Role;
  /** Who they are in Slack; null: not there. */
  readonly slackId: string | null;
  readonly inTeams: boolean;
  /** The rooms they are in. */
  readonly rooms: readonly RoomKind[];
}

export type RoomKind = 'task_force' | 'jobcentre';

const LEADERS_ROOM: readonly RoomKind[] = ['task_force'];
const JOBCENTRE: readonly RoomKind[] = ['jobcentre', 'task_force'];

/** The first of each platform is who one is at the start. */
export const CAST = [
  person('karla', 'Karla Kringle', 'business_leader', { slackId: 'UKARLA', rooms: LEADERS_ROOM }),
  person('jens', 'Jens Jolle', 'consultant', { inTeams: true, rooms: JOBCENTRE }),
  person('mette', 'Mette Morgensol', 'consultant', { slackId: 'UMETTE', rooms: JOBCENTRE }),
  person('konrad', 'Konrad Kompas', 'coordinator', { slackId: 'UKONRAD', inTeams: true, rooms: JOBCENTRE }),
  person('asta', 'Asta Anker', 'ambassador', { slackId: 'UASTA', rooms: LEADERS_ROOM }),
  person('viggo', 'Viggo Vimpel', 'business_leader', { inTeams: true, rooms: LEADERS_ROOM }),
  person('lis', 'Lis Lanterne', 'consultant_lead', { inTeams: true, rooms: JOBCENTRE }),
  person('oda', 'Oda Overblik', 'observer', { inTeams: true, rooms: LEADERS_ROOM }),
] as const satisfies readonly Cast[];

function person<Key extends string>(
  key: Key,
  name: string,
  role: Role,
  { slackId = null, inTeams = false, rooms }: Partial<Cast> & Pick<Cast, 'rooms'>,
): Cast & { readonly key: Key } {
  return { key, name, role, slackId, inTeams, rooms };
}

export type CastKey = (typeof CAST)[number]['key'];

export function castOf(key: CastKey): Cast {
  const found = CAST.find((one) => one.key === key);
  if (found === undefined) throw new Error(`Nobody in Birkholm is ${key}.`);
  return found;
}

export const SLACK_ROOMS = [
  { id: 'C0TASKFORCE', name: 'taskforce-birkholm', kind: 'task_force' },
  { id: 'C0JOBCENTER', name: 'jobcenter-birkholm', kind: 'jobcentre' },
] as const satisfies readonly { id: string; name: string; kind: RoomKind }[];

/** Channels of one team. */
export const TEAMS_ROOMS = [
  { name: 'Taskforce', kind: 'task_force' },
  { name: 'Jobcenter', kind: 'jobcentre' },
] as const satisfies readonly { name: string; kind: RoomKind }[];
