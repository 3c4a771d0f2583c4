// The command centre's page script: htmx, and small widgets that pages name by data attributes.
import "./widgets/htmx";
import { batches } from "./widgets/batch";
import { clocks } from "./widgets/clock";
import { copying } from "./widgets/copy";
import { folds } from "./widgets/fold";
import { forms } from "./widgets/forms";
import { fragments } from "./widgets/fragment";
import { keyboard } from "./widgets/keyboard";
import { menus } from "./widgets/menus";
import { missing } from "./widgets/missing";
import { palette } from "./widgets/palette";
import { panels } from "./widgets/panel";
import { picking } from "./widgets/picks";
import { pushes } from "./widgets/push";
import { refill } from "./widgets/refill";
import { session } from "./widgets/session";
import { suggesting } from "./widgets/suggest";
import { themes } from "./widgets/themes";
import { toasts } from "./widgets/toasts";

for (const start of [toasts, session, forms, picking, refill, missing, themes, clocks, menus, panels, batches, keyboard, palette, copying, suggesting, folds, fragments, pushes]) {
  start();
}
