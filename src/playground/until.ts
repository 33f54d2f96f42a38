/** Waits until it is there (anything but false, null or undefined), and returns it; throws after `ms`. */
export async function until<T>(
  there: () => T | false | null | undefined | Promise<T | false | null | undefined>,
  ms = 5_000,
): Promise<T> {
  const giveUpAt = Date.now() + ms;
  for (;;) {
    const found = await there();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > giveUpAt) throw new Error(`Waited ${ms} ms in vain for: ${there}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
