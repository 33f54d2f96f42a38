import type { TaskForce } from '../../domain/task-force.ts';
import type { Values } from '../view.ts';

/** Stands for the coordinators among the receivers; the others are ids of rooms. */
export const TO_COORDINATORS = 'coordinators';

/** Beyond that a wait is no news. */
export const LONG_WAIT_LIMITS = { min: 1, max: 90 } as const;

export const DIGEST_HOURS = { min: 0, max: 23 } as const;

/** The digest's settings as they stand, as they would be chosen. */
export function digestValues({ digestTime, digest }: TaskForce): Values {
  return {
    digest_weekday: String(digestTime.weekday),
    digest_hour: String(digestTime.hour),
    digest_sections: [...digest.sections],
    digest_long_wait: String(digest.longWaitDays),
    digest_receivers: [...(digest.toCoordinators ? [TO_COORDINATORS] : []), ...digest.rooms],
  };
}
