/** More comes in than can be answered: said at once, instead of nothing for long. */
export const daAdmission = {
  tooFast: 'Det gik lidt hurtigt for mig. Vent et par sekunder, og prøv så igen.',
  busy: 'Der er rigtig mange, der skriver til mig lige nu. Prøv igen om et øjeblik.',
};
