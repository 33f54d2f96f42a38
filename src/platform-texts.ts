import { LOCALES, type Locale } from './domain/task-force.ts';
import { textsIn } from './messages/reading.ts';
import type { PageTexts, SlackTexts } from './platforms/slack/texts.ts';
import type { TeamsTexts } from './platforms/teams/texts.ts';

/** The sentences each platform needs of itself, from the catalogue. */
export function slackTexts(locale: Locale): SlackTexts {
  const { button, card, platform, product, tryAgain, unavailable } = textsIn(locale);
  return {
    unavailable,
    tryAgain,
    tryAgainButton: button.openForm,
    openForm: platform.pressToOpen,
    openFormButton: button.openForm,
    answerTitle: product,
    close: button.closeView,
    more: card.more,
  };
}

/** What an admin reads who installs it in Slack, in each language; first the one for those who ask for neither. */
export function installPages(first: Locale): PageTexts[] {
  const locales = [first, ...LOCALES.filter((locale) => locale !== first)];
  return locales.map((locale) => ({ language: locale, ...textsIn(locale).connection.page }));
}

export function teamsTexts(locale: Locale): TeamsTexts {
  const { button, platform, product, unavailable, welcome } = textsIn(locale);
  return {
    unavailable,
    openForm: button.openForm,
    next: button.next,
    change: button.change,
    answerTitle: product,
    done: platform.done,
    unchanged: platform.unchanged,
    formNotHere: platform.formNotHere,
    writeToMeFirst: platform.writeToMeFirst,
    thisRoom: platform.thisRoom,
    generalChannel: platform.generalChannel,
    notInstalled: platform.notInstalled,
    welcome: { title: welcome.title, personal: welcome.installed, room: welcome.installed },
  };
}
