// A code's text as a QR symbol: error level M, as the server draws it, so that a fresh one takes its place.
import { encode } from "uqr";

const QUIET = 4;
const HIGHEST = 10; // version: a phone of the county reads it at arm's length up to here

/** The path of the dark bars and the side of their square, the quiet zone among it. RangeError for a text
 *  that is too long. */
export function symbol(text: string): { side: number; bars: string } {
  const { size, data } = encode(text, { ecc: "M", border: QUIET, maxVersion: HIGHEST });
  const bars = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1H${x}z` : "")));
  return { side: size, bars: bars.join("") };
}
