/** Where Slack sends to, and where whoever installs it goes; read also where Slack's libraries aren't loaded. */
export const EVENTS_PATH = '/slack/events';
export const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';
