import type { daConnection } from '../da/connection.ts';

export const enConnection: typeof daConnection = {
  platformNames: { slack: 'Slack', teams: 'Teams' },
  shut: {
    title: (platform) => `${platform} is disconnected`,
    text: (platform) =>
      `An administrator has removed Spot et job from ${platform}, or its access was revoked. Cards and messages for it are waiting. They follow when the app is installed again.`,
  },
  away: {
    title: 'A room is gone',
    archived: (room) =>
      `${room} is archived. What belongs there waits, and follows when the room is opened again.`,
    removed: (room) =>
      `I was removed from ${room}. What belongs there waits. Invite me again, and it follows.`,
    shut_out: (room) =>
      `Your organisation took Spot et job’s access to ${room}. What belongs there waits, and follows when an administrator gives access again.`,
    deleted: (room) => `${room} was deleted. Write “set up” in another room to get a code that connects it.`,
  },
  page: {
    added: {
      title: 'Spot et job is installed',
      text: (workspace) => `The app is in ${workspace} now. This is left:`,
      steps: [
        'Invite the bot to your channels in Slack: /invite @Spot et job.',
        'Write /spotjob set up and your code in the task force’s channel.',
      ],
      again: 'Were you here before? Then all is as it was, and what was waiting is on its way.',
      open: 'Open Slack',
    },
    declined: {
      title: 'Spot et job was not installed',
      text: 'You said no in Slack, so nothing has changed. Otherwise an administrator has to approve the app.',
    },
    expired: {
      title: 'The link is no longer valid',
      text: 'It belongs to another browser, or more than ten minutes went by. Nothing has changed. Start again here.',
    },
    failed: {
      title: 'That didn’t work just now',
      text: 'Slack or we ourselves didn’t answer as we should. Try again. If it goes on, tell whoever runs Spot et job.',
    },
    tryAgain: 'Try again',
  },
};
