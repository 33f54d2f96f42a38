export const enAdmission = {
  tooFast: 'That was a little fast for me. Wait a few seconds, then try again.',
  busy: 'A lot of people are writing to me right now. Try again in a moment.',
};
