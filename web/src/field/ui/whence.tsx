// Where somebody comes from, or was found to have been: places are offered while one types, with no network too. What is typed
// freely is taken as it was told, and is verified by the village.

import { useEffect, useMemo, useState } from "preact/hooks";
import { keptNames } from "../names";
import { isName, suggest, type Names } from "../places";
import { say, t } from "../words";
import { Field } from "./parts";

type Props = { value: string; onInput: (value: string) => void; label?: string; unnamed?: string };

/** `unnamed`: what becomes of a text that was not chosen. */
export function Whence({ value, onInput, label, unnamed }: Props) {
  const [names, setNames] = useState<Names | null>(null);
  useEffect(() => void keptNames().then(setNames), []);
  const found = useMemo(() => (names ? suggest(names, value) : []), [names, value]);
  const chosen = isName(found, value);
  return (
    <>
      <Field label={label ?? t("从哪里来（市、区县）", "From (city, district)")} value={value} onInput={onInput} hint={chosen ? "" : hint(value, unnamed)} />
      {!chosen && found.length > 0 && (
        <ul class="list places" aria-label={t("可能是这些地方", "It may be one of these")}>
          {found.map((one) => (
            <li key={one.code}>
              <button type="button" onClick={() => onInput(one.name)}>
                <b>{say({ zh: one.name, en: one.english })}</b>
                <span>{say({ zh: one.english, en: one.name })}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function hint(value: string, unnamed?: string): string {
  if (!value.trim()) return t("写市、区县，拼音、英文也可以；点下面列出的地方最准", "City and district, pinyin or English; best tap one of the places below");
  return unnamed ?? t("没有点选：按说的照实写也收，认不出的地方记为“待核”，由镇村核实", "Not chosen: it is taken as told; a place that is not recognised is “to be verified”");
}
