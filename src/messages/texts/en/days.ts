const businessDays = (days: number) => `${days} business ${days === 1 ? 'day' : 'days'}`;

export const ago = (days: number) => (days === 0 ? 'today' : `${businessDays(days)} ago`);

export const forDays = (days: number) => (days === 0 ? ' since today' : ` for ${businessDays(days)}`);

export const waited = (days: number) => (days === 0 ? '' : ` It has waited ${businessDays(days)}.`);
