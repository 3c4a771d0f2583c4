// Written from the server's own shapes (doors/field/contracts.py); the tests say when it is stale.

export type Acted = {
  instruction: number;
  reason?: string;
  evidence: Proof;
};

export type Advice = {
  outcome: "hold" | "pass" | "pass_with_test" | "refer" | "turn_back";
  must: Words[];
};

/** `key_list` in base64, `salt` in hexadecimal. */
export type Bundle = {
  v: 2;
  id: string;
  made_at: string;
  expires_at: string;
  server_time: string;
  device: Device;
  key_list: string;
  policy: Policy;
  salt: string;
  derivation: Derivation;
  left_out: LeftOut | null;
  undecided: Undecided | null;
  call: Call[];
  turned: Turned[];
  withheld: Withheld | null;
  people: Known[];
  passes: Pass[];
  towns: Town[];
  tasks: Task[];
  checkpoint: Checkpoint | null;
  shift: Shift | null;
  venues: Venue[];
  households: Household[];
};

/** Whom a guard calls, the nearest to decide first. `phone`: "" where none is on record. */
export type Call = {
  zh: string;
  en: string;
  phone: string;
};

export type Checkpoint = {
  id: number;
  name: string;
  place: string;
  kind: string;
  lanes: string[];
  services: string[];
};

/** An answer to a task's question. code: what is reported; level: of a listed area, or "". */
export type Choice = {
  zh: string;
  en: string;
  code: string;
  level: string;
};

/** `rank` 0 is the best; `number` is what a signed code carries for the colour. */
export type Colour = {
  zh: string;
  en: string;
  code: string;
  shape: string;
  hex: string;
  rank: number;
  number: number;
};

/** by: the account that said it, null of a program; to: the names of whom it was said to. */
export type Comment = {
  at: string;
  by: number | null;
  actor: string;
  words: string;
  to: string[];
};

/** `mentions`: accounts that are spoken to by name. */
export type Commented = {
  instruction: number;
  words: string;
  mentions?: number[];
};

export type Crossed = {
  how?: string;
  text?: string;
  index?: string;
  declaration?: number | null;
  checkpoint?: number | null;
  plate?: string | null;
  arrived_at: string;
  decided_at: string;
  ticks?: string[];
  colour_seen?: string;
  verdict_seen?: string;
  outcome: "hold" | "pass" | "pass_with_test" | "refer" | "turn_back";
  reason?: string;
  note?: string;
};

/** Somebody unexpected, declared on the spot. `crossing`: the event of their crossing. */
export type Declared = {
  doc_type?: string;
  number: string;
  name: string;
  phone?: string | null;
  from?: string;
  to_town?: string;
  to_village?: string;
  plate?: string | null;
  checkpoint?: number | null;
  crossing?: string | null;
  arrived_at?: string | null;
};

/** Argon2id (version 1.3, one lane) of a number or plate as it is compared, under the salt: `memory` in KiB, `passes`; of its hexadecimal digits the first `letters`. */
export type Derivation = {
  memory: number;
  passes: number;
  letters: number;
};

/** place_name: below the county. */
export type Device = {
  id: number;
  name: string;
  tiles: ("checkpoint" | "sweep" | "tasks" | "venue")[];
  place: string;
  place_name: string;
  actor: string;
};

export type Disinfected = {
  checkpoint?: number | null;
  plate: string;
};

export type Errand = {
  instruction: number;
  reason?: string;
};

export type HandedOver = {
  checkpoint?: number | null;
  note: string;
  to?: string;
};

/** What is laid on somebody. c, u, w: colour, until, why; w_en: why, in English; x: by which disease's scheme the colour is read, "" for that of codes. */
export type Held = {
  c: string;
  x: string;
  u: string | null;
  w: string;
  w_en: string;
};

/** group: village and 组, by which the doors are folded. */
export type Household = {
  id: number;
  group: string;
  address: string;
  head: string;
  members: number;
  answered: string;
};

export type Item = {
  zh: string;
  en: string;
  code: string;
};

/** Somebody whom the device recognises. r: names the row when an act tells of it; i, j, p: what the document number, those of further documents, the plates or trains derive to, as others do too; k: indexes of cards and codes; n: masked name; c, x, u, w, w_en: the worst that is in force, o: what is besides, the graver first; d: declaration; e: expected on; t: town and village; m, m_en: measure; s: seen today or yesterday. */
export type Known = {
  r: string;
  i: string;
  j: string[];
  n: string;
  c: string;
  x: string;
  u: string | null;
  w: string;
  w_en: string;
  o: Held[];
  d: number | null;
  e: string | null;
  t: string;
  m: string;
  m_en: string;
  p: string[];
  k: string[];
  s: Seen | null;
};

/** How many people the list lacks for want of room, and by which rule. */
export type LeftOut = {
  zh: string;
  en: string;
  people: number;
};

export type OutcomeOffered = {
  code: string;
  zh: string;
  en: string;
  attempt: boolean;
  asks_place: boolean;
  in_place: boolean;
};

export type OutcomeSaid = {
  zh: string;
  en: string;
  code: "hold" | "pass" | "pass_with_test" | "refer" | "turn_back";
};

/** 通行证 by what its plate derives to. `since`, `until`: days, both included; `here`: it counts where the device stands; `revoked`: why, "" while it was not. */
export type Pass = {
  p: string;
  number: string;
  route: string;
  goods: string;
  since: string;
  until: string;
  here: boolean;
  revoked: string;
};

/** `colours`: those by which codes are signed; `schemes`: those of every disease in force. */
export type Policy = {
  edition: string;
  colours: Colour[];
  schemes: Scheme[];
  code_grace_minutes: number;
  antigen_minutes: number;
  checklist: Item[];
  advice: Record<string, Advice>;
  missing: "hold" | "pass" | "pass_with_test" | "refer" | "turn_back" | "";
  must: Record<string, Words[]>;
  outcomes: OutcomeSaid[];
  turn_back_reasons: Item[];
  clock_minutes: number;
};

/** `place`: in words, or "32.89,108.50±12"; `photo`: a data URL; `outcome`: of the task's; `found_choice`: of the task's question; `companion`: who went along. */
export type Proof = {
  at: string;
  place?: string | null;
  note?: string | null;
  outcome?: string | null;
  found_place?: string | null;
  found_choice?: string | null;
  photo?: string | null;
  companion?: string | null;
};

/** Evidence that is asked for when an outcome says that it is in place. code: photo, spot, companion. */
export type ProofAsked = {
  zh: string;
  en: string;
  code: string;
  required: boolean;
};

/** What is to be found out at the door. */
export type Question = {
  zh: string;
  en: string;
  choices: Choice[];
};

/** The colours of one disease, the worst first, and what the disease is called. */
export type Scheme = {
  zh: string;
  en: string;
  disease: string;
  colours: Colour[];
};

/** Where somebody came by last, at any barrier of the county. o: outcome; v: whether it was proven that it was they. */
export type Seen = {
  at: string;
  site: string;
  o: "hold" | "pass" | "pass_with_test" | "refer" | "turn_back";
  v: boolean;
};

/** One event. What its body holds is looked at only when it is settled. */
export type Sent = {
  id: string;
  at: string;
  kind: string;
  v?: number;
  seen?: string | null;
  body?: Record<string, unknown>;
};

export type Shift = {
  id: number;
  name: string;
  lead: string;
  from: string | null;
  to: string | null;
  note: string;
};

export type Swept = {
  household?: number | null;
  address?: string;
  answered: "home" | "nobody" | "refused";
  people?: number;
  note?: string;
};

/** who: masked name, "" where it is about nobody known; what: the title without it; ask: what is to be asked first, or the first line of `todo`; where: below the county; phone: masked, "" where none is on file, null where nobody is to be called; reveals: `POST /field/api/phone` tells it in clear; sender: who wrote it by hand, or ""; file: the name of what was sent along, or "" (it is opened at the desk). */
export type Task = {
  id: number;
  kind: string;
  title: string;
  who: string;
  what: Words;
  ask: Words;
  where: string;
  todo: string;
  todo_en: string;
  phone: string | null;
  reveals: boolean;
  stage: string;
  outcomes: OutcomeOffered[];
  proofs: ProofAsked[];
  sender: string;
  file: string;
  comments: Comment[];
  tried: number;
  due: string | null;
  question: Question | null;
};

export type Tested = {
  crossing: string;
  started_at?: string | null;
  result?: "" | "invalid" | "negative" | "positive" | null;
  read_at?: string | null;
};

export type Town = {
  code: string;
  name: string;
  villages: Village[];
};

export type Truck = {
  checkpoint?: number | null;
  plate: string;
  company?: string | null;
  fetched_by?: string | null;
  phone?: string | null;
  queued_at: string;
  fetched_at?: string | null;
};

/** Somebody whom this device let through rightly and who is to be stopped by what is known now. id: of the act; c: colour; o: the outcome that is asked for. */
export type Turned = {
  id: string;
  c: string;
  o: "hold" | "pass" | "pass_with_test" | "refer" | "turn_back";
};

/** How many who declared to come are still being decided about, and what to do meanwhile. */
export type Undecided = {
  zh: string;
  en: string;
  people: number;
};

/** `step`: what is taken back. Where something else of the account is the newest, nothing is. */
export type Undone = {
  instruction: number;
  reason?: string;
  step: "accept" | "act" | "receive" | "refuse";
};

export type Venue = {
  id: number;
  name: string;
  place: string;
  category: string;
};

export type Village = {
  code: string;
  name: string;
};

export type Visited = {
  how?: string;
  text?: string;
  index?: string;
  declaration?: number | null;
  venue: number;
  at: string;
  group_size?: number;
};

/** Why nobody is on the list: whoever carries the device is outside the place or shift. */
export type Withheld = {
  code: string;
  sentence: Words;
  way_out: Words;
};

export type Words = {
  zh: string;
  en: string;
};

/** What an act tells, by its kind. */
export type Bodies = {
  "checkpoint.antigen": Tested,
  "checkpoint.crossing": Crossed,
  "checkpoint.declared": Declared,
  "checkpoint.disinfected": Disinfected,
  "checkpoint.handover": HandedOver,
  "checkpoint.truck": Truck,
  "sweep.household": Swept,
  "task.accepted": Errand,
  "task.acted": Acted,
  "task.commented": Commented,
  "task.received": Errand,
  "task.refused": Errand,
  "task.undone": Undone,
  "venue.visit": Visited
};

export type Kind = keyof Bodies;
