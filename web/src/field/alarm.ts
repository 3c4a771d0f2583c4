// Whoever is let through against the rules: what is said before, on the phone that did it at once, and when
// the county learns it only later. Words alone; the alarm itself is a mark on the act (store/acts.ts).

import { colourOf } from "./advice";
import { OUTCOME_WORDS } from "./pages/outcomes";
import type { Kept } from "./store/acts";
import type { Bundle, Call, Outcome, Text } from "./types";
import { clock, say, t } from "./words";

const PASSED: readonly Outcome[] = ["pass", "pass_with_test"];

/** Whether a guard lets pass whom the rules would stop: the server's rules.milder. */
export function milder(outcome: Outcome, advised: Outcome): boolean {
  return PASSED.includes(outcome) && !PASSED.includes(advised);
}

/** `said`: who, when, what is asked for; `must`: what to do now. */
export type Alarmed = { said: string; must: Text[]; call: Call[] };

export function alarmed(bundle: Bundle | null, act: Kept): Alarmed {
  const asked = (act.turned?.o ?? act.body.advised) as Outcome;
  return { said: sentence(bundle, act, asked), must: bundle?.policy.must[asked] ?? [], call: callsOf(bundle, act.sentence) };
}

/** The server's own words where it has answered: it knows the name and the hour as they are recorded. */
function sentence(bundle: Bundle | null, act: Kept, asked: Outcome): string {
  if (act.how === "alarm" && act.sentence) return act.sentence;
  const [who, at] = [whoPassed(act), clock(act.at)];
  const [did, outcome] = [String(act.body.outcome ?? ""), asked].map((one) => OUTCOME_WORDS()[one] ?? one);
  const [was, is] = [act.body.colour_seen, act.turned?.c].map((code) => named(bundle, code));
  if (act.turned)
    return t(
      `您在 ${at} 判“${did}”的${who}，当时码色是${was}，现在是${is}，应${outcome}。当时还不知道，不是您的错。请立即打电话，说清往哪里去、坐什么车。`,
      `${who}, your decision at ${at}: ${did}. ${was} then, ${is} now; the rules ask for: ${outcome}. Nobody knew it then: it is no fault of yours. Call at once and say where they went, in which vehicle.`,
    );
  return t(
    `您在 ${at} 判“${did}”的${who}码色是${was}，应${outcome}。请立即打电话，设法留住或找回此人。`,
    `Your decision about ${who} (${was}) at ${at}: ${did}; the rules ask for: ${outcome}. Call at once and try to stop or find the person.`,
  );
}

/** The masked name, else the plate. */
export function whoPassed({ body }: Kept): string {
  return String(body.name || body.plate || "") || t("没有登记姓名的人", "somebody not named");
}

function named(bundle: Bundle | null, code: unknown): string {
  const colour = bundle && colourOf(bundle, String(code ?? ""));
  return colour ? say(colour) : t("不明", "not known");
}

const PHONE = /(?:指挥部|headquarters)\s*(\+?\d[\d-]{5,}\d)/;

/** Of the list in hand; where that is gone, the number that the server's sentence names. */
function callsOf(bundle: Bundle | null, sentence: string): Call[] {
  const phone = PHONE.exec(sentence)?.[1] ?? "";
  return bundle?.call ?? (phone ? [{ zh: "指挥部", en: "Headquarters", phone }] : []);
}
