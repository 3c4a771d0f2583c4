// The few parts that every page is made of. Targets are 56 px and more: gloves.

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { now } from "../time";
import type { Colour } from "../types";
import { say, t } from "../words";
import { go } from "./route";

export function Page(props: { title: string; back?: string; children: ComponentChildren }) {
  return (
    <main class="page">
      <header class="bar">
        {props.back !== undefined && (
          <button class="back" aria-label={t("返回", "Back")} onClick={() => go(...props.back!.split("/").filter(Boolean))}>
            ‹
          </button>
        )}
        <h1>{props.title}</h1>
      </header>
      {props.children}
    </main>
  );
}

export function Big(props: {
  children: ComponentChildren;
  onClick: () => void;
  tone?: "main" | "plain" | "bad" | "good" | "warn";
  disabled?: boolean;
}) {
  return (
    <button class={`big ${props.tone ?? "plain"}`} disabled={props.disabled} onClick={props.onClick}>
      {props.children}
    </button>
  );
}

/** Colour with its word and its shape: never alone. */
export function Mark({ colour, large }: { colour: Colour | null; large?: boolean }) {
  if (!colour) return <span class={`mark none ${large ? "large" : ""}`}>{t("不明", "Unknown")}</span>;
  return (
    <span class={`mark ${large ? "large" : ""}`} style={{ "--colour": colour.hex }}>
      <Shape name={colour.shape} />
      {say(colour)}
    </span>
  );
}

const POINTS: Record<string, string> = {
  square: "3,3 21,3 21,21 3,21",
  triangle: "12,2 22,21 2,21",
  diamond: "12,1 23,12 12,23 1,12",
  pentagon: "12,1 23,9 19,22 5,22 1,9",
  hexagon: "6,2 18,2 23,12 18,22 6,22 1,12",
  star: "12,1 15,9 23,9 17,14 19,23 12,17 5,23 7,14 1,9 9,9",
  cross: "8,1 16,1 16,8 23,8 23,16 16,16 16,23 8,23 8,16 1,16 1,8 8,8",
};

/** A hexagon with a question mark cut out: what is still to be verified. */
const QUESTION =
  "M6.5 2h11L23.5 12l-6 10h-11L.5 12zM7.9 10.1a4.1 4.1 0 1 1 6.1 3.55q-.8 .5-.8 1.25v.5h-2.4v-.7q0-1.8 1.7-2.8a1.8 1.8 0 1 0-2.4-1.8zM10.8 16.6h2.4V19h-2.4z";

function Shape({ name }: { name: string }) {
  if (name === "question") {
    return (
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path fill-rule="evenodd" d={QUESTION} />
      </svg>
    );
  }
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      {POINTS[name] ? <polygon points={POINTS[name]} /> : <circle cx="12" cy="12" r="11" />}
    </svg>
  );
}

export function Field(props: {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string;
  mode?: "text" | "numeric" | "tel";
  fault?: string;
  list?: string;
}) {
  return (
    <label class="field">
      <span>{props.label}</span>
      <input
        value={props.value}
        inputMode={props.mode ?? "text"}
        list={props.list}
        autocomplete="off"
        aria-invalid={props.fault ? "true" : undefined}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      {props.fault ? <small class="fault">{props.fault}</small> : props.hint && <small>{props.hint}</small>}
    </label>
  );
}

export function Choice(props: {
  label: string;
  value: string;
  options: [string, string][];
  onInput: (value: string) => void;
}) {
  return (
    <label class="field">
      <span>{props.label}</span>
      <select value={props.value} onInput={(event) => props.onInput(event.currentTarget.value)}>
        <option value="">{t("请选择", "Choose")}</option>
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Toggle(props: { label: string; on: boolean; onToggle: () => void }) {
  return (
    <button class="toggle" role="checkbox" aria-checked={props.on} onClick={props.onToggle}>
      <span class="box">{props.on ? "✓" : ""}</span>
      {props.label}
    </button>
  );
}

export function Empty(props: { children: ComponentChildren }) {
  return <p class="empty">{props.children}</p>;
}

/** A clock that ticks by itself: 15-minute timers, how long somebody waits. */
export function useTick(every = 1000): number {
  const [moment, setMoment] = useState(now());
  useEffect(() => {
    const timer = setInterval(() => setMoment(now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return moment;
}
