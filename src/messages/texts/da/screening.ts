/** Something written to the bot, outside of a form, that may hold a CPR number. */
export const daScreening = {
  title: 'Skriv ikke CPR-numre',
  refused: 'Det, du skrev, ligner et CPR-nummer. Jeg har ikke gemt det og ikke gjort noget ved det.',
  deleteInRoom: 'Står din besked i rummet, kan andre læse den. Slet den, og skriv igen uden nummeret.',
  deleteHere: 'Slet din besked, hvis du kan, og skriv igen uden nummeret.',
};
