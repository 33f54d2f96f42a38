/** `opening, logged, leaders` → `opening-logged-leaders.json` */
export function fileNameOf(sample: string): string {
  return `${sample.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.json`;
}
