// One session for the whole app; pages read it through useApp().

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Act, Bodies, Bundle, Kind, Noted } from "../types";
import type { Session } from "../session";
import type { Report } from "../sync";

export type App = {
  session: Session;
  bundle: Bundle | null;
  report: Report;
  /** Acts that wait to be sent; below 0 while they are counted. */
  left: number;
  /** When the server last answered anything; 0 never. */
  heardAt: number;
  /** Keep an act; says so to the guard; null when the store is full and nothing was kept. `rings`: it
   *  is an alarm at once. */
  act<K extends Kind>(kind: K, body: Bodies[K] & Noted, said: string, rings?: boolean): Promise<Act | null>;
  syncNow(): void;
  lock(): void;
  /** While something is half typed, a new version of the app waits. */
  busy(held: boolean): void;
};

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error("no session");
  return app;
}

/** For pages that are only shown with a bundle in hand. */
export function useBundle(): Bundle {
  const { bundle } = useApp();
  if (!bundle) throw new Error("no bundle");
  return bundle;
}
