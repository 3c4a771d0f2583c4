// Chinese first; English when the phone asks for it or the user switches.

import { dayOf, local, now, today } from "./time";
import { wide } from "./wide";
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
  return english() ? en : wide(zh);
}

export function say(text: Text): string {
  return t(text.zh, text.en || text.zh);
}

/** 20:14, or 05-09 20:14 when it was not today, 2021-05-09 20:14 when it was not this year. */
export function clock(moment: string | number | null | undefined): string {
  if (moment === null || moment === undefined || moment === "") return "";
  const [day, time] = local(moment).split("T") as [string, string];
  return dayOf(moment) === today() ? time : `${dated(day)} ${time}`;
}

/** With its year when that is not this one. */
function dated(day: string): string {
  return day.slice(0, 4) === today().slice(0, 4) ? day.slice(5) : day;
}

/** Until when, as the pages say it: what ends at midnight by its last day. */
export function endOf(moment: string): string {
  const [day, time] = local(moment).split("T") as [string, string];
  if (!/^00:00/.test(time)) return clock(moment);
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return dated(new Date(Date.UTC(year, month - 1, date - 1)).toISOString().slice(0, 10));
}

/** 刚刚 · 12 分钟前 · 3 小时前 · 2 天前 */
export function ago(moment: number): string {
  const minutes = Math.floor((now() - moment) / 60_000);
  if (minutes < 1) return t("刚刚", "just now");
  if (minutes < 60) return t(`${minutes} 分钟前`, `${minutes} min ago`);
  if (minutes < 1440) return t(`${Math.floor(minutes / 60)} 小时前`, `${Math.floor(minutes / 60)} h ago`);
  return t(`${Math.floor(minutes / 1440)} 天前`, `${Math.floor(minutes / 1440)} d ago`);
}

/** 已超 2 天 21 小时: two units at most, as the desk says it. */
export function overdue(since: string): string {
  const minutes = Math.floor((now() - Date.parse(since)) / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  if (days) return hours ? t(`已超 ${days} 天 ${hours} 小时`, `late ${days} d ${hours} h`) : t(`已超 ${days} 天`, `late ${days} d`);
  if (hours) return minutes % 60 ? t(`已超 ${hours} 小时 ${minutes % 60} 分钟`, `late ${hours} h ${minutes % 60} min`) : t(`已超 ${hours} 小时`, `late ${hours} h`);
  return t(`已超 ${minutes} 分钟`, `late ${minutes} min`);
}
