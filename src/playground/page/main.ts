import type { Locale } from '../../domain/task-force.ts';
import { MOVES } from '../moves.ts';
import type { Snapshot } from '../snapshot.ts';
import { formatDay, formatTime, type PageContext, type Side, type Standpoint } from './context.ts';
import { h } from './dom.ts';
import { createSlackWindow } from './slack-window.ts';
import { follow, move, perform, playStory, reset } from './talk.ts';
import { createTeamsWindow } from './teams-window.ts';
import { PAGE_TEXTS, type PageTexts } from './texts.ts';

interface Kept {
  locale: Locale;
  at: Record<Side, Standpoint>;
  tab: 'slack' | 'teams' | 'clock';
}

const LANGUAGES = [
  { locale: 'da', name: 'Dansk' },
  { locale: 'en', name: 'English' },
] as const satisfies readonly { locale: Locale; name: string }[];

const KEPT_AS = 'spot-et-job-playground';
const STEPS_BACK: Kept = {
  locale: navigator.language.startsWith('en') ? 'en' : 'da',
  at: { slack: { as: 'karla', place: null }, teams: { as: 'jens', place: null } },
  tab: 'slack',
};

/** What the browser remembers of the page; anything unreadable is the start. */
function readKept(): Kept {
  const stored = localStorage.getItem(KEPT_AS);
  return stored === null ? STEPS_BACK : { ...STEPS_BACK, ...(JSON.parse(stored) as Partial<Kept>) };
}

const kept = readKept();
const seen = new Map<string, string>();
let snapshot: Snapshot | null = null;
let received = 0;
const texts = (): PageTexts => PAGE_TEXTS[kept.locale];

const page: PageContext = {
  texts,
  at: (side) => kept.at[side],
  go: (side, to) => {
    kept.at[side] = { ...kept.at[side], ...to };
    if (Object.keys(to).length > 0) page.tell(side, null);
    draw();
  },
  perform: async (side, act) => {
    page.tell(side, null);
    try {
      const problem = await perform(act);
      if (problem === null) return true;
      page.tell(side, wordsFor(side, problem));
      return problem === 'not_heard';
    } catch {
      page.tell(side, texts().fault);
      return false;
    }
  },
  tell: (side, words) => {
    windows[side].notice.textContent = words ?? '';
  },
  unread: (side, place, { slack, teams }) => {
    const since = seen.get(`${kept.at[side].as} ${place.id}`) ?? arrivedAt;
    const all = side === 'slack' ? slack.messages : teams.messages;
    return all.filter((one) => one.where === place.id && one.by === null && one.at > since).length;
  },
};
let arrivedAt = '';

const slackWindow = createSlackWindow(page);
const teamsWindow = createTeamsWindow(page);
const windows = { slack: slackWindow, teams: teamsWindow };

function wordsFor(side: Side, problem: string): string {
  const t = texts();
  switch (problem) {
    case 'not_heard':
      return t.notHeard[side];
    case 'no_answer':
      return t.noAnswer[side];
    case 'gone':
      return t.gone;
    case 'busy':
      return t.busy;
    default:
      return t.fault;
  }
}

const status = h('p', { class: 'status', role: 'status' });
const time = h('strong', { class: 'time' });
const day = h('span', { class: 'day-now' });
const clockLabel = h('h2', { class: 'quiet' });
const moves = h('div', { class: 'moves' });
const upcomingTitle = h('h2');
const upcoming = h('ol', { class: 'upcoming' });
const rulesTitle = h('h2');
const rules = h('ul', { class: 'rules' });
const panel = h(
  'aside',
  { class: 'panel', id: 'clock' },
  h('section', { class: 'clock' }, clockLabel, h('p', {}, time, ' ', day), moves),
  h('section', {}, upcomingTitle, upcoming),
  h('section', {}, rulesTitle, rules),
);
const title = h('h1');
const tagline = h('p', { class: 'tagline' });
const tools = h('div', { class: 'tools' });
const tabs = h('nav', { class: 'tabs' });
const curtain = h('div', { class: 'curtain', role: 'status' });
const main = h('main', { class: 'stage' }, slackWindow.root, teamsWindow.root, panel);
const question = h('dialog', { class: 'ask', 'aria-labelledby': 'ask-words' });
document
  .querySelector('#page')
  ?.append(
    h('header', { class: 'top' }, h('div', {}, title, tagline), tools),
    status,
    tabs,
    main,
    curtain,
    question,
  );

async function ask(what: () => Promise<string | null>): Promise<void> {
  status.textContent = '';
  try {
    const outcome = await what();
    if (outcome === 'busy') status.textContent = texts().busy;
    if (outcome === 'nothing_due') status.textContent = texts().nothingDue;
  } catch {
    status.textContent = texts().fault;
  }
}

function askToReset(): void {
  const t = texts();
  question.replaceChildren(
    h('p', { id: 'ask-words' }, t.resetAsk),
    h(
      'div',
      { class: 'buttons' },
      h('button', { type: 'button', class: 'button', onclick: () => question.close() }, t.cancel),
      h(
        'button',
        {
          type: 'button',
          class: 'button danger',
          onclick: () => {
            question.close();
            seen.clear();
            arrivedAt = '';
            void ask(() => reset(kept.locale));
          },
        },
        t.resetYes,
      ),
    ),
  );
  question.showModal();
}

/** What changes with the language alone. */
function drawFrame(): void {
  const t = texts();
  document.documentElement.lang = kept.locale;
  document.title = t.title;
  title.textContent = t.title;
  tagline.textContent = t.tagline;
  clockLabel.textContent = t.clock;
  upcomingTitle.textContent = t.upcoming;
  rulesTitle.textContent = t.refusals;
  tools.replaceChildren(
    h(
      'button',
      { type: 'button', class: 'button primary', title: t.storyHint, onclick: () => void ask(playStory) },
      `▶ ${t.story}`,
    ),
    h('button', { type: 'button', class: 'button', onclick: askToReset }, t.reset),
    h('a', { class: 'button', href: '/state.json', download: '' }, t.dump),
    h(
      'select',
      {
        'aria-label': t.language,
        onchange: (event) => {
          kept.locale = (event.target as HTMLSelectElement).value as Locale;
          drawFrame();
          draw();
        },
      },
      LANGUAGES.map(({ locale, name }) =>
        h('option', { value: locale, selected: locale === kept.locale }, name),
      ),
    ),
  );
  moves.replaceChildren(
    ...MOVES.map((by) =>
      h('button', { type: 'button', class: 'button', onclick: () => void ask(() => move(by)) }, t.moves[by]),
    ),
  );
  tabs.replaceChildren(
    ...(['slack', 'teams', 'clock'] as const).map((tab) =>
      h(
        'button',
        {
          type: 'button',
          'aria-current': kept.tab === tab ? 'true' : null,
          onclick: () => {
            kept.tab = tab;
            drawFrame();
            draw();
          },
        },
        t.tabs[tab],
      ),
    ),
  );
  main.dataset.tab = kept.tab;
}

function drawPanel(at: Snapshot): void {
  const t = texts();
  const names = new Intl.ListFormat(kept.locale, { type: 'conjunction' });
  upcoming.replaceChildren(
    ...(at.upcoming.length === 0 ? [h('li', { class: 'quiet' }, t.upcomingNone)] : []),
    ...at.upcoming
      .slice(0, 8)
      .map((one) =>
        h(
          'li',
          {},
          h(
            'time',
            { datetime: one.at },
            `${formatDay(one.at, at, kept.locale)} ${formatTime(one.at, at, kept.locale)}`,
          ),
          h('p', {}, h('strong', {}, t.what[one.what]), one.about === null ? null : ` ${one.about}`),
          h(
            'p',
            { class: 'quiet' },
            [
              one.what === 'nudge' && one.waitsFor !== null ? t.waitsFor[one.waitsFor] : null,
              one.to.length === 0 ? null : t.goesTo(names.format(one.to)),
            ]
              .filter((words) => words !== null)
              .join(' · '),
          ),
        ),
      ),
  );
  rules.replaceChildren(
    ...(at.refusals.length === 0 ? [h('li', { class: 'quiet' }, t.refusalsNone)] : []),
    ...at.refusals.map((words) => h('li', { class: 'unknown' }, words)),
  );
}

/** A step of a clock that stood still; the page's own runs on from what was last heard. */
function drawClock(): void {
  if (snapshot === null) return;
  const now = new Date(new Date(snapshot.now).getTime() + (Date.now() - received)).toISOString();
  time.textContent = formatTime(now, snapshot, kept.locale);
  day.textContent = formatDay(now, snapshot, kept.locale);
}

/** The windows turn to whoever a step of the story is about, once; whoever looks elsewhere meanwhile isn't torn away. */
function followStory({ doing, ...at }: Snapshot): void {
  const told = doing.kind === 'story' ? doing.told : null;
  if (told?.step === stepFollowed) return;
  stepFollowed = told?.step;
  if (told === null) return;
  for (const side of ['slack', 'teams'] as const) {
    const { as, place: kind } = told.views[side];
    const place = at[side].places.find((one) => one.kind === kind && one.members.includes(as));
    kept.at[side] = { as, place: place?.id ?? null };
  }
}
let stepFollowed: number | undefined;

function draw(): void {
  localStorage.setItem(KEPT_AS, JSON.stringify(kept));
  const t = texts();
  curtain.hidden = snapshot !== null;
  main.inert = snapshot === null;
  if (snapshot === null) {
    curtain.textContent = t.building;
    return;
  }
  if (arrivedAt === '') arrivedAt = snapshot.now;
  const at = snapshot;
  for (const side of ['slack', 'teams'] as const) {
    windows[side].draw(at);
    const { as, place } = windows[side].here();
    if (as !== null && place !== null) seen.set(`${as.key} ${place.id}`, at.now);
  }
  drawPanel(at);
  drawClock();
  const { doing } = at;
  const busy = doing.kind !== 'nothing';
  for (const button of [...moves.querySelectorAll('button'), ...tools.querySelectorAll('button')])
    button.disabled = busy;
  if (doing.kind === 'story' && doing.told !== null) {
    const { step, of, title } = doing.told;
    status.textContent = t.storyStep(step, of, title);
  }
  if (doing.kind === 'passing') status.textContent = t.passing;
  if (doing.kind === 'nothing' && wasBusy) status.textContent = '';
  wasBusy = busy;
  document.body.dataset.ready = busy ? 'busy' : 'yes';
}
let wasBusy = false;

drawFrame();
draw();
follow(
  (next) => {
    snapshot = next;
    received = Date.now();
    if (next !== null) followStory(next);
    draw();
  },
  () => {
    snapshot = null;
    draw();
    curtain.textContent = texts().lost;
  },
);
setInterval(drawClock, 1_000);
