// The field app: one page for guards, grid workers and venue staff; the role decides the tiles.

import { render } from "preact";
import { Root } from "./ui/root";

render(<Root />, document.getElementById("app")!);
