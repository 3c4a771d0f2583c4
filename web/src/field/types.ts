// What the server sends and takes, as contract.ts has it from the server itself; and what only the app makes of
// it. A bundle that is kept from the release before may lack what `Before` names.

import type * as sync from "./contract";
import type { Bodies, Kind } from "./contract";

export type { Bodies, Call, Checkpoint, Item, Kind, Pass, Shift, Turned, Venue } from "./contract";

type Before<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

export type Text = sync.Words;
export type Outcome = sync.Crossed["outcome"];
export type Tile = sync.Device["tiles"][number];

export type Colour = Before<sync.Colour, "number">;

/** What the rules advise the guard, what must then be done, and the open checks that led to it. */
export type Advice = sync.Advice & { lacking: sync.Item[] };

export type Held = Before<sync.Held, "w_en" | "x">;

/** One person of the bundle: how they are found is in lookup.ts. */
export type Known = Before<Omit<sync.Known, "o" | "s">, "j" | "w_en" | "m_en" | "x"> & {
  o?: Held[];
  s: Before<sync.Seen, "v"> | null;
};

export type Task = Before<
  Omit<sync.Task, "kind" | "outcomes">,
  "what" | "ask" | "todo_en" | "phone" | "reveals" | "tried" | "question" | "proofs" | "sender" | "file" | "comments"
> & { outcomes?: Before<sync.OutcomeOffered, "asks_place" | "in_place">[] };

export type Household = Before<sync.Household, "group">;

type Renewed = "v" | "undecided" | "call" | "turned" | "policy" | "people" | "tasks" | "checkpoint" | "households";

export type Bundle = Omit<sync.Bundle, Renewed> & Partial<Pick<sync.Bundle, "undecided" | "call" | "turned">> & {
  v: number;
  policy: Omit<sync.Policy, "colours" | "schemes" | "must"> & {
    colours: Colour[];
    schemes?: (Omit<sync.Scheme, "colours"> & { colours: Colour[] })[];
    must: Partial<sync.Policy["must"]>;
  };
  people: Known[];
  tasks: Task[];
  checkpoint: Omit<sync.Checkpoint, "kind"> | null;
  households: Household[];
};

/** What the app notes beside a body for its own lists; the server leaves it aside. */
export type Noted = { name?: string; advised?: Outcome | ""; act?: string };

/** An act as it is kept and sent. Once made it never changes; its body is as `Bodies` has it for its kind, in the
 *  words of the release that made it. */
export type Act = { id: string; at: string; kind: Kind; v: number; seen: string; body: Record<string, unknown> };

export type Settled = { id: string; how: "decided" | "differs" | "alarm" | "unreadable"; zh: string; en: string; ref: string };

/** What the account may choose from when a phone is set up. */
export type Choices = {
  actor: string;
  csrf: string;
  tiles: (Text & { code: Tile })[];
  checkpoints: { id: number; name: string; place: string }[];
};

export type Enrolled = { device: number; token: string; root_key: string; name: string; place: string };
