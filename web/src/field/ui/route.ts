// The address after `#` is the page, so that Back works and a reload stays where it was.

import { useEffect, useState } from "preact/hooks";

export function useRoute(): string[] {
  const [path, setPath] = useState(location.hash);
  useEffect(() => {
    const changed = () => {
      setPath(location.hash);
      scrollTo(0, 0);
    };
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return path.replace(/^#\/?/, "").split("/").filter(Boolean).map(decodeURIComponent);
}

export function go(...parts: (string | number)[]): void {
  location.hash = `/${parts.map((part) => encodeURIComponent(String(part))).join("/")}`;
}
