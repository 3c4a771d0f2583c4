// A session may end while somebody types: nothing typed is thrown away.
import { cookie, words } from "./words";
import { dialog } from "./dialog";

function freshToken(form: HTMLFormElement): void {
  const token = form.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  const now = cookie("csrftoken");
  if (token && now) token.value = now;
}

function askToSignIn(address: string): void {
  const box = dialog(
    words("登录已过期", "Your sign-in has expired"),
    words("您填写的内容还在本页,没有丢。请重新登录(在新窗口),然后回到这里再点一次。", "What you typed is still on this page. Sign in in a new window, come back and press again."),
  );
  const link = document.createElement("a");
  link.className = "btn btn-primary";
  link.target = "_blank";
  link.rel = "noopener";
  link.href = address;
  link.textContent = words("去登录", "Sign in");
  link.addEventListener("click", () => box.close());
  box.querySelector(".acts")?.append(link);
}

export function session(): void {
  document.addEventListener("submit", (event) => freshToken(event.target as HTMLFormElement), true);
  document.body.addEventListener("htmx:configRequest", (event) => {
    const detail = (event as CustomEvent).detail;
    if (detail.verb === "get") return;
    detail.headers["X-CSRFToken"] = cookie("csrftoken");
    if (detail.parameters.csrfmiddlewaretoken) detail.parameters.csrfmiddlewaretoken = cookie("csrftoken");
  });
  document.body.addEventListener("htmx:beforeOnLoad", (event) => {
    const answer = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail.xhr;
    if (answer.status === 401) askToSignIn(answer.getResponseHeader("X-Sign-In") ?? "/accounts/login/");
  });
}
