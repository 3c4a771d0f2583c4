/** A link's token stands behind the # so that no server and no log sees it: it is taken out of the
 *  address at once and posted by the form that waits for it. */
export function fragments(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-from-fragment]");
  const token = location.hash.slice(1);
  const field = form?.elements.namedItem("token");
  if (!form || !token || !(field instanceof HTMLInputElement)) return;
  history.replaceState(null, "", location.pathname);
  field.value = token;
  form.requestSubmit();
}
