import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { resultsOf, WHOLE } from '../../src/domain/reports/results.ts';
import { withoutSmallNumbers } from '../../src/domain/reports/small-numbers.ts';
import { steeringOf } from '../../src/domain/reports/steering.ts';
import type { Locale } from '../../src/domain/task-force.ts';
import { reportOf } from '../../src/files/serve-files.ts';
import { writeReport } from '../../src/files/write-report.ts';
import { textsIn } from '../../src/messages/reading.ts';
import { steeringReport } from '../../src/messages/results/steering-report.ts';
import { createInMemoryStore } from '../../src/store/in-memory.ts';
import { live } from '../support/life.ts';

/** Two months of three task forces, counted for the first. */
const life = (async () => {
  const store = createInMemoryStore();
  return { store, ...(await live(store, 5, 50)) };
})();

async function lived(locale: Locale = 'da') {
  const { store, diaries, now } = await life;
  const taskForce = diaries[0]?.taskForce;
  if (taskForce === undefined) throw new Error('nobody lived');
  const facts = await store.results.facts(taskForce.id);
  const steering = steeringOf(await store.steering.input(taskForce.id, now), taskForce, now);
  const reading = { texts: textsIn(locale), taskForce, now, name: () => '' };
  const results = withoutSmallNumbers(facts, 'all', taskForce, now);
  return {
    store,
    taskForce,
    report: steeringReport(results, steering, reading),
    every: resultsOf(facts, WHOLE, taskForce, now),
    now,
  };
}

/** The objects of a PDF, its streams unpacked. */
function opened(pdf: Uint8Array): string {
  const text = Buffer.from(pdf).toString('latin1');
  return text.replace(/stream\n([\s\S]*?)\nendstream/g, (whole, packed: string) => {
    try {
      return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1');
    } catch {
      return whole;
    }
  });
}

describe('the steering group’s page', () => {
  test('is one page of PDF with its own fonts, Danish letters among them, its title and its language', async () => {
    const { report, now } = await lived();
    const pdf = await writeReport(report, now);
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    const text = opened(pdf);
    expect(text.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
    expect(text).toMatch(/\/BaseFont \/[A-Z]+\+Inter-Regular/);
    expect(text).toMatch(/\/FontFile[23]/);
    for (const letter of ['00e6', '00f8', '00e5']) expect(text.toLowerCase()).toContain(`<${letter}>`);
    expect(text).toContain('/Lang (da)');
    expect(text).toContain('/DisplayDocTitle true');
    expect(pdf.length).toBeLessThan(200_000);
  });

  test('stays one page, whatever there is to tell', async () => {
    const { report, now } = await lived();
    const lines = Array.from({ length: 80 }, (_, at) => [`${at} ${'Finder kandidat '.repeat(20)}`]);
    const facts = report.facts.map((fact) => ({ ...fact, value: fact.value.repeat(3) }));
    const long = { ...report, facts, since: { ...report.since, lines } };
    const text = opened(await writeReport({ ...long, title: 'Taskforce '.repeat(12) }, now));
    expect(text.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
    // Seventy of its lines gave way to dots.
    expect(text.match(/ET\n/g)?.length).toBeLessThan(100);
  });

  test('holds no number of fewer than five people, though there are some, and says so', async () => {
    const { report, every, store, taskForce, now } = await lived();
    const small = Object.values(every.placed.forms).filter((n) => typeof n === 'number' && n > 0 && n < 5);
    expect(small.length).toBeGreaterThan(0);
    const numbers = report.forms.rows.slice(0, -1).map(({ value }) => value);
    expect(numbers.length).toBeGreaterThan(0);
    expect(new Set(numbers)).toEqual(new Set(['skjult']));
    expect(report.note).toContain('færre end 5 personer er skjult');
    expect(JSON.stringify(report)).not.toMatch(/K-\d|Virksomhed Birkholm/);
    // What is handed out is this and no other, whoever asks.
    const served = await reportOf(store, taskForce, 'all', 'da', now);
    expect(Buffer.compare(Buffer.from(served), Buffer.from(await writeReport(report, now)))).toBe(0);
  });

  test('in English for who reads that', async () => {
    const { report } = await lived('en');
    expect(report.title).toBe('Steering report · Birkholm');
    expect(report.subtitle).toMatch(/^Results since the start\. Drawn up /);
    expect(report.since.heading).toContain('Since the beginning');
  });
});
