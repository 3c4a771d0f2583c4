// To the desk's own sign-in page, and back here.

import { t } from "../words";

export function SignIn() {
  return <a class="big main link" href="/accounts/login/?next=/field/">{t("先登录", "Sign in first")}</a>;
}
