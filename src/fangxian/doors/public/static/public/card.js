// Draws a fresh code onto the card that the page came with.
import { symbol } from "./symbol.js";

const zone = { timeZone: "Asia/Shanghai" };
const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const clock = new Intl.DateTimeFormat("zh-CN", { ...zone, ...time, second: "2-digit" });
const minute = new Intl.DateTimeFormat("zh-CN", { ...zone, ...time });
const day = new Intl.DateTimeFormat("sv-SE", zone);
const moment = (seconds) => new Date(Number(seconds) * 1000);

export const clockOf = (seconds) => clock.format(moment(seconds));
export const dayOf = (seconds) => day.format(moment(seconds));

// `told` as a door answers. False, and nothing is changed: its colour is not one of the page's.
export function draw(box, told) {
  const look = [...box.querySelectorAll("template[data-colour]")].find((one) => one.dataset.colour === told.colour);
  if (!look || told.issued < Number(box.dataset.issued)) return false;
  const { side, bars } = symbol(told.code);
  const svg = box.querySelector(".symbol svg"), [ground, dark] = svg.querySelectorAll("path");
  svg.setAttribute("viewBox", `0 0 ${side} ${side}`);
  ground.setAttribute("d", `M0 0h${side}v${side}H0z`);
  dark.setAttribute("d", bars);
  for (const name of ["now", "issued", "expires", "grace"]) box.dataset[name] = told[name];
  box.querySelector(".who").textContent = told.name;
  for (const one of box.querySelectorAll("[data-end]")) one.textContent = minute.format(moment(told.expires));
  for (const one of box.querySelectorAll("[data-last]")) one.textContent = `${dayOf(told.grace).slice(5)} ${minute.format(moment(told.grace))}`;
  if (told.colour !== box.dataset.colour) turn(box, told, look);
  return true;
}

// The colour turned and the page with its reasons cannot be had: the sentence says why.
function turn(box, told, look) {
  box.querySelector(".card").style.setProperty("--hue", look.dataset.hue);
  box.querySelector(".colour").replaceChildren(look.content.cloneNode(true));
  box.dataset.colour = told.colour;
  const said = box.querySelector("[data-turned]");
  said.querySelector("span").textContent = document.documentElement.lang.startsWith("zh") ? told.zh : told.en;
  said.querySelector("[data-worse]").hidden = told.rank === 0;
  said.hidden = false;
  for (const one of box.querySelectorAll("[data-reasons]")) one.hidden = true;
}
