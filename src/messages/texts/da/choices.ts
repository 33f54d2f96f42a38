/** Lists that are searched in a form: hooked into `da` as one property. At most 75 characters with twenty typed. */
export const daChoices = {
  none: (typed: string) => `Intet passer på “${typed}”. Prøv et andet ord.`,
  noneAtAll: 'Her er intet at vælge endnu.',
};
