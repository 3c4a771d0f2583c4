// What a phone asks in the name of the account that is signed in: to be set up, and to be opened
// again when its PIN was forgotten. Everything else it asks by its own token (sync.ts).

import type { Choices, Enrolled, Text, Tile } from "./types";
import { say, t } from "./words";

/** The message of the Error that is thrown while nobody is signed in. */
export const SIGN_IN = "sign in";

export async function askChoices(): Promise<Choices> {
  const choices = (await (await call("/field/api/choices", {})).json()) as Choices;
  if (!choices.actor) throw new Error(SIGN_IN);
  return choices;
}

type Wanted = { name: string; tiles: Tile[]; checkpoint: number | null };

/** Somebody else signed in since the choices were shown: what may be chosen now. */
export class OtherChoices extends Error {
  constructor(readonly choices: Choices) {
    super();
  }
}

/** A sign-in in another tab ends the token that came with the choices: it is asked for anew, once. Throws
 *  OtherChoices where it is no longer what the user looked at. */
export async function enrolPhone(shown: Choices, wanted: Wanted): Promise<Enrolled & { share: string }> {
  const ask = (csrf: string) => post("/field/api/enrol", csrf, wanted) as Promise<Enrolled & { share: string }>;
  try {
    return await ask(shown.csrf);
  } catch (why) {
    if (!(why instanceof OldToken)) throw why;
  }
  const fresh = await askChoices();
  if (JSON.stringify({ ...fresh, csrf: "" }) !== JSON.stringify({ ...shown, csrf: "" })) throw new OtherChoices(fresh);
  return ask(fresh.csrf);
}

/** The server takes the request for another site's: the session changed since its token was handed out. */
class OldToken extends Error {}

/** What opens this phone's vault without its PIN. */
export async function askShare(device: number): Promise<string> {
  const { csrf } = await askChoices();
  return ((await post("/field/api/reopen", csrf, { device })) as { share: string }).share;
}

async function post(path: string, csrf: string, body: unknown): Promise<unknown> {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
  return (await call(path, { method: "POST", headers, body: JSON.stringify(body) })).json();
}

/** Throws an Error whose message is the sentence to show. */
async function call(path: string, options: RequestInit): Promise<Response> {
  const answer = await fetch(path, { ...options, cache: "no-store" }).catch(() => {
    throw new Error(t("连不上服务器，请换个有信号的地方再试。", "The server cannot be reached: try where there is a signal."));
  });
  if (answer.ok) return answer;
  const said = (await answer.json().catch(() => null)) as { code?: string; sentence?: Text } | null;
  if (answer.status === 401 && said?.code !== "devices.revoked") throw new Error(SIGN_IN); // no sign-in helps a revoked phone
  if (answer.status === 403 && !said?.sentence)
    throw new OldToken(t("这一页的登录已经变了。请刷新本页，重新登录后再办。", "The sign-in of this page has changed: reload the page, sign in again, and go on."));
  throw new Error(said?.sentence ? say(said.sentence) : t("没有办成，请再试一次。", "It did not work: try again."));
}
