// Chinese first; English when the phone asks for it or the user switches.

import { dayOf, local, now, today } from "./time";
import type { Text } from "./types";

const KEY = "fangxian-language";

export function english(): boolean {
  const chosen = localStorage.getItem(KEY);
  return chosen ? chosen === "en" : !navigator.language.startsWith("zh");
}

export function speak(language: "zh" | "en"): void {
  localStorage.setItem(KEY, language);
  location.reload();
}

export function t(zh: string, en: string): string {
  return english() ? en : zh;
}

export function say(text: Text): string {
  return t(text.zh, text.en || text.zh);
}

/** 20:14, or 05-09 20:14 when it was not today. */
export function clock(moment: string | number | null | undefined): string {
  if (moment === null || moment === undefined || moment === "") return "";
  const [day, time] = local(moment).split("T") as [string, string];
  return dayOf(moment) === today() ? time : `${day.slice(5)} ${time}`;
}

/** Until when, as the pages say it: what ends at midnight by its last day. */
export function endOf(moment: string): string {
  const [day, time] = local(moment).split("T") as [string, string];
  if (!/^00:00/.test(time)) return clock(moment);
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, date - 1)).toISOString().slice(5, 10);
}

/** 刚刚 · 12 分钟前 · 3 小时前 · 2 天前 */
export function ago(moment: number): string {
  const minutes = Math.floor((now() - moment) / 60_000);
  if (minutes < 1) return t("刚刚", "just now");
  if (minutes < 60) return t(`${minutes} 分钟前`, `${minutes} min ago`);
  if (minutes < 1440) return t(`${Math.floor(minutes / 60)} 小时前`, `${Math.floor(minutes / 60)} h ago`);
  return t(`${Math.floor(minutes / 1440)} 天前`, `${Math.floor(minutes / 1440)} d ago`);
}
