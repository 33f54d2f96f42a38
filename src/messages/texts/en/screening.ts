import type { daScreening } from '../da/screening.ts';

export const enScreening: typeof daScreening = {
  title: "Don't write CPR numbers",
  refused: 'What you wrote looks like a CPR number. I have not kept it and did nothing with it.',
  deleteInRoom:
    'If your message stands in the room, others can read it. Delete it and write again without the number.',
  deleteHere: 'Delete your message if you can, and write again without the number.',
};
