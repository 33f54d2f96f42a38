import type { Logger } from 'pino';
import type { Answer } from '../../app/answer.ts';
import type { Request } from '../../app/intent.ts';
import { within } from '../../app/within.ts';
import {
  answerTurn,
  answerUnavailable,
  type InvokeResponse,
  type RebuildForm,
  type Turn,
} from './answer-turn.ts';
import { describeFailure, framesOf } from './failure.ts';
import type { Way } from './parse.ts';

export interface Core {
  /** Never throws for what a person did wrong; may throw when the database is gone. */
  readonly dispatch: (request: Request) => Promise<Answer>;
  readonly rebuildForm: RebuildForm;
  readonly log: Logger;
  readonly answerWithinMs: number;
}

/** Asks the core and brings its answer to the person. What it can't answer, or not in time, is answered with a sentence. */
export async function answerRequest(
  core: Core,
  way: Way,
  request: Request,
  turn: Turn,
): Promise<InvokeResponse | null> {
  const answer = await askCore(core, request);
  try {
    if (answer === null) return await answerUnavailable(way, request, core.rebuildForm, turn);
    return await answerTurn(way, request, answer, turn);
  } catch (error) {
    // It took effect, or the sentence that it didn't was on its way: Teams itself can't be reached now.
    core.log.warn({ way, intent: request.intent.kind, ...faultOf(error) }, 'an answer did not reach Teams');
    return way === 'message' ? null : { status: 500 };
  }
}

/** Null when there is no answer: the database is gone, or it takes longer than Teams waits. */
async function askCore({ dispatch, log, answerWithinMs }: Core, request: Request): Promise<Answer | null> {
  const intent = request.intent.kind;
  try {
    const work = dispatch(request);
    const answer = await within(answerWithinMs, work);
    if (answer !== 'late') return answer;
    log.error({ intent }, 'a request took too long');
    work.catch((error: unknown) =>
      log.error({ intent, ...faultOf(error) }, 'a request that took too long failed'),
    );
  } catch (error) {
    log.error({ intent, ...faultOf(error) }, 'a request failed');
  }
  return null;
}

function faultOf(error: unknown) {
  return { failure: describeFailure(error), frames: framesOf(error) };
}
