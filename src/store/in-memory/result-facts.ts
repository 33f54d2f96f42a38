import type { ResultsSource } from '../../app/ports/overview.ts';
import type { Opening, OpeningEvent } from '../../domain/opening/opening.ts';
import { FUNNEL_STEPS, type OpeningFact } from '../../domain/reports/results.ts';
import { placementFacts, reachedBy, STEP_EVENTS } from '../result-facts.ts';
import type { State } from './state.ts';

export function resultsIn(state: State): ResultsSource {
  return {
    facts: async (taskForceId) => {
      const openings = [...state.openings.values()]
        .filter((opening) => opening.taskForceId === taskForceId)
        .sort((a, b) => a.number - b.number);
      return {
        openings: openings.map((opening) => openingFact(state, opening)),
        placements: placementFacts(openings),
        meetings: [...state.meetings.values()]
          .filter((meeting) => meeting.taskForceId === taskForceId)
          .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime() || a.id.localeCompare(b.id))
          .map(({ id, kind, startedAt, participants }) => ({ id, kind, startedAt, participants })),
      };
    },

    reached: async (taskForceId) => {
      const furthest = [...state.openings.values()]
        .filter((opening) => opening.taskForceId === taskForceId)
        .map((opening) => openingFact(state, opening).steps)
        .map((steps) => FUNNEL_STEPS.findLastIndex((step) => steps[step] !== null));
      return reachedBy(
        new Map(FUNNEL_STEPS.map((_, rank) => [rank, furthest.filter((one) => one === rank).length])),
      );
    },
  };
}

function openingFact(state: State, opening: Opening): OpeningFact {
  const { kind, category, municipality, meetingId } = opening;
  const timeline = state.timelines.get(opening.id) ?? [];
  const first = (kinds: readonly OpeningEvent['kind'][]) => {
    const times = timeline.filter(({ event }) => kinds.includes(event.kind)).map(({ at }) => at.getTime());
    return times.length === 0 ? null : new Date(Math.min(...times));
  };
  const agreements = timeline.flatMap(({ event }) => (event.kind === 'handover_agreed' ? [event.by] : []));
  return {
    kind,
    category,
    municipality,
    meetingId,
    steps: {
      logged: opening.loggedAt,
      claimed: first(STEP_EVENTS.claimed),
      contacted: first(STEP_EVENTS.contacted),
      matching: first(STEP_EVENTS.matching),
      presented: first(STEP_EVENTS.presented),
      agreed: first(STEP_EVENTS.agreed),
      started: first(STEP_EVENTS.started),
    },
    promisedBy: agreements[0] ?? null,
    closedAt: first(['closed']),
  };
}
