/**
 * Of pictures and pages alike, on a white ground that they bring along: text has a contrast of 7:1 at least, bars of 3:1. A
 * message can't say whether its reader's screen is light or dark.
 */
export const COLOURS = {
  ground: '#ffffff',
  edge: '#c9d1d9',
  text: '#1b2733',
  subtle: '#44515e',
  track: '#e3e8ed',
  done: '#0b6e4f',
  bar: '#1f5fa8',
} as const;
