// Which places a half-typed text may mean, by the rule of the server (ground/places/finder.py) over
// the names that the phone holds: contracts/vectors/places.json.

/** Words in order, each with a code that it may mean; how a place is shown; which code says more of the same land. */
export type Names = {
  chinese: [string, string][];
  letters: [string, string][];
  shown: Record<string, [string, string]>;
  homes: Record<string, string>;
};

export type Place = { code: string; name: string; english: string };

const ABOVE = [2, 4, 6]; // digits of the divisions in which others are named
const MOST_LETTERS = 60;
const MOST_MATCHES = 3_000;
/** What English adds to a name and pinyin does not have. */
const ADDED = /\b(?:province|municipality|prefecture-level|autonomous|prefecture|region|city|district|county|new area|banner|league|township|town|subdistrict|village|china|p\.?r\.?c?|of|the)\b/g;

/** The likeliest first. What is suggested is chosen by a person. */
export function suggest(names: Names, text: string, limit = 6): Place[] {
  const wanted = text.normalize("NFKC").trim().slice(0, MOST_LETTERS);
  const letters = isLatin(wanted);
  const typed = letters ? keyOf(wanted) : wanted.replace(/\s+/g, "");
  if (!typed || limit < 1) return [];
  const found = new Map<string, [number, number]>();
  for (const [code, missed] of matches(letters ? names.letters : names.chinese, typed)) {
    const home = names.homes[code] ?? code;
    if (!names.shown[home]) continue;
    const rank: [number, number] = [Math.min(missed, 1), home.length];
    const before = found.get(home);
    if (!before || by(rank, before) < 0) found.set(home, rank);
  }
  const ordered = [...found].sort(([a, one], [b, other]) => by(one, other) || (a < b ? -1 : 1));
  return ordered.slice(0, limit).map(([code]) => ({ code, name: names.shown[code]![0], english: names.shown[code]![1] }));
}

/** Whether a text is the full name of one of these places, in either language. */
export function isName(found: Place[], text: string): boolean {
  return found.some((one) => one.name === text.trim() || one.english === text.trim());
}

const by = (one: [number, number], other: [number, number]) => one[0] - other[0] || one[1] - other[1];

/** (code, how many letters are not typed yet) of single names, then of two names one in the other. */
function* matches(words: [string, string][], typed: string): Generator<[string, number]> {
  for (const [word, code] of beginning(words, typed)) yield [code, word.length - typed.length];
  for (let at = 1; at < typed.length; at++) {
    const named = exactly(words, typed.slice(0, at));
    if (!named.size) continue;
    const tail = typed.slice(at);
    const above = new Map<string, string[]>();
    for (const code of named) for (const length of ABOVE) if (length < code.length) above.set(code.slice(0, length), [...(above.get(code.slice(0, length)) ?? []), code]);
    for (const [word, code] of beginning(words, tail)) {
      const missed = word.length - tail.length;
      if (ABOVE.some((length) => length < code.length && named.has(code.slice(0, length)))) yield [code, missed];
      if (tail.length > 1) for (const under of above.get(code) ?? []) yield [under, missed];
    }
  }
}

function* beginning(words: [string, string][], text: string): Generator<[string, string]> {
  const from = bisect(words, text);
  for (const said of words.slice(from, from + MOST_MATCHES)) {
    if (!said[0].startsWith(text)) return;
    yield said;
  }
}

function exactly(words: [string, string][], text: string): Set<string> {
  const found = new Set<string>();
  for (let at = bisect(words, text); words[at]?.[0] === text; at++) found.add(words[at]![1]);
  return found;
}

function bisect(words: [string, string][], text: string): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]![0] < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isLatin(text: string): boolean {
  const plain = folded(text);
  return /^[\x00-\x7f]*$/.test(plain) && /[a-z]/.test(plain);
}

/** Lower case without accents, as pinyin is typed. */
function folded(text: string): string {
  const typed = text.toLowerCase().replace(/[üǚ]/g, "v").replace(/[’‘]/g, "'");
  return typed.normalize("NFKD").replace(/\p{M}/gu, "");
}

function keyOf(text: string): string {
  return folded(text).replace(ADDED, " ").replace(/[^a-z0-9]/g, "");
}
