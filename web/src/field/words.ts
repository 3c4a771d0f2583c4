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

/** 05-09, and with its year where that is not this year's: 2021-05-09. */
function dated(day: string): string {
  return day.slice(0, 4) === today().slice(0, 4) ? day.slice(5) : day;
}

/** 20:14, or 05-09 20:14 when it was not today. */
export function clock(moment: string | number | null | undefined): string {
  if (moment === null || moment === undefined || moment === "") return "";
  const [day, time] = local(moment).split("T") as [string, string];
  return dayOf(moment) === today() ? time : `${dated(day)} ${time}`;
}

/** Until when, as every page says it (`clock.end_said`, contracts/vectors/ends.json): what ends at midnight by its last day. */
export function endOf(moment: string): string {
  const at = new Date(moment).getTime();
  const [day, time] = local(at).split("T") as [string, string];
  const isMidnight = time === "00:00" && at % 60_000 === 0;
  return isMidnight ? dated(dayOf(at - 1)) : `${dated(day)} ${time}`;
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
