import type { TaskForceId } from '../../domain/ids.ts';
import type { ResultFacts } from '../../domain/reports/results.ts';

/** What results are counted from: dates, forms and hours, of everything a task force ever did, and nobody's name. */
export interface ResultsSource {
  /** By number, and within an opening in the order in which jobs began; meetings by their beginning. */
  facts(taskForceId: TaskForceId): Promise<ResultFacts>;
}
