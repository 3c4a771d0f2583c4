// A code's text as a QR symbol (ISO/IEC 18004): error level M, versions 1 to 10, and the letters in
// which codes are written. Drawn as the server draws them, so that a fresh one takes its place.
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const QUIET = 4;
// By version: codewords in all, codewords of correction a block, blocks, centres of alignment.
const VERSIONS = [
  [26, 10, 1, []], [44, 16, 1, [6, 18]], [70, 26, 1, [6, 22]], [100, 18, 2, [6, 26]], [134, 24, 2, [6, 30]],
  [172, 16, 4, [6, 34]], [196, 18, 4, [6, 22, 38]], [242, 22, 4, [6, 24, 42]], [292, 22, 5, [6, 26, 46]], [346, 26, 5, [6, 28, 50]],
];
const MASKS = [
  (x, y) => (x + y) % 2 === 0, (x, y) => y % 2 === 0, (x) => x % 3 === 0, (x, y) => (x + y) % 3 === 0,
  (x, y) => ((y >> 1) + Math.floor(x / 3)) % 2 === 0, (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0, (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

// Reed and Solomon over the 256 numbers of x^8+x^4+x^3+x^2+1.
const EXP = [], LOG = [];
for (let n = 0, x = 1; n < 255; n += 1) {
  EXP[n] = EXP[n + 255] = x;
  LOG[x] = n;
  x = x & 128 ? (x << 1) ^ 0x11d : x << 1;
}
const times = (a, b) => (a && b ? EXP[LOG[a] + LOG[b]] : 0);

function correction(data, count) {
  let by = [1];
  for (let n = 0; n < count; n += 1) {
    const next = [...by, 0];
    by.forEach((factor, at) => { next[at + 1] ^= times(factor, EXP[n]); });
    by = next;
  }
  const rest = [...data, ...new Array(count).fill(0)];
  data.forEach((_, at) => {
    const lead = rest[at];
    by.forEach((factor, n) => { rest[at + n] ^= times(factor, lead); });
  });
  return rest.slice(data.length);
}

const binary = (value, width) => [...value.toString(2).padStart(width, "0")].map(Number);

// Version and data codewords of a text. RangeError for one that is too long or has other letters.
function written(text) {
  const values = [...text].map((letter) => LETTERS.indexOf(letter));
  if (values.includes(-1)) throw new RangeError("letters");
  for (const [index, [total, each, blocks]] of VERSIONS.entries()) {
    const room = (total - each * blocks) * 8;
    const bits = [...binary(2, 4), ...binary(values.length, index < 9 ? 9 : 11)];
    for (let n = 0; n < values.length; n += 2) {
      bits.push(...(n + 1 < values.length ? binary(values[n] * 45 + values[n + 1], 11) : binary(values[n], 6)));
    }
    if (bits.length > room) continue;
    bits.push(...new Array(Math.min(4, room - bits.length)).fill(0));
    while (bits.length % 8) bits.push(0);
    const data = [];
    for (let n = 0; n < bits.length; n += 8) data.push(parseInt(bits.slice(n, n + 8).join(""), 2));
    for (let pad = 0xec; data.length < room / 8; pad ^= 0xec ^ 0x11) data.push(pad);
    return { version: index + 1, data };
  }
  throw new RangeError("length");
}

// Cut into blocks, each with its correction, and laid crosswise.
function interleaved(data, version) {
  const [, each, blocks] = VERSIONS[version - 1];
  const short = Math.floor(data.length / blocks), long = data.length % blocks;
  const parts = [];
  for (let n = 0, at = 0; n < blocks; n += 1) {
    const size = short + (n >= blocks - long ? 1 : 0);
    parts.push(data.slice(at, at + size));
    at += size;
  }
  const sums = parts.map((part) => correction(part, each));
  const across = (rows) => Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, n) =>
    rows.filter((row) => n < row.length).map((row) => row[n])).flat();
  return [...across(parts), ...across(sums)];
}

// What every symbol of a version has: undefined where data goes.
function frame(version) {
  const side = 17 + 4 * version;
  const grid = Array.from({ length: side }, () => new Array(side));
  const ring = (cx, cy, reach) => {
    for (let y = Math.max(0, cy - reach); y <= Math.min(side - 1, cy + reach); y += 1) {
      for (let x = Math.max(0, cx - reach); x <= Math.min(side - 1, cx + reach); x += 1) {
        const from = Math.max(Math.abs(x - cx), Math.abs(y - cy));
        grid[y][x] = reach === 2 ? from !== 1 : from !== 2 && from !== 4;
      }
    }
  };
  for (let n = 8; n < side - 8; n += 1) grid[6][n] = grid[n][6] = n % 2 === 0;
  ring(3, 3, 4); ring(side - 4, 3, 4); ring(3, side - 4, 4);
  const centres = VERSIONS[version - 1][3], last = centres[centres.length - 1];
  for (const y of centres) for (const x of centres) {
    const corner = (x === 6 && y === 6) || (x === 6 && y === last) || (x === last && y === 6);
    if (!corner) ring(x, y, 2);
  }
  told(grid, 0);
  if (version > 6) {
    binary((version << 12) | remainder(version << 12, 0x1f25, 13), 18).reverse().forEach((bit, n) => {
      const far = side - 11 + (n % 3), near = Math.floor(n / 3);
      grid[far][near] = grid[near][far] = bit === 1;
    });
  }
  return grid;
}

function remainder(value, by, width) {
  let rest = value;
  for (let bit = 31 - Math.clz32(rest); rest && bit >= width - 1; bit = 31 - Math.clz32(rest)) rest ^= by << (bit - width + 1);
  return rest;
}

// Level M and the mask, twice beside the corners.
function told(grid, mask) {
  const side = grid.length;
  const bits = binary(((mask << 10) | remainder(mask << 10, 0x537, 11)) ^ 0x5412, 15).reverse().map((bit) => bit === 1);
  bits.forEach((bit, n) => {
    grid[n < 6 ? n : n < 8 ? n + 1 : side - 15 + n][8] = bit;
    grid[8][n < 8 ? side - 1 - n : n === 8 ? 7 : 14 - n] = bit;
  });
  grid[side - 8][8] = true;
}

// Two columns at a time, up and down in turn, from the right; the upright dotted line is left out.
function filled(grid, words, mask) {
  const side = grid.length, bits = words.flatMap((word) => binary(word, 8));
  const made = grid.map((row) => [...row]);
  let next = 0, up = true;
  for (let right = side - 1; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let step = 0; step < side; step += 1) {
      const y = up ? side - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (grid[y][x] === undefined) made[y][x] = (bits[next++] === 1) !== MASKS[mask](x, y);
      }
    }
  }
  told(made, mask);
  return made;
}

// How hard a symbol is to read: long runs, squares, what looks like a corner, too dark or too light.
function hardness(grid) {
  const side = grid.length, turned = grid.map((_, x) => grid.map((row) => row[x]));
  let points = 0, dark = 0;
  for (const row of [...grid, ...turned]) {
    const line = row.map((bit) => (bit ? "1" : "0")).join("");
    for (const run of line.match(/0{5,}|1{5,}/g) || []) points += run.length - 2;
    points += 40 * (line.match(/(?=10111010000|00001011101)/g) || []).length;
  }
  for (let y = 0; y < side; y += 1) for (let x = 0; x < side; x += 1) {
    dark += grid[y][x] ? 1 : 0;
    if (x && y && grid[y][x] === grid[y - 1][x] && grid[y][x] === grid[y][x - 1] && grid[y][x] === grid[y - 1][x - 1]) points += 3;
  }
  return points + 10 * Math.floor(Math.abs((dark * 100) / (side * side) - 50) / 5);
}

// The path of the dark bars and the side of their square, the quiet zone among it.
export function symbol(text) {
  const { version, data } = written(text);
  const grid = frame(version), words = interleaved(data, version);
  const tries = MASKS.map((_, mask) => filled(grid, words, mask));
  const points = tries.map(hardness);
  const best = tries[points.indexOf(Math.min(...points))];
  let bars = "";
  best.forEach((row, y) => row.forEach((bit, x) => {
    if (bit) bars += `M${x + QUIET} ${y + QUIET}h1v1H${x + QUIET}z`;
  }));
  return { side: best.length + 2 * QUIET, bars };
}
