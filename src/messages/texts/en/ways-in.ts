import type { daWaysIn } from '../da/ways-in.ts';

export const enWaysIn: typeof daWaysIn = {
  denied: {
    not_member: 'You are not in that task force. Write in its room, or ask the coordinator to add you.',
    permission: 'The jobcentre can do that. If you need access, ask the coordinator.',
    coordinator_only: 'Only a coordinator can do that.',
    not_found: 'There is no such opening here.',
  },
  noTaskForce: {
    title: 'There is no task force here yet',
    text: (command) =>
      `Write ${command} in the room where the task force meets. You get the code from whoever runs Spot et job.`,
    direct:
      'Write in the task force’s room the first time. Then I know you, and we can talk here afterwards.',
  },
  unavailable: 'That didn’t work right now. Try again in a moment.',
  stillHere: 'What you typed is still here.',
  tryAgain: 'It took too long to open the form. Press again.',
  platform: {
    pressToOpen: 'Press the button to open the form.',
    done: 'Done.',
    unchanged: 'The card is as it was.',
    formNotHere: 'The form can’t be opened from here. Use the button in the room.',
    writeToMeFirst: 'Write “hi” to me directly, then I can answer you there.',
    thisRoom: 'This room',
    generalChannel: 'General',
    notInstalled:
      'Spot et job isn’t installed in your organisation. Ask your Teams administrator to add the app, then try again.',
  },
  unknown: {
    title: 'I didn’t understand that',
    nearest: (command) => `Did you mean ${command}?`,
    see: (command) => `Write ${command} to see what I can do.`,
  },
  help: {
    title: 'What I can do',
    intro: 'Spot et job keeps track of the small jobs you find, and of who calls when.',
    form: 'opens the form',
    list: 'shows the open openings',
    mine: 'shows what waits for you',
    one: 'shows one opening and its story',
    handOverAll: 'gives all you have to a colleague while you are away',
    setUp: 'makes a task force or connects a room',
    members: 'gives and takes roles (coordinator)',
    settings: 'changes deadlines, hours and target (coordinator)',
    language: 'changes the language',
    link: 'links your accounts in Slack and Teams',
    help: 'shows this',
    code: '<code>',
  },
  welcome: {
    title: 'Hi! I’m Spot et job',
    task_force:
      'Press the button when you think of work that somebody else could do. It takes less than a minute.',
    jobcentre: 'New openings land here. Press “Take it”, so that everybody can see who calls.',
    shared: 'Spot a job with the button. New openings land here, and the jobcentre takes them.',
    coordinator: (name) => `${name} is the coordinator.`,
    installed: 'Write “help” to see what I can do. A coordinator starts with “set up” and a code.',
  },
  list_: {
    title: (name) => `Open openings · ${name}`,
    none: 'There are no open openings right now. Spot a job with the button.',
    mineTitle: 'This waits for you',
    mineNone: 'Nothing waits for you. Well done!',
    loggedTitle: 'You spotted these',
  },
};
