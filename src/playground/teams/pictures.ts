/** What Teams shows of a picture: PNG of at most a megabyte and 1,024 dots each way, inside of the card or by https. */
const MAX_BYTES = 1024 * 1024;
const MAX_DOTS = 1024;

const INLINE = /^data:image\/png;base64,([A-Za-z0-9+/]+=*)$/;

/** Of a picture that is fetched only the address can be judged here; a playground serves its own without https. */
export function isTeamsPicture(url: string): boolean {
  const inline = INLINE.exec(url);
  if (inline === null) return /^https:\/\//.test(url) || /^http:\/\/127\.0\.0\.1[:/]/.test(url);
  const bytes = Buffer.from(inline[1] ?? '', 'base64');
  if (bytes.length > MAX_BYTES || bytes.length < 24 || bytes.toString('latin1', 1, 4) !== 'PNG') return false;
  // The size stands in the first chunk, after eight bytes of signature.
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  return width > 0 && height > 0 && width <= MAX_DOTS && height <= MAX_DOTS;
}
