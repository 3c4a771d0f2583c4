// The county's clock runs on from the server's minute; drills may stand in another year.
export function clocks(): void {
  const shown = document.querySelector<HTMLTimeElement>("[data-clock]");
  if (!shown) return;
  const began = Date.now();
  const server = Date.parse(shown.dateTime);
  const zone = { timeZone: "Asia/Shanghai", hour12: false } as const;
  const draw = () => {
    const now = new Date(server + Date.now() - began);
    const day = now.toLocaleDateString("sv-SE", zone);
    shown.textContent = `${day} ${now.toLocaleTimeString("sv-SE", { ...zone, hour: "2-digit", minute: "2-digit" })}`;
  };
  window.setInterval(draw, 10_000);
}
