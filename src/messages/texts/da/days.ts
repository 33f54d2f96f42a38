/** Business days as a sentence tells them. */
const hverdage = (days: number) => `${days} ${days === 1 ? 'hverdag' : 'hverdage'}`;

export const ago = (days: number) => (days === 0 ? 'i dag' : `for ${hverdage(days)} siden`);

/** Behind "has been looking". */
export const forDays = (days: number) => (days === 0 ? ' siden i dag' : ` i ${hverdage(days)}`);

/** A sentence of its own, after another; nothing on the first day. */
export const waited = (days: number) => (days === 0 ? '' : ` Den har ventet ${hverdage(days)}.`);
