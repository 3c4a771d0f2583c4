// What the server sends and takes: contracts/sync/*.schema.json, in TypeScript.

export type Text = { zh: string; en: string };

export type Colour = Text & { code: string; shape: string; hex: string; rank: number; number?: number };

export type Item = Text & { code: string };

/** What the rules advise the guard, what must then be done, and the open checks that led to it. */
export type Advice = { outcome: Outcome; must: Text[]; lacking: Item[] };

export type Outcome = "pass" | "pass_with_test" | "hold" | "turn_back" | "refer";

/** What is laid on somebody: colour, until, why. */
export type Held = { c: string; u: string | null; w: string; w_en?: string };

/** One person of the bundle. `r` names the row; `i`, `j` and `p` what their numbers and plates derive to, which
 *  many numbers do; `k` indexes of cards and codes: see lookup.ts. `s`: where they came by today or
 *  yesterday, on whatever phone; not `v`: somebody said that it was they. `o`: what is in force besides the worst. */
export type Known = Held & {
  r: string;
  i: string;
  j?: string[]; // a list of the last release lacks these and o
  n: string;
  o?: Held[];
  d: number | null;
  e: string | null;
  t: string;
  m: string;
  m_en?: string;
  p: string[];
  k: string[];
  s: { at: string; site: string; o: Outcome; v?: boolean } | null;
};

/** 通行证 by the index of its plate; days both included; `here`: it counts at this checkpoint. */
export type Pass = { p: string; number: string; route: string; goods: string; since: string; until: string; here: boolean; revoked: string };

export type Task = {
  id: number;
  title: string;
  who: string;
  /** The title without the name; what is to be asked first, or the first line of `todo`. Absent in a bundle from before, as all that follows with `?`. */
  what?: Text;
  ask?: Text;
  where: string;
  todo: string;
  todo_en?: string;
  /** Masked; "" none is on file; null: nobody is to be called. `reveals`: the server tells it in clear. */
  phone?: string | null;
  reveals?: boolean;
  stage: "issued" | "received" | "accepted" | "acted" | string;
  due: string | null;
  /** What may come of it; `attempt`: it stays open; `asks_place`: where they really were is to be said. Absent in a bundle from before. */
  outcomes?: (Text & { code: string; attempt: boolean; asks_place?: boolean })[];
  tried?: number;
  /** What is to be found out, with the answers that may be chosen. */
  question?: (Text & { choices: (Text & { code: string; level: string })[] }) | null;
};

/** `group`: village and 组; absent in a bundle from before. */
export type Household = { id: number; group?: string; address: string; head: string; members: number; answered: string };
export type Venue = { id: number; name: string; place: string; category: string };
export type Checkpoint = { id: number; name: string; place: string; lanes: string[]; services: string[] };
export type Shift = { id: number; name: string; lead: string; from: string | null; to: string | null; note: string };

export type Bundle = {
  v: number;
  id: string;
  made_at: string;
  expires_at: string;
  server_time: string;
  device: { id: number; name: string; tiles: Tile[]; place: string; place_name: string; actor: string };
  key_list: string;
  policy: {
    edition: string;
    colours: Colour[];
    code_grace_minutes: number;
    checklist: Item[];
    antigen_minutes: number;
    advice: Record<string, { outcome: Outcome; must: Text[] }>;
    missing: Outcome | "";
    must: Partial<Record<Outcome, Text[]>>;
    outcomes: (Text & { code: Outcome })[];
    turn_back_reasons: Item[];
    clock_minutes: number;
  };
  salt: string;
  derivation: { memory: number; passes: number; letters: number };
  left_out: { people: number; zh: string; en: string } | null;
  undecided?: { people: number; zh: string; en: string } | null;
  call?: Call[];
  turned?: Turned[];
  withheld: { code: string; sentence: Text; way_out: Text } | null;
  people: Known[];
  passes: Pass[];
  towns: { code: string; name: string; villages: { code: string; name: string }[] }[];
  tasks: Task[];
  checkpoint: Checkpoint | null;
  shift: Shift | null;
  venues: Venue[];
  households: Household[];
};

export type Tile = "checkpoint" | "venue" | "tasks" | "sweep";

export type Kind =
  | "checkpoint.crossing"
  | "checkpoint.declared"
  | "checkpoint.antigen"
  | "checkpoint.disinfected"
  | "checkpoint.truck"
  | "checkpoint.handover"
  | "venue.visit"
  | "task.received"
  | "task.accepted"
  | "task.refused"
  | "task.acted"
  | "sweep.household";

/** An act as it is kept and sent. Once made it never changes. */
export type Act = {
  id: string;
  at: string;
  kind: Kind;
  v: number;
  seen: string;
  body: Record<string, unknown>;
};

/** Whom this phone let through and who is to be stopped by what is known by now: the act, their colour, what is
 *  asked for. */
export type Turned = { id: string; c: string; o: Outcome };

/** Whom a guard calls; `phone` "" where none is on record. */
export type Call = Text & { phone: string };

export type Settled = { id: string; how: "decided" | "differs" | "alarm" | "unreadable"; zh: string; en: string; ref: string };

/** What the account may choose from when a phone is set up. */
export type Choices = {
  actor: string;
  csrf: string;
  tiles: (Text & { code: Tile })[];
  checkpoints: { id: number; name: string; place: string }[];
};

export type Enrolled = { device: number; token: string; root_key: string; name: string; place: string };
