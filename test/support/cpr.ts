/** What the tests plant as a CPR number: its form is right, and nobody has it. */
export const CPR = '120785-4321';

/** Finds it, or one half of it, in any text. An id or a time that has the same digits by chance isn't it. */
export const CPR_OR_HALF = /120785[ –-]?4321|(?<![\w+/.]-?)(?:120785|4321)(?![\w+/])/;
