import { wide } from "../field/wide";

/** One meaning in the page's language. */
export function words(zh: string, en: string): string {
  return document.body.dataset.language === "en" ? en : wide(zh);
}

export function cookie(name: string): string {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}
