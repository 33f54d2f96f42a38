/** Where the buttons of the clock lead. */
export const MOVES = ['hour', 'business_day', 'week', 'next', 'monday'] as const;
export type Move = (typeof MOVES)[number];
