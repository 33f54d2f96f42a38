import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type satori from 'satori';
import upng from 'upng-js';
import type { DrawInTime, PictureSize } from '../app/ports/links.ts';
import { within } from '../app/within.ts';
import type { Chart } from '../messages/results/chart.ts';
import { COLOURS } from './colours.ts';

/** In CSS pixels: as wide as a phone shows a picture in a message. */
const WIDTH = 400;
/**
 * Pixels drawn for one. Full is sharp on a phone, and with a title of three lines still within the 1,024 that Teams takes;
 * small weighs some 10 kB, so that it fits into a message beside a long digest.
 */
const SCALE: Readonly<Record<PictureSize, number>> = { full: 2, small: 1.5 };
/** Seven colours, and the steps between them at the edges of letters: four bits a pixel. */
const PALETTE = 16;

export type Draw = (chart: Chart, size?: PictureSize) => Promise<Uint8Array>;

/** Draws to PNG, at most 1,024 pixels either way. */
export function createDraw(): Draw {
  return async (chart, size = 'full') => {
    const { fonts, layOut } = await loaded();
    const svg = await layOut(picture(chart), { width: WIDTH, fonts });
    const drawn = new Resvg(svg, { fitTo: { mode: 'width', value: WIDTH * SCALE[size] } });
    try {
      const { pixels, width, height } = drawn.render();
      return new Uint8Array(upng.encode([Uint8Array.from(pixels).buffer], width, height, PALETTE));
    } finally {
      drawn.free();
    }
  };
}

/** A first picture, with the engine and the fonts to load, takes about one second on a machine that has nothing else to do. */
const DRAW_MS = 5_000;

/** The same for a message that is on its way: null where it can't be drawn in time, which `failed` hears of. */
export function drawInTime(draw: Draw, failed: (error: unknown) => void): DrawInTime {
  return async (chart, size) => {
    try {
      const drawn = await within(DRAW_MS, draw(chart, size));
      if (drawn !== 'late') return drawn;
      failed(new Error('a picture took too long'));
    } catch (error) {
      failed(error);
    }
    return null;
  };
}

interface Tools {
  readonly layOut: typeof satori;
  readonly fonts: Parameters<typeof satori>[1]['fonts'];
}

/** The drawing engine is WebAssembly, which a process starts once; what failed to load is tried again next time. */
let loading: Promise<Tools> | null = null;

function loaded(): Promise<Tools> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** Loaded with the first picture: a start, and every command, would wait for it. */
async function load(): Promise<Tools> {
  const file = (address: string) => readFile(fileURLToPath(address));
  const [wasm, regular, bold] = await Promise.all([
    file(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm')),
    file(import.meta.resolve('@fontsource/inter/files/inter-latin-400-normal.woff')),
    file(import.meta.resolve('@fontsource/inter/files/inter-latin-700-normal.woff')),
  ]);
  await initWasm(wasm);
  const { default: layOut } = await import('satori');
  return {
    layOut,
    fonts: [
      { name: 'Inter', data: regular, weight: 400, style: 'normal' },
      { name: 'Inter', data: bold, weight: 700, style: 'normal' },
    ],
  };
}

/** A longer title ends in dots. */
const MOST_TITLE_LINES = 3;

type Style = Readonly<Record<string, string | number>>;
type Node = Parameters<typeof satori>[0];
type Children = string | readonly Node[];

/** One box of the picture: satori lays boxes out as a browser lays out flexible ones. */
function box(style: Style, children: Children = []): Node {
  return { type: 'div', key: null, props: { style: { display: 'flex', ...style }, children } };
}

function picture({ title, progress, heading, bars }: Chart): Node {
  const column = { flexDirection: 'column' } as const;
  return box(
    {
      ...column,
      width: WIDTH,
      boxSizing: 'border-box',
      padding: 22,
      gap: 14,
      backgroundColor: COLOURS.ground,
      border: `1px solid ${COLOURS.edge}`,
      color: COLOURS.text,
      fontFamily: 'Inter',
      fontSize: 16,
    },
    [
      box({ display: 'block', lineClamp: MOST_TITLE_LINES, fontWeight: 700, fontSize: 18 }, title),
      ...(progress === null ? [] : [progressBox(progress)]),
      box({ ...column, gap: 7 }, [
        box({ fontWeight: 700, marginTop: 4 }, heading),
        ...bars.map((bar) => barBox(bar, bars)),
      ]),
    ],
  );
}

function progressBox({ label, value, of }: NonNullable<Chart['progress']>): Node {
  const filled = of === null ? 0 : Math.min(100, (value / of) * 100);
  const number = of === null ? String(value) : `${value} / ${of}`;
  return box({ flexDirection: 'column', gap: 6 }, [
    box({ alignItems: 'flex-end', justifyContent: 'space-between' }, [
      box({ color: COLOURS.subtle, flexShrink: 1, paddingRight: 12 }, label),
      box({ fontWeight: 700, fontSize: 30, lineHeight: 1, flexShrink: 0 }, number),
    ]),
    ...(of === null
      ? []
      : [
          box({ height: 18, borderRadius: 9, backgroundColor: COLOURS.track }, [
            box({ height: 18, borderRadius: 9, width: `${filled}%`, backgroundColor: COLOURS.done }),
          ]),
        ]),
  ]);
}

/** Wide enough for "Kandidat præsenteret". */
const LABEL_WIDTH = 168;
const COUNT_WIDTH = 60;

function barBox({ label, count }: Chart['bars'][number], bars: Chart['bars']): Node {
  const most = Math.max(1, ...bars.map((bar) => bar.count ?? 0));
  const width = ((count ?? 0) / most) * 100;
  return box({ alignItems: 'center', height: 24 }, [
    box({ width: LABEL_WIDTH, color: COLOURS.subtle, flexShrink: 0, fontSize: 15 }, label),
    box({ flexGrow: 1, height: 16 }, [
      box({
        height: 16,
        borderRadius: 3,
        width: `${width}%`,
        minWidth: count === null || count === 0 ? 0 : 3,
        backgroundColor: COLOURS.bar,
      }),
    ]),
    box(
      { width: COUNT_WIDTH, justifyContent: 'flex-end', fontWeight: 700, flexShrink: 0 },
      count === null ? '–' : String(count),
    ),
  ]);
}
